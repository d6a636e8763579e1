import { memo } from "react";
import { attachmentPath } from "#lib/client/api.ts";
import type { TimelineEntry } from "#lib/domain/timeline.ts";
import { formatBytes } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";

/** Files that people attached, newest first: to be found without scrolling through the night. */
export const AttachedFiles = memo(function AttachedFiles({
  entries,
}: {
  readonly entries: readonly TimelineEntry[];
}) {
  // Thousands of entries and a handful of files: what is erased is asked of these alone.
  const attached = entries.filter(({ body }) => body.kind === "attachment.added");
  if (attached.length === 0) return null;
  const erased = new Set(entries.flatMap(({ body }) => (body.kind === "entry.erased" ? body.seqs : [])));
  const files = attached.flatMap(({ incidentId, seq, actor, body }) =>
    body.kind === "attachment.added" && !erased.has(seq)
      ? [{ incidentId, seq, body, by: actor.kind === "person" ? actor.name : "Foghorn" }]
      : [],
  );
  if (files.length === 0) return null;
  return (
    <section className="att" aria-label="Attached">
      <h3 className="t12 i3">Attached</h3>
      <ul>
        {files.toReversed().map(({ incidentId, seq, body, by }) => (
          <li key={seq} className="row">
            <a className="lk ell mono t12" href={attachmentPath(incidentId, seq)} download={body.name}>
              <MachineText text={body.name} limit={120} />
            </a>
            <span className="i3 t12 num">
              {formatBytes(body.sizeBytes)}, {by}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
});
