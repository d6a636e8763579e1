import type { IncidentId } from "../../domain/ids.ts";
import { type PostmortemWriter, WRITES_FOR_MS } from "../../protocol/postmortem-views.ts";

export interface Writers {
  readonly wrote: (incidentId: IncidentId, writer: Omit<PostmortemWriter, "told">) => void;
  readonly left: (incidentId: IncidentId, id: string) => void;
  readonly of: (incidentId: IncidentId) => readonly PostmortemWriter[];
  readonly close: () => void;
}

interface Held {
  readonly writer: PostmortemWriter;
  readonly pause: NodeJS.Timeout;
}

/**
 * Who writes where, as far as the last seconds tell. Never stored. The seconds are those of the room people sit in: the clock
 * of a recording may stand still, and nobody writes forever. `onPaused`: somebody said nothing for so long.
 */
export function createWriters(onPaused: (incidentId: IncidentId) => void): Writers {
  const writing = new Map<IncidentId, Map<string, Held>>();
  let told = 0;

  function left(incidentId: IncidentId, id: string): void {
    const known = writing.get(incidentId);
    clearTimeout(known?.get(id)?.pause);
    known?.delete(id);
    if (known?.size === 0) writing.delete(incidentId);
  }

  return {
    left,
    wrote: (incidentId, writer) => {
      left(incidentId, writer.id);
      const pause = setTimeout(() => {
        left(incidentId, writer.id);
        onPaused(incidentId);
      }, WRITES_FOR_MS);
      pause.unref();
      told += 1;
      const known = writing.get(incidentId) ?? new Map<string, Held>();
      known.set(writer.id, { writer: { ...writer, told }, pause });
      writing.set(incidentId, known);
    },
    of: (incidentId) => [...(writing.get(incidentId)?.values() ?? [])].map(({ writer }) => writer),
    close: () => {
      for (const known of writing.values()) for (const { pause } of known.values()) clearTimeout(pause);
      writing.clear();
    },
  };
}
