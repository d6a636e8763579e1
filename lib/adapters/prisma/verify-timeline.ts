import { createHash } from "node:crypto";
import type { IncidentId } from "../../domain/ids.ts";
import type { TimelineEntry } from "../../domain/timeline.ts";
import { type ChainBreak, type ChainProof, proveChain } from "../../domain/timeline-hash.ts";
import type { Database } from "./connect.ts";
import { sha256 } from "./incident-plan.ts";
import { fromEntryRow } from "./rows.ts";

/** Without a break nothing between the first entry and the last one that the incident knows was changed or removed. */
async function proveTimeline(database: Database, incidentId: IncidentId): Promise<ChainProof> {
  const rows = await database.timelineEntry.findMany({ where: { incidentId }, orderBy: { seq: "asc" } });
  const entries = rows.map(fromEntryRow);
  const { finerCount, broken = await brokenFile(database, entries) } = proveChain(
    incidentId,
    entries,
    sha256,
  );
  if (broken) return { broken, finerCount };
  const head = await database.incident.findUnique({ where: { id: incidentId } });
  // The projection knows the end of the chain: entries cut off there would not be missed otherwise.
  if ((entries.at(-1)?.hash ?? "") === (head?.headHash ?? "")) return { finerCount };
  const why = `the incident ends with entry ${head?.headSeq ?? 0}`;
  return { broken: { brokenAtSeq: entries.length + 1, why }, finerCount };
}

/** The first break of its chain, if any. */
export const verifyTimeline = async (
  database: Database,
  incidentId: IncidentId,
): Promise<ChainBreak | undefined> => (await proveTimeline(database, incidentId)).broken;

/** A file is kept beside its entry; the entry's digest of it is in the chain. */
async function brokenFile(
  database: Database,
  entries: readonly TimelineEntry[],
): Promise<ChainBreak | undefined> {
  for (const { incidentId, seq, body } of entries) {
    if (body.kind !== "attachment.added") continue;
    const file = await database.attachment.findUnique({ where: { incidentId_seq: { incidentId, seq } } });
    const digest = file && createHash("sha256").update(file.bytes).digest("hex");
    if (digest !== body.sha256) return { brokenAtSeq: seq, why: "its file is not the one that was attached" };
  }
  return undefined;
}

export interface TimelineProof extends ChainProof {
  readonly incidentId: IncidentId;
  readonly entryCount: number;
  readonly erasedCount: number;
  readonly headHash: string;
}

/** Every timeline, the oldest incident first. */
export async function proveTimelines(database: Database): Promise<readonly TimelineProof[]> {
  const incidents = await database.incident.findMany({ orderBy: { number: "asc" } });
  const proofs: TimelineProof[] = [];
  for (const { id, headHash } of incidents) {
    const incidentId = id as IncidentId;
    const chain = await proveTimeline(database, incidentId);
    const entryCount = await database.timelineEntry.count({ where: { incidentId } });
    const erasedCount = await database.timelineEntry.count({ where: { incidentId, bodyJson: null } });
    proofs.push({ incidentId, entryCount, erasedCount, headHash, ...chain });
  }
  return proofs;
}

/** Number of the entry with this hash, as an export printed it; undefined when no timeline has it. */
export async function entryOfHash(
  database: Database,
  hash: string,
): Promise<{ readonly incidentId: IncidentId; readonly seq: number } | undefined> {
  const row = await database.timelineEntry.findFirst({
    where: { hash },
    select: { incidentId: true, seq: true },
  });
  return row ? { incidentId: row.incidentId as IncidentId, seq: row.seq } : undefined;
}
