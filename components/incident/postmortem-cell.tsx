import Link from "next/link";
import { isVoid } from "#lib/domain/incidents/transitions.ts";
import type { IncidentSummary } from "#lib/protocol/incident-views.ts";
import type { PostmortemRow } from "#lib/protocol/postmortem-views.ts";
import { postmortemState } from "../postmortem/postmortem-list.ts";
import { places } from "../shell/places.ts";
import { Mark } from "../ui/mark.tsx";

interface PostmortemCellProps {
  readonly incident: Pick<IncidentSummary, "id" | "state">;
  /** What the list of postmortems says of it; absent where nobody asked for one. */
  readonly row: PostmortemRow | undefined;
  readonly now: number;
  readonly canWrite: boolean;
}

/** Where the postmortem of an incident stands, and the way to it; nothing for what was none. */
export function PostmortemCell({ incident: { id, state }, row, now, canWrite }: PostmortemCellProps) {
  const known = row && postmortemState(row, now);
  if (known === undefined) {
    if (isVoid(state)) return <span className="pm i3">none needed</span>;
    if (state === "triage" || state === "active") return <span className="pm i3">after mitigation</span>;
    if (!canWrite) return <span className="pm i3">not begun</span>;
  }
  const { words, isLate } = known ?? { words: "Begin", isLate: false };
  return (
    <span className="pm">
      <Link
        href={places.postmortem(id)}
        className={isLate ? "tt" : undefined}
        aria-label={`Postmortem of ${id}: ${words}`}
      >
        {isLate && <Mark name="ticket" size={12} />} {words}
      </Link>
    </span>
  );
}
