import type { IncidentId } from "./ids.ts";
import { canonicalJson } from "./incidents/canonical-json.ts";
import type { TimelineEntry } from "./timeline.ts";

/** SHA-256 of UTF-8 text as hex; given by the caller, because hashing is not the domain's. */
export type Sha256 = (text: string) => string;

/** What the first entry is chained to. */
export const genesisHash = (incidentId: IncidentId, sha256: Sha256): string =>
  sha256(`foghorn timeline ${incidentId}`);

export const bodyDigestOf = (body: TimelineEntry["body"], sha256: Sha256): string =>
  sha256(canonicalJson(body));

/** The hash covers the digest of the body, not the body: it can be erased and the chain stays whole. */
export function entryHash(
  previousHash: string,
  entry: Omit<TimelineEntry, "body" | "hash">,
  sha256: Sha256,
): string {
  const { incidentId, seq, at, sourceAt, actor, visibility, bodyDigest } = entry;
  return sha256(
    canonicalJson([previousHash, incidentId, seq, at, sourceAt ?? null, actor, visibility, bodyDigest]),
  );
}

/** Times of our days lie between 2^40 and 2^41 ms: a double tells 4096 of them apart within one millisecond. */
const TIMES_IN_A_MS = 4_096;
const FINE_FROM = 2 ** 40;

type TimeName = "at" | "sourceAt";

/** The entry as it was hashed, where it differs from how it is stored by a fraction of a millisecond in one of its times alone. */
function hashedFiner(
  previousHash: string,
  entry: Omit<TimelineEntry, "body">,
  name: TimeName,
  sha256: Sha256,
): boolean {
  const kept = entry[name];
  if (kept === undefined || !Number.isInteger(kept) || kept < FINE_FROM || kept >= 2 * FINE_FROM)
    return false;
  for (let step = 1; step < TIMES_IN_A_MS; step++) {
    const finer = { ...entry, [name]: kept + step / TIMES_IN_A_MS };
    if (entryHash(previousHash, finer, sha256) === entry.hash) return true;
  }
  return false;
}

/**
 * Whether an entry follows from the one before it. `finer`: it does with a fraction of a millisecond in one of its times,
 * which older versions hashed and did not store. All fractions there are were tried, so that hash was made from this very
 * entry: nothing else of it can be another.
 */
export function followsFrom(
  previousHash: string,
  entry: Omit<TimelineEntry, "body">,
  sha256: Sha256,
): "exactly" | "finer" | undefined {
  if (entry.hash === entryHash(previousHash, entry, sha256)) return "exactly";
  const names: readonly TimeName[] = ["sourceAt", "at"];
  return names.some((name) => hashedFiner(previousHash, entry, name, sha256)) ? "finer" : undefined;
}

export interface ChainBreak {
  readonly brokenAtSeq: number;
  readonly why: string;
}

export interface ChainProof {
  /** First entry that does not follow from the one before it; absent when the chain is whole. */
  readonly broken?: ChainBreak;
  /** How many entries up to there were hashed with a fraction of a millisecond that is not stored. */
  readonly finerCount: number;
}

/**
 * Follows the chain from its first entry to its last, or to where it breaks. Wants all entries of one incident from the
 * first on, in order. An erased body is no break where an entry says who erased it.
 */
export function proveChain(
  incidentId: IncidentId,
  entries: readonly TimelineEntry[],
  sha256: Sha256,
): ChainProof {
  const erased = new Set(entries.flatMap(({ body }) => (body.kind === "entry.erased" ? body.seqs : [])));
  let previousHash = genesisHash(incidentId, sha256);
  let finerCount = 0;
  for (const [index, entry] of entries.entries()) {
    const { seq, body } = entry;
    const broken = (why: string): ChainProof => ({ broken: { brokenAtSeq: seq, why }, finerCount });
    if (seq !== index + 1) return broken(`entry ${index + 1} is not before it`);
    if (body.kind === "erased" && !erased.has(seq))
      return broken("its text is gone, and no entry says who erased it");
    if (body.kind !== "erased" && entry.bodyDigest !== bodyDigestOf(body, sha256))
      return broken("its text does not fit its digest");
    const how = entry.incidentId === incidentId ? followsFrom(previousHash, entry, sha256) : undefined;
    if (how === undefined)
      return broken("its hash does not follow from the one before and from who wrote it when");
    if (how === "finer") finerCount++;
    previousHash = entry.hash;
  }
  return { finerCount };
}
