import { messageOf } from "../domain/errors.ts";
import { FACT_NAMES, type FactName } from "../domain/facts.ts";
import type { ContainerId, HostId } from "../domain/ids.ts";
import type { ContainerReading } from "../domain/readings.ts";
import type { Signal } from "../domain/signal.ts";
import type { EpochMs } from "../domain/time.ts";
import type { Clock, Gate, ParseFact } from "./ports.ts";
import {
  API_CADENCE,
  AWAKE_MS,
  CALM_PING_EVERY_MS,
  type Cadence,
  CONNECT_EVERY_MS,
  DISK_USAGE_CADENCE,
  FACT_CADENCE,
  firstDelayMs,
  INFO_WAITS_MS,
  INSPECT_CONCURRENCY,
  INSPECT_DEADLINE_MS,
  INSPECT_HUNG_PAUSE_MS,
  INSPECT_MIN_GAP_MS,
  INSPECT_SILENT_PAUSE_MS,
  inspectGapMs,
  NO_CHANNEL_EVERY_MS,
  nextDueAt,
  type TimedProbe,
  WALK_REST_FACTOR,
} from "./schedule.ts";

/** The gate adds its own word to a deadline; web waits this much longer before it calls the gate itself down. */
const GATE_GRACE_MS = 1_500;
/** However many events hurry a probe, this long lies between two of its calls. */
const HURRY_GAP_MS = 500;
/** While no ping is answered the other calls wait; they follow the first answer this soon. */
const ASK_AGAIN_MS = 1_000;
/** A way to the host that is down is tried again this soon. */
const CHANNEL_AGAIN_MS = 5_000;
/** A walk over the disk waits for a daemon that is well. */
const ASK_WELL_AGAIN_MS = 10_000;

export interface Prober {
  /** Asks for readings ahead of their time: an event or a lost stream says that something changed. */
  readonly hurry: (...probes: readonly (TimedProbe | FactName | "disk-usage")[]) => void;
  /** This container's turn comes next: somebody just told it to stop, or its calls hang. */
  readonly inspectNext: (id: ContainerId) => void;
  readonly stop: () => void;
}

interface ProberOptions {
  readonly hostId: HostId;
  readonly gate: Gate;
  readonly clock: Clock;
  readonly parseFact: ParseFact;
  readonly onSignal: (signal: Signal) => void;
  /** Whether the last ping was answered: while it is not, the other calls would only pile up behind it. */
  readonly answersPing: () => boolean;
  /** Whether both dockerd and containerd answer: a walk over the disk is asked of nobody else. */
  readonly isWell: () => boolean;
  /** Whether any detector can use this fact now; one that is not wanted is not read. */
  readonly wants: (name: FactName) => boolean;
  /** Whether all is well here: see `isCalm`. */
  readonly isCalm: () => boolean;
  /** Whether it may wait beyond its turn, unless somebody hurried it lately. */
  readonly mayRest: (name: "info" | FactName) => boolean;
  /** Whose inspect is worth asking for now. */
  readonly inspectable: () => readonly ContainerReading[];
}

/**
 * Asks the gate for one host's readings, each on its own timer with its own deadline, so that a hung
 * call delays no other. At most one call per probe is open at a time. A gate that is down gives no
 * signal at all: what is not asked is unknown, and the engine says so.
 */
