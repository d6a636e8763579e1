"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import { places } from "../shell/places.ts";
import { Kbd } from "../ui/kbd.tsx";
import { Mark } from "../ui/mark.tsx";
import { useKeys } from "../ui/use-keys.tsx";

/** An old address still leads to its entries, and from there to where the work goes on. */
export function MergedNotice({ incident }: { readonly incident: IncidentDetail }) {
  const router = useRouter();
  const into = incident.mergedInto;
  useKeys(
    into === undefined
      ? []
      : [{ keys: "Enter", does: `open ${into}`, run: () => router.push(places.incident(into)) }],
  );
  if (into === undefined) return null;
  return (
    <p className="mrg" role="status">
      <Mark name="notice" size={14} />
      <span>
        <b>Merged into {into}.</b> Its work goes on there; what was written here stays here.
      </span>
      <Link href={places.incident(into)}>Open {into}</Link>
      <Kbd>Enter</Kbd>
    </p>
  );
}
