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

export interface ChainBreak {
  readonly brokenAtSeq: number;
  readonly why: string;
}

/**
 * First entry that does not follow from the one before it, or undefined when the chain is whole.
 * Wants all entries of one incident from the first on, in order. An erased body is no break where an entry says who erased it.
 */
export function findBreak(
  incidentId: IncidentId,
  entries: readonly TimelineEntry[],
  sha256: Sha256,
): ChainBreak | undefined {
  const erased = new Set(entries.flatMap(({ body }) => (body.kind === "entry.erased" ? body.seqs : [])));
  let previousHash = genesisHash(incidentId, sha256);
  for (const [index, entry] of entries.entries()) {
    const { seq, body } = entry;
    const broken = (why: string): ChainBreak => ({ brokenAtSeq: seq, why });
    if (seq !== index + 1) return broken(`entry ${index + 1} is not before it`);
    if (body.kind === "erased" && !erased.has(seq))
      return broken("its text is gone, and no entry says who erased it");
    if (body.kind !== "erased" && entry.bodyDigest !== bodyDigestOf(body, sha256))
      return broken("its text does not fit its digest");
    if (entry.incidentId !== incidentId || entry.hash !== entryHash(previousHash, entry, sha256))
      return broken("its hash does not follow from the one before and from who wrote it when");
    previousHash = entry.hash;
  }
  return undefined;
}
