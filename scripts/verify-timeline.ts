import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { connect, type Database } from "#lib/adapters/prisma/connect.ts";
import { DATABASE_FILE } from "#lib/adapters/prisma/data-directory.ts";
import { entryOfHash, proveTimelines, type TimelineProof } from "#lib/adapters/prisma/verify-timeline.ts";
import { messageOf } from "#lib/domain/errors.ts";
import { checkExport } from "#lib/protocol/incident-export/check-export.ts";
import { readSettings } from "#lib/transport/server/settings.ts";

/*
 * npm run verify-timeline [-- <hash>]: reads every timeline from its first entry to its last and says whether one was
 * changed or removed; with the hash that an export or a shared page ends with, whether that entry is still in its chain.
 * With the name of a JSON export instead: whether that file is as Foghorn wrote it, on any machine, without a database.
 * Ends with 1 when a chain is broken or the hash is not found, 2 when there is nothing to read. Works while Foghorn runs.
 */

const EXPORT = /\.json$/i;
const HASH = /^[0-9a-f]{64}$/;
const [hash, ...rest] = process.argv.slice(2);
const path = join(readSettings(process.env).dataDir, DATABASE_FILE);

if (hash !== undefined && rest.length === 0 && EXPORT.test(hash)) {
  await tellFile(hash);
} else if (rest.length > 0 || (hash !== undefined && !HASH.test(hash))) {
  leave("Usage: npm run verify-timeline [-- <the 64 digits an export ends with, or an export as JSON>]");
} else if (!existsSync(path)) {
  leave(`There is no Foghorn database at ${path}. FOGHORN_DATA_DIR says where it is.`);
} else {
  const { database } = await connect(path);
  try {
    const proofs = await proveTimelines(database);
    const isWhole = tellAll(proofs);
    const isFound = hash === undefined || (await findHash(database, hash, proofs));
    process.exitCode = isWhole && isFound ? 0 : 1;
  } finally {
    await database.$disconnect();
  }
}

function tellAll(proofs: readonly TimelineProof[]): boolean {
  for (const { incidentId, entryCount, erasedCount, finerCount, headHash, broken } of proofs) {
    const erased = erasedCount === 0 ? "" : `, ${erasedCount} erased`;
    const finer = finerCount === 0 ? "" : `, ${finerWords(finerCount)}`;
    const state = broken
      ? `BROKEN at entry ${broken.brokenAtSeq}: ${broken.why}`
      : `whole, the last hash is ${headHash}`;
    process.stdout.write(`${incidentId}: ${entryCount} entries${erased}${finer}, ${state}\n`);
  }
  const brokenCount = proofs.filter(({ broken }) => broken !== undefined).length;
  process.stdout.write(`${proofs.length} timelines read, ${brokenCount} broken.\n`);
  return brokenCount === 0;
}

/** Older versions hashed times that were dated back by a measured duration with their fraction, and stored whole milliseconds. */
function finerWords(count: number): string {
  return `${count} proven with the fraction of a millisecond that was hashed and not stored`;
}

/** A chain that was made anew as a whole is whole again: only a hash that left the machine tells. */
async function findHash(
  database: Database,
  wanted: string,
  proofs: readonly TimelineProof[],
): Promise<boolean> {
  const found = await entryOfHash(database, wanted);
  const proof = proofs.find(({ incidentId }) => incidentId === found?.incidentId);
  const isProven = found !== undefined && (proof?.broken?.brokenAtSeq ?? found.seq + 1) > found.seq;
  process.stdout.write(
    isProven
      ? `The hash is that of entry ${found.seq} of ${found.incidentId}: what was exported up to there is what is here.\n`
      : "This hash is at the end of no whole chain: what was exported is not what is here.\n",
  );
  return isProven;
}

async function tellFile(file: string): Promise<void> {
  const text = await readFile(file, "utf8").catch((error: unknown) => leave(messageOf(error)));
  if (text === undefined) return;
  const check = checkExport(text, (content) => createHash("sha256").update(content).digest("hex"));
  if (check.kind === "refused") {
    process.stdout.write(`${file}: REFUSED: ${check.why}\n`);
    process.exitCode = 1;
    return;
  }
  const { incident, timeline } = check.file;
  const changed = check.notAsWritten === 0 ? "" : `, ${check.notAsWritten} redacted or not told any more`;
  const finer = check.finerCount === 0 ? "" : `, ${finerWords(check.finerCount)}`;
  process.stdout.write(
    `${file}: ${incident.id}, ${timeline.headSeq} entries${changed}${finer}, whole, the last hash is ${timeline.headHash}\n`,
  );
}

function leave(message: string): void {
  process.stderr.write(`verify-timeline: ${message}\n`);
  process.exitCode = 2;
}
