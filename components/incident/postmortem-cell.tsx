import { isVoid } from "#lib/domain/incidents/transitions.ts";
import type { IncidentSummary } from "#lib/protocol/incident-views.ts";

/** What there is to learn from: the timeline as a document once the impact is over, nothing for what was none. */
export function PostmortemCell({ incident }: { readonly incident: Pick<IncidentSummary, "id" | "state"> }) {
  const { id, state } = incident;
  if (state === "triage" || state === "active") return <span className="pm i3">after mitigation</span>;
  if (isVoid(state)) return <span className="pm i3">none needed</span>;
  return (
    <span className="pm">
      <a href={`/api/incidents/${id}/export.md`} download aria-label={`Postmortem of ${id} as Markdown`}>
        Markdown
      </a>
    </span>
  );
}
