import type { ModeAbout } from "../mode-about.ts";
import { ABOUTS } from "../modes/abouts.ts";
import type { Severity } from "../severity.ts";
import type { ModeId } from "../symptom.ts";

/** What is asked of something found to tell its place among others. */
export interface Ranked {
  readonly mode: ModeId;
  readonly severity: Severity;
  /** 0 for a cause, more for what a deeper fault leaves behind as well. */
  readonly role: number;
}

const SEVERITY_RANK: Readonly<Record<Severity, number>> = { page: 0, ticket: 1, notice: 2 };

/** Of two that are as bad and explain nothing of one another, the deeper one is more likely behind the other. */
const DEPTH: Readonly<Record<ModeAbout["group"], number>> = {
  Host: 0,
  Storage: 1,
  Security: 2,
  "Daemon does not start": 3,
  Network: 4,
  "containerd, shims, runtime": 5,
  "Daemon at run time": 6,
  "Images and registries": 7,
  Logging: 8,
  Containers: 9,
};

const PLACE: ReadonlyMap<ModeId, number> = new Map(Object.values(ABOUTS).map(({ id }, place) => [id, place]));

const explains = (cause: ModeId, effect: ModeId): boolean =>
  ABOUTS[cause].explains?.includes(effect) === true || ABOUTS[effect].explainedBy.includes(cause);

/**
 * Most decisive first, whatever order the lines stood in: causes before effects, what is worst before what can wait; and
 * among those of one role each one after what explains it.
 */
export function byCause<T extends Ranked>(found: readonly T[]): readonly T[] {
  const waiting = found.toSorted(compare);
  const sorted: T[] = [];
  while (waiting.length > 0) {
    // Where they explain one another in a circle, none of them is behind the others.
    const next = Math.max(
      0,
      waiting.findIndex((one) => !waiting.some((other) => isBehind(other, one))),
    );
    sorted.push(...waiting.splice(next, 1));
  }
  return sorted;
}

/** In the same role only: that a daemon is away explains much in a live host, but little of what a line tells by itself. */
const isBehind = (cause: Ranked, effect: Ranked): boolean =>
  cause.role === effect.role && explains(cause.mode, effect.mode) && !explains(effect.mode, cause.mode);

function compare(a: Ranked, b: Ranked): number {
  return (
    a.role - b.role ||
    SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity] ||
    DEPTH[ABOUTS[a.mode].group] - DEPTH[ABOUTS[b.mode].group] ||
    (PLACE.get(a.mode) ?? 0) - (PLACE.get(b.mode) ?? 0)
  );
}
