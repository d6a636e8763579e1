import type { HostId } from "./ids.ts";
import type { ListName } from "./runbooks/list-place.ts";
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
  /** What the daemon called its state: "running". Absent where nobody kept it. */
  readonly state?: string | undefined;
}

/** In words why this is not the container any more that somebody looked at; undefined while it is. Without `now` there is none. */
export function targetChange(seen: ActionTarget, now: ActionTarget | undefined): string | undefined {
  if (now === undefined) return `${seen.name} is gone: the daemon knows no such container`;
  if (now.id !== seen.id) return `${seen.name} is another container by now`;
  if (now.name !== seen.name) return `the container is called ${now.name} by now, not ${seen.name}`;
  if (now.startedAt !== seen.startedAt) return `${now.name} was started again since somebody decided this`;
  if (seen.state !== undefined && now.state !== seen.state)
    return `${now.name} is ${now.state ?? "in no known state"} by now, it was ${seen.state}`;
  return undefined;
}

/** What can sensibly be done to a container in this state; the engine refuses the others. */
export function fittingVerbs(state: string): readonly ActionVerb[] {
  switch (state) {
    case "running":
    case "restarting":
      return ["container.restart", "container.stop", "container.kill"];
    case "paused":
      return ["container.unpause", "container.stop", "container.kill"];
    default:
      return ["container.start"];
  }
}

/** What can be done to a host whatever its containers do, harmless first. */
export const ENGINE_VERBS: readonly ActionVerb[] = ACTION_VERBS.filter(
  (verb) => targetOf(verb) === "engine",
).toReversed();

/** The verb that takes back what another did; of the others, none of the list does. */
export const INVERSE_VERBS: Readonly<Partial<Record<ActionVerb, ActionVerb>>> = {
  "container.start": "container.stop",
  "container.stop": "container.start",
};

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
  readonly step?: ListName & { readonly stepId: string; readonly title: string };
}

/** How long a second person has to agree. */
export const AGREE_WITHIN_MS = 600_000;