export function startProber(options: ProberOptions): Prober {
  const { hostId, gate, clock, onSignal } = options;
  const stopping = new AbortController();
  const wakers = new Map<string, () => void>();
  const hurriedAt = new Map<string, EpochMs>();
  /** Read at their next turn although they might rest. */
  const due = new Set<FactName>();
  const isAwake = (name: string): boolean => clock.now() - (hurriedAt.get(name) ?? 0) < AWAKE_MS;

  async function loop(key: string, everyMs: number, once: () => Promise<number | undefined>): Promise<void> {
    await pause(key, firstDelayMs(`${hostId}/${key}`, everyMs));
    while (!stopping.signal.aborted) {
      const startedAt = clock.now();
      const nextEveryMs = (await once()) ?? everyMs;
      await pause(key, nextDueAt(startedAt, clock.now(), nextEveryMs) - clock.now());
    }
  }

  function pause(key: string, ms: number): Promise<void> {
    const pausedAt = clock.now();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        wakers.delete(key);
        stopping.signal.removeEventListener("abort", done);
        resolve();
      };
      let timer = setTimeout(done, Math.max(0, ms));
      wakers.set(key, () => {
        const earliestMs = Math.max(0, HURRY_GAP_MS - (clock.now() - pausedAt));
        if (earliestMs >= ms) return;
        wakers.delete(key);
        clearTimeout(timer);
        timer = setTimeout(done, earliestMs);
      });
      stopping.signal.addEventListener("abort", done);
    });
  }

  async function askApi(probe: Exclude<TimedProbe, "ping">, cadence: Cadence): Promise<number | undefined> {
    if (!options.answersPing()) return Math.min(cadence.everyMs, ASK_AGAIN_MS);
    if (probe === "info" && !isAwake(probe) && options.mayRest(probe)) return undefined;
    const beside = probe === "info" ? setTimeout(() => wakers.get("version")?.(), INFO_WAITS_MS) : undefined;
    const outcome = await gate
      .ask(`docker.${probe}`, { host: hostId }, deadline(cadence.deadlineMs))
      .catch(() => undefined);
    clearTimeout(beside);
    if (outcome !== undefined && !stopping.signal.aborted) {
      onSignal({ hostId, at: clock.now(), kind: probe, outcome } as Signal);
    }
    // The way comes up within seconds; what is asked once a minute must not wait for its next turn.
    const isUnreached = outcome?.ok === false && outcome.failure === "host-unreachable";
    return isUnreached ? Math.min(cadence.everyMs, CHANNEL_AGAIN_MS) : undefined;
  }

  let connectedAt = Number.NEGATIVE_INFINITY;

  /** Never rests; but on a host that is well most of them go over a connection that is kept. */
  async function askPing(): Promise<number | undefined> {
    const isCalm = !isAwake("ping") && options.isCalm();
    const isKept = isCalm && clock.now() - connectedAt < CONNECT_EVERY_MS;
    if (!isKept) connectedAt = clock.now();
    // The gate asks systemd before it connects; whoever asks for units in that moment shares the answer.
    if (isCalm && !isKept) {
      due.add("units");
      wakers.get("units")?.();
    }
    const args = { host: hostId, ...(isKept && { over: "kept" as const }) };
    const outcome = await gate
      .ask("docker.ping", args, deadline(API_CADENCE.ping.deadlineMs))
      .catch(() => undefined);
    if (outcome !== undefined && !stopping.signal.aborted)
      onSignal({ hostId, at: clock.now(), kind: "ping", outcome });
    return isCalm && outcome?.ok ? CALM_PING_EVERY_MS : undefined;
  }

  let hasWalked = false;

  async function askDiskUsage(): Promise<number | undefined> {
    // Before the first walk nobody is known to be ill: it was only not read yet.
    if (!options.isWell()) return hasWalked ? ASK_WELL_AGAIN_MS : ASK_AGAIN_MS;
    hasWalked = true;
    const { everyMs, deadlineMs } = DISK_USAGE_CADENCE;
    const outcome = await gate
      .ask("docker.disk-usage", { host: hostId }, deadline(deadlineMs))
      .catch(() => undefined);
    if (outcome === undefined || stopping.signal.aborted) return undefined;
    onSignal({ hostId, at: clock.now(), kind: "disk-usage", outcome });
    return Math.max(everyMs, outcome.durationMs * WALK_REST_FACTOR);
  }

  async function askFact(name: FactName, cadence: Cadence): Promise<number | undefined> {
    const isDue = due.delete(name) || isAwake(name);
    if (!options.wants(name) || (!isDue && options.mayRest(name))) return undefined;
    const answer = await gate
      .ask("host.fact", { host: hostId, fact: name }, deadline(cadence.deadlineMs))
      .catch(() => undefined);
    if (answer === undefined || stopping.signal.aborted) return undefined;
    const at = clock.now();
    if (!answer.ok) {
      onSignal({ hostId, at, kind: "fact-missing", name, failure: answer.failure, message: answer.message });
      if (answer.failure === "no-channel") return NO_CHANNEL_EVERY_MS;
      // The way comes up within seconds; what is read once a minute must not wait for its next turn.
      return answer.failure === "channel-down" ? Math.min(cadence.everyMs, CHANNEL_AGAIN_MS) : undefined;
    }
    try {
      const fact = options.parseFact(name, answer.text, at);
      onSignal({ hostId, at, kind: "fact", durationMs: answer.durationMs, fact });
    } catch (error) {
      const message = messageOf(error);
      onSignal({ hostId, at, kind: "fact-missing", name, failure: "malformed", message });
    }
    return undefined;
  }

  const deadline = (deadlineMs: number) => ({
    deadlineMs: deadlineMs + GATE_GRACE_MS,
    signal: stopping.signal,
  });

  /** When each container had its turn; one without a time comes first. */
  const lastAskedAt = new Map<ContainerId, EpochMs>();
  void startInspects(options, stopping.signal, pause, deadline(INSPECT_DEADLINE_MS), lastAskedAt);

  for (const [probe, cadence] of Object.entries(API_CADENCE) as [TimedProbe, Cadence][]) {
    void loop(probe, cadence.everyMs, probe === "ping" ? askPing : () => askApi(probe, cadence));
  }
  void loop("disk-usage", DISK_USAGE_CADENCE.everyMs, askDiskUsage);
  for (const name of FACT_NAMES) {
    const cadence = FACT_CADENCE[name];
    void loop(name, cadence.everyMs, () => askFact(name, cadence));
  }
  return {
    hurry(...probes) {
      for (const probe of probes) {
        hurriedAt.set(probe, clock.now());
        wakers.get(probe)?.();
      }
    },
    inspectNext: (id) => void lastAskedAt.delete(id),
    stop: () => stopping.abort(),
  };
}

