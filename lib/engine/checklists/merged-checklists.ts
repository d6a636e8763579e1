import type { IncidentId } from "../../domain/ids.ts";
import { carriedOver } from "../../domain/runbooks/carry-over.ts";
import type { IncidentStore, StoredChecklist } from "../ports-incidents.ts";

/**
 * A store whose checklists go on from those of the incidents that were merged into it, and into those: whoever asks
 * where a checklist stands is told the same. Nothing is stored twice.
 */
export function withMergedChecklists(store: IncidentStore): IncidentStore {
  async function checklists(incidentId: IncidentId): Promise<readonly StoredChecklist[]> {
    const own = await store.checklists(incidentId);
    if (own.length === 0) return own;
    const links = (await store.get(incidentId))?.links ?? [];
    const from = new Set(links.filter(({ how }) => how === "merged-from").map((link) => link.incidentId));
    if (from.size === 0) return own;
    const merged = await Promise.all(
      [...from].map(async (id) => ({ incidentId: id, lists: await checklists(id) })),
    );
    return own.map((list) => carriedOver(list, merged));
  }
  return { ...store, checklists };
}
