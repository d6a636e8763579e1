import type { IncidentId } from "../../domain/ids.ts";
import type { StoredChecklist } from "../ports-incidents.ts";

export interface HeldChecklists {
  /** As stored: read again only after `drop`. */
  readonly load: (incidentId: IncidentId) => Promise<readonly StoredChecklist[]>;
  /** As last read, which may be a change behind. */
  readonly lastOf: (incidentId: IncidentId) => readonly StoredChecklist[] | undefined;
  /** Something changed: the next `load` reads. */
  readonly drop: (incidentId: IncidentId) => void;
  readonly keep: (isWanted: (incidentId: IncidentId) => boolean) => void;
}

interface Held {
  readonly lists: readonly StoredChecklist[];
  /** Number of the read: an earlier one that answers later is not put in its place. */
  readonly read: number;
}

/** Checklists in memory; the store is the truth. */
export function holdChecklists(
  readFrom: (incidentId: IncidentId) => Promise<readonly StoredChecklist[]>,
): HeldChecklists {
  const held = new Map<IncidentId, Held>();
  const fresh = new Set<IncidentId>();
  let reads = 0;

  return {
    load: async (incidentId) => {
      const known = held.get(incidentId);
      if (known !== undefined && fresh.has(incidentId)) return known.lists;
      reads += 1;
      const read = reads;
      // Set before reading: what changes meanwhile takes it away again.
      fresh.add(incidentId);
      const lists = await readFrom(incidentId).catch((error: unknown) => {
        fresh.delete(incidentId);
        throw error;
      });
      if ((held.get(incidentId)?.read ?? 0) < read) held.set(incidentId, { lists, read });
      return lists;
    },
    lastOf: (incidentId) => held.get(incidentId)?.lists,
    drop: (incidentId) => fresh.delete(incidentId),
    keep(isWanted) {
      for (const id of held.keys()) {
        if (isWanted(id)) continue;
        held.delete(id);
        fresh.delete(id);
      }
    },
  };
}
