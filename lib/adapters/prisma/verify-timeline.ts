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
  const chain = proveChain(incidentId, entries, sha256);
  const { finerCount } = chain;
  const broken =
    chain.broken ??
    (await brokenFile(database, entries)) ??
    (await brokenVersion(database, incidentId, entries));
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

/** What was published is kept beside its entry, as a file is; an erased one has an entry that says who did it. */
async function brokenVersion(
  database: Database,
  incidentId: IncidentId,
  entries: readonly TimelineEntry[],
): Promise<ChainBreak | undefined> {
  const erased = new Set(
    entries.flatMap(({ body }) => (body.kind === "postmortem.erased" ? [body.version] : [])),
  );
  for (const { seq, body } of entries) {
    if (body.kind !== "postmortem.changed" || body.to !== "published" || body.version === undefined) continue;
    const { version } = body;
    const row = await database.postmortemVersion.findUnique({
      where: { incidentId_version: { incidentId, version } },
    });
    const isGone = row === null || row.erasedAt !== null;
    if (isGone && !erased.has(version))
      return { brokenAtSeq: seq, why: `version ${version} is gone, and no entry says who erased it` };
    if (!isGone && sha256(row.frozenJson) !== body.digest)
      return { brokenAtSeq: seq, why: `version ${version} is not the one that was published` };
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
