import type { PartId } from "#lib/domain/anatomy.ts";
import type { ModeId } from "#lib/domain/symptom.ts";
import type { EpochMs } from "#lib/domain/time.ts";
import { type ApiAnswer, askDocker, inHost, mustInHost } from "../in-host.ts";
import type { Engine } from "../naming.ts";
import type { Lab } from "../places.ts";
import type { RunOptions, RunResult } from "../run.ts";

/** One way to break one thing for real, how to take it back, and what a watcher must find. */
export interface Fault {
  /** Id in the failure catalogue, also the symptom it causes. */
  readonly id: ModeId;
  /** What is done to the host, one line per variant; the first is meant when none is named. */
  readonly variants: Readonly<Record<string, string>>;
  /** Through whose account a drill has Foghorn watch, where root would not notice; root otherwise. */
  readonly watchAs?: "root" | "ops";
  /** Resolves once it is done: for what needs time to show, once the engine or systemd says so. */
  break(host: FaultHost, variant: string): Promise<void>;
  /** Rejects unless the host really is in the expected state. Asked again until it passes. */
  verify(host: FaultHost, variant: string): Promise<void>;
  /** Takes it back; also when it was only half done, or is done no longer. */
  heal(host: FaultHost, variant: string): Promise<void>;
  expect(variant: string, engine: Engine): Expectation;
}

export interface Expectation {
  /** The part of the anatomy that is lit. */
  readonly part: PartId;
  /**
   * From when it begins to *seen*: 5 s, or 10 s where only a call that does not come back can tell, and what dockerd
   * itself waits for before it says why it does not start. For tickets the interval of the reading that decides and 5 s.
   */
  readonly seenWithinMs: number;
  /** What systemd and the kernel say of the host. */
  readonly state: string;
  /** A line of this form is in the journal of docker.service or containerd.service. */
  readonly journal?: RegExp;
  /** What a client of the Docker API meets. */
  readonly api: string;
  /** The container it happens to, for modes with a subject. */
  readonly subject?: string;
  /** Other symptoms that may come along, the cause absorbing them or not. Any beyond these is a false alarm. */
  readonly blast: readonly ModeId[];
}

/** What a fault may do to its host. Every call ends: 30 s unless told. */
export interface FaultHost {
  readonly name: string;
  readonly engine: Engine;
  /** The fault begins now: what was prepared or stopped until here is no part of it. */
  begins(): void;
  /** When it said so, if it did. */
  begunAt(): EpochMs | undefined;
  /** A shell script as root in all of the host's namespaces; rejects unless it ends with 0. Gives its output. */
  sh(script: string, options?: RunOptions): Promise<string>;
  /** The same, but any exit code is an answer. */
  try(argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** One request to the Docker API; rejects with Node's error codes, `ETIMEDOUT` after `deadlineMs`. */
  ask(path: string, deadlineMs?: number): Promise<ApiAnswer>;
}

export function faultHost(lab: Lab, name: string, engine: Engine): FaultHost {
  let begunAt: EpochMs | undefined;
  return {
    name,
    engine,
    begins: () => {
      begunAt = Date.now();
    },
    begunAt: () => begunAt,
    sh: (script, options) => mustInHost(lab, name, ["sh", "-ec", script], options),
    try: (argv, options) => inHost(lab, name, argv, options),
    ask: (path, deadlineMs = 2_000) => askDocker(lab, name, path, deadlineMs),
  };
}

/** Rejects with what was found unless `condition` holds; for `verify`. */
export function assert(condition: boolean, found: string): void {
  if (!condition) throw new Error(found);
}

/** Of a fault whose variants differ in values alone: what each does, and the values of one. */
export function variantTable<Variant extends { readonly does: string }>(
  id: ModeId,
  variants: Readonly<Record<string, Variant>>,
) {
  return {
    does: Object.fromEntries(Object.entries(variants).map(([name, { does }]) => [name, does])),
    of: (variant: string): Variant => {
      const found = variants[variant];
      if (found === undefined) throw new Error(`${id} has no variant ${variant}`);
      return found;
    },
  };
}

/** Properties of a unit as `systemctl show` gives them. */
export async function unit(host: FaultHost, name: string): Promise<Record<string, string>> {
  const text = await host.sh(`systemctl show ${name} -p ActiveState,SubState,Result,NRestarts,MainPID`);
  return Object.fromEntries(
    text.split("\n").flatMap((line) => {
      const at = line.indexOf("=");
      return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 1)]];
    }),
  );
}

/** Node's error code of a failed call, or its HTTP status as text. */
export async function outcome(call: Promise<ApiAnswer>): Promise<string> {
  try {
    return String((await call).status);
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}

export const SEEN_MS = 5_000;
/** Only the list of containers tells, which is asked for every 4 s. */
export const SEEN_BY_LIST_MS = 9_000;
/** Only what the kernel counts of the containers tells, which is read every 30 s. */
export const SEEN_BY_CGROUPS_MS = 35_000;
export const SEEN_BY_TIMEOUT_MS = 10_000;

/** systemd counts manual starts against the limit too: three in a minute and the fourth fails. */
export const RESET_FAILED =
  "systemctl reset-failed docker.service docker.socket containerd.service 2>/dev/null || true";

/**
 * Ends what runs in containers behind a dockerd that is not there. One that comes back and finds such a task
 * under a container it holds for stopped replaces it, and Docker 26 on a busy machine then takes the end of
 * the old one for that of the new one ("A container already exists with the same ID"): it kills that too,
 * starts it again, and never stops, not even over restarts of dockerd and containerd.
 */
export const END_TASKS = `
  for task in $(ctr --namespace moby task list --quiet); do
    ctr --namespace moby task kill --signal KILL $task || true
  done
  while ctr --namespace moby task list | grep -q RUNNING; do sleep 0.05; done`;

/** Removes a fault's container; a name that does not exist is fine. */
export const removeContainer = (name: string): string =>
  `docker rm --force --volumes ${name} >/dev/null 2>&1 || true`;
