import type { EpochMs } from "../time.ts";

/** From when on and until when a service was wanted on a host; absent is as long as anybody watched, or still. */
export interface Span {
  readonly fromAt?: EpochMs;
  readonly toAt?: EpochMs;
}

export type Spans = ReadonlyMap<string, Span>;

/** A host on which each build is a project of its own: the oldest that ended are known to the hour only. */
const MAX_SPANS = 500;

/**
 * The spans after a list. What is wanted on the first one may have been wanted all along; later on `cameAt` and `wentAt` say
 * when between two lists it changed.
 */
export function spansAfter(
  spans: Spans,
  change: {
    readonly before: Iterable<string>;
    readonly after: Iterable<string>;
    readonly isFirst: boolean;
    readonly cameAt: (service: string) => EpochMs;
    readonly wentAt: (service: string) => EpochMs;
  },
): Spans {
  const [before, after] = [new Set(change.before), new Set(change.after)];
  const next = new Map(spans);
  for (const service of after) {
    const known = spans.get(service);
    if (known?.toAt !== undefined)
      next.set(service, { ...(known.fromAt !== undefined && { fromAt: known.fromAt }) });
    else if (known === undefined && !before.has(service) && !change.isFirst)
      next.set(service, { fromAt: change.cameAt(service) });
  }
  for (const service of before)
    if (!after.has(service)) next.set(service, { ...spans.get(service), toAt: change.wentAt(service) });
  if (next.size <= MAX_SPANS) return next;
  const ended = [...next].filter(([, { toAt }]) => toAt !== undefined);
  const oldest = ended.toSorted(([, one], [, other]) => (one.toAt ?? 0) - (other.toAt ?? 0));
  for (const [service] of oldest.slice(0, next.size - MAX_SPANS)) next.delete(service);
  return next;
}
