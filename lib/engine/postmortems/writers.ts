import type { IncidentId } from "../../domain/ids.ts";
import type { EpochMs } from "../../domain/time.ts";
import { type PostmortemWriter, WRITES_FOR_MS } from "../../protocol/postmortem-views.ts";

export interface Writers {
  readonly wrote: (incidentId: IncidentId, writer: PostmortemWriter) => void;
  readonly left: (incidentId: IncidentId, id: string) => void;
  readonly of: (incidentId: IncidentId, now: EpochMs) => readonly PostmortemWriter[];
}

/** Who writes where, as far as the last seconds tell. Never stored. */
export function createWriters(): Writers {
  const writing = new Map<IncidentId, Map<string, PostmortemWriter>>();
  return {
    wrote: (incidentId, writer) => {
      const known = writing.get(incidentId) ?? new Map<string, PostmortemWriter>();
      known.set(writer.id, writer);
      writing.set(incidentId, known);
    },
    left: (incidentId, id) => void writing.get(incidentId)?.delete(id),
    of: (incidentId, now) => {
      const known = writing.get(incidentId);
      if (known === undefined) return [];
      for (const [id, { at }] of known) if (now - at > WRITES_FOR_MS) known.delete(id);
      if (known.size === 0) writing.delete(incidentId);
      return [...known.values()];
    },
  };
}
