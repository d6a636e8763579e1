import type { HostId } from "./ids.ts";
import type { EpochMs } from "./time.ts";

/**
 * Everything that the gate can be asked to do to a host, and nothing else exists. Each is one call of the Docker API,
 * but the dump, which is one signal.
 */
export const ACTION_VERBS = [
  "container.start",
  "container.stop",
  "container.restart",
  "container.kill",
  "container.unpause",
  "prune.containers",
  "prune.images",
  "prune.build-cache",
  "engine.dump",
] as const;
export type ActionVerb = (typeof ACTION_VERBS)[number];

/** What a verb acts on: one container, or the engine of the host. */
export const targetOf = (verb: ActionVerb): "container" | "engine" =>
  verb.startsWith("container.") ? "container" : "engine";

/** One container as it was when somebody decided to act on it; another id or another start is another container. */
export interface ActionTarget {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  /** Absent for one that was never started. */
  readonly startedAt?: EpochMs | undefined;
}

/** done: the daemon answered that it did. refused: nothing was run. failed: it was run and went wrong, or could not be run. unknown: nobody can say. */
export const ACTION_OUTCOMES = ["done", "refused", "failed", "unknown"] as const;
export type ActionOutcome = (typeof ACTION_OUTCOMES)[number];

/** What the gate's configuration allows on a host. */
export interface AllowedAction {
  readonly verb: ActionVerb;
  /** Somebody else has to agree before it runs. */
  readonly needsSecond: boolean;
}

/** What a prune would take, at the moment it was looked at. */
export interface PrunePreview {
  readonly count: number;
  readonly bytes: number;
  /** What stays of the same kind. */
  readonly keptCount: number;
  readonly keptBytes: number;
  /** Largest first, at most ten. */
  readonly items: readonly { readonly name: string; readonly bytes: number; readonly note: string }[];
}

/** Filters of the prunes: constants, so that nobody can widen one. */
export const PRUNE_OLDER_THAN = { "prune.containers": "24h", "prune.build-cache": "72h" } as const;

/** Seconds that a stop or restart waits before it kills. */
export const STOP_GRACE_S = 10;

/** An action as somebody decided it. `id` is the key under which the gate runs it once. */
export interface PlannedAction {
  readonly id: string;
  readonly verb: ActionVerb;
  readonly hostId: HostId;
  readonly target?: ActionTarget;
  /** The same by hand. */
  readonly command: string;
  /** The step of the incident's checklist it belongs to. */
  readonly step?: { readonly runbookId: string; readonly stepId: string; readonly title: string };
}

/** How long a second person has to agree. */
export const AGREE_WITHIN_MS = 600_000;