/** Round robin over containers: tells how each is, and finds the one whose lock is held. */
async function startInspects(
  { hostId, gate, clock, onSignal, answersPing, inspectable }: ProberOptions,
  stopping: AbortSignal,
  pause: (key: string, ms: number) => Promise<void>,
  deadline: { readonly deadlineMs: number; readonly signal: AbortSignal },
  lastAskedAt: Map<ContainerId, EpochMs>,
): Promise<void> {
  const hungUntil = new Map<ContainerId, EpochMs>();
  const wasSilent = new Set<ContainerId>();
  let open = 0;

  async function inspect(id: ContainerId): Promise<void> {
    open += 1;
    hungUntil.set(id, Number.POSITIVE_INFINITY);
    const outcome = await gate.ask("docker.inspect", { host: hostId, id }, deadline).catch(() => undefined);
    open -= 1;
    hungUntil.delete(id);
    if (outcome === undefined || stopping.aborted) return;
    if (!outcome.ok && outcome.failure === "timeout") {
      hungUntil.set(id, clock.now() + (wasSilent.has(id) ? INSPECT_HUNG_PAUSE_MS : INSPECT_SILENT_PAUSE_MS));
      wasSilent.add(id);
    } else wasSilent.delete(id);
    onSignal({ hostId, at: clock.now(), kind: "inspect", containerId: id, outcome });
  }

  while (!stopping.aborted) {
    const candidates = inspectable();
    // Who was never asked is not kept waiting for a round: after a start nothing is known of any.
    const isFirst = candidates.length === 0 || candidates.some(({ id }) => !lastAskedAt.has(id));
    await pause("inspect", isFirst ? INSPECT_MIN_GAP_MS : inspectGapMs(candidates.length));
    if (stopping.aborted || !answersPing() || open >= INSPECT_CONCURRENCY) continue;
    const known = new Set(candidates.map((container) => container.id));
    const now = clock.now();
    forgetGone(lastAskedAt, known);
    forgetGone(wasSilent, known);
    for (const [id, until] of hungUntil) if (until <= now) hungUntil.delete(id);
    const next = candidates
      .filter((container) => (hungUntil.get(container.id) ?? 0) <= now)
      .sort((a, b) => (lastAskedAt.get(a.id) ?? 0) - (lastAskedAt.get(b.id) ?? 0))[0];
    if (next === undefined) continue;
    lastAskedAt.set(next.id, now);
    void inspect(next.id);
  }
}

function forgetGone<Key>(kept: Map<Key, unknown> | Set<Key>, known: ReadonlySet<Key>): void {
  for (const key of kept.keys()) if (!known.has(key)) kept.delete(key);
}
