import Link from "next/link";
import type { ReactNode } from "react";
import { places } from "../shell/places.ts";

/** Of which incident it is, and what can be done. */
export function Head({
  incidentId,
  children,
}: {
  readonly incidentId: string;
  readonly children?: ReactNode;
}) {
  return (
    <header className="pm-h">
      <Link href={places.incident(incidentId)} className="id">
        {incidentId}
      </Link>
      <h1>Postmortem</h1>
      {children}
    </header>
  );
}
