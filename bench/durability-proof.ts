import type { IncidentId } from "#lib/domain/ids.ts";
import type { TimelineEntry } from "#lib/domain/timeline.ts";

/** An entry of which a client was told that it is written. */
export interface Acknowledged {
  readonly incidentId: IncidentId;
  readonly seq: number;
  readonly hash: string;
  /** What was said; no other entry says it. */
  readonly words: string;
  readonly writer: number;
}

export interface DurabilityFaults {
  /** Not in the timeline with the number and the hash that the client was told. */
  readonly lost: readonly string[];
  /** In it more than once. */
  readonly twice: readonly string[];
  /** Before an entry that the same client was told of earlier. */
  readonly disordered: readonly string[];
}

function wordsOf({ body }: TimelineEntry): string | undefined {
  if (body.kind === "note") return body.markdown;
  return body.kind === "lines.pinned" ? body.lines[0]?.text : undefined;
}

/** Holds what clients were told, in the order in which they were, against what the timelines hold. */
export function findDurabilityFaults(
  acknowledged: readonly Acknowledged[],
  entries: readonly TimelineEntry[],
): DurabilityFaults {
  const stored = Map.groupBy(entries, wordsOf);
  const lastOf = new Map<string, number>();
  const disordered: string[] = [];
  for (const { incidentId, writer, seq, words } of acknowledged) {
    const key = `${incidentId} ${writer}`;
    if (seq <= (lastOf.get(key) ?? 0)) disordered.push(words);
    lastOf.set(key, seq);
  }
  const isStored = ({ incidentId, seq, hash, words }: Acknowledged): boolean =>
    stored
      .get(words)
      ?.some((entry) => entry.incidentId === incidentId && entry.seq === seq && entry.hash === hash) === true;
  return {
    lost: acknowledged.filter((one) => !isStored(one)).map(({ words }) => words),
    twice: [...stored].flatMap(([words, same]) => (words !== undefined && same.length > 1 ? [words] : [])),
    disordered,
  };
}
