"use client";

import Link from "next/link";
import { Mark } from "../ui/mark.tsx";
import { type PlaceName, places } from "./places.ts";

/** Four places under the thumb; the mark stands on Watch while a page is open. */
export function PhoneBar({
  place,
  pages,
  onMore,
}: {
  readonly place: PlaceName;
  readonly pages: number;
  readonly onMore: () => void;
}) {
  const current = (name: PlaceName) => (name === place ? ("page" as const) : undefined);
  return (
    <nav className="mbar" aria-label="Places">
      <Link href={places.watch} aria-current={current("watch")}>
        {pages > 0 && <Mark name="page" size={12} label={`${pages} pages`} />}
        Watch
      </Link>
      <Link href={places.incidents} aria-current={current("incidents")}>
        Incidents
      </Link>
      <Link href={places.hosts} aria-current={current("hosts")}>
        Hosts
      </Link>
      <button type="button" onClick={onMore}>
        More
      </button>
    </nav>
  );
}
