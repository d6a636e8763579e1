import type { IncidentId } from "../../domain/ids.ts";
import type { SharedTimeline } from "../../engine/ports-incidents.ts";
import type { Database } from "./connect.ts";
import type { Operation } from "./write-queue.ts";

/** A frozen snapshot changes for nothing else: what was erased must not be read behind a link either. */
export async function erasedInShares(
  database: Database,
  incidentId: IncidentId,
  seqs: readonly number[] = [],
): Promise<readonly Operation[]> {
  if (seqs.length === 0) return [];
  const shares = await database.share.findMany({
    where: { incidentId },
    select: { id: true, snapshotJson: true },
  });
  return shares.flatMap(({ id, snapshotJson }) => {
    const snapshot = JSON.parse(snapshotJson) as SharedTimeline | null;
    if (snapshot === null) return [];
    const entries = snapshot.entries.map((entry) =>
      seqs.includes(entry.seq) ? { ...entry, body: { kind: "erased" } as const } : entry,
    );
    if (entries.every((entry, index) => entry === snapshot.entries[index])) return [];
    return [
      database.share.update({
        where: { id },
        data: { snapshotJson: JSON.stringify({ ...snapshot, entries }) },
        select: { id: true },
      }),
    ];
  });
}

/**
 * The journal still holds the pages as they were: it is written into the database and emptied. What pages let go of is
 * overwritten by `secure_delete`.
 */
export async function forgetErased(database: Database): Promise<void> {
  await database.$queryRawUnsafe("PRAGMA wal_checkpoint(TRUNCATE)");
}
