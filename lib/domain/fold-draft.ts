import type { HostFact } from "./facts.ts";
import { foldColdStart } from "./fold-cold-starts.ts";
import { foldHappening, startLife, toHappening, toImagePull } from "./fold-events.ts";
import { foldFact, type Mutable } from "./fold-facts.ts";
import { foldGrowth } from "./fold-growth.ts";
import { FormCounter } from "./fold-line-forms.ts";
import { inferHappenings } from "./fold-lists.ts";
import { boundedMarks } from "./fold-marks.ts";
import { foldOutcome, noTries } from "./fold-probe.ts";
import { foldValue } from "./fold-series.ts";
import type {
  ContainerHappening,
  ContainerLife,
  HostState,
  ImagePull,
  KnownName,
  ProbeHistory,
  SeriesName,
} from "./host-state.ts";
import type { ContainerId } from "./ids.ts";
import type { ApiFailure, ContainerReading, InspectReading } from "./readings.ts";
import type { JournalLine, Signal } from "./signal.ts";
import { marksOf } from "./signatures/mark-line.ts";
import { type EpochMs, MINUTE_MS } from "./time.ts";

const HAPPENINGS_MS = 15 * MINUTE_MS;
const MAX_HAPPENINGS = 2_000;
const MAX_IMAGE_PULLS = 50;
const MAX_STREAM_GAPS = 20;
export const MAX_NAMES = 5_000;
// Between the end of the old daemon and 30 s after the API is back, deaths are the daemon's doing:
// without live-restore the new one stops what survived, with 10 s of grace each.
const ENGINE_TURNS_MS = 30_000;
// Smaller differences are the way of the reading, not the clock.
const CLOCK_SLACK_MS = 2_000;

const GONE: readonly ApiFailure[] = ["socket-missing", "connection-refused", "connection-reset", "not-tried"];

const NETWORK_CHANGES: readonly string[] = ["create", "destroy"];

/** One batch in the making. Maps and lists are copied at the first change; nothing of it outlives `finish`. */
export class Draft {
  private readonly base: HostState;
  private readonly next: Mutable<HostState>;
  private lives: Map<ContainerId, ContainerLife> | undefined;
  private names: Map<ContainerId, KnownName> | undefined;
  private inspects: Map<ContainerId, ProbeHistory<InspectReading>> | undefined;
  private readonly happenings: ContainerHappening[] = [];
  private readonly lines: JournalLine[] = [];
  private readonly forms = new FormCounter();
  private hasChanged = false;
  private lastAt: EpochMs = 0;

  constructor(base: HostState) {
    this.base = base;
    this.next = { ...base };
  }

  fold(signal: Signal): void {
    this.lastAt = signal.at;
    switch (signal.kind) {
      case "docker-event":
        this.foldEvent(toHappening(signal.event, signal.at));
        this.foldPull(toImagePull(signal.event, signal.at));
        if (signal.event.type === "network" && NETWORK_CHANGES.includes(signal.event.action)) {
          this.hasChanged = true;
          this.next.networksChangedAt = signal.at;
        }
        return;
      case "journal-line":
        this.foldLine(signal.line, signal.at);
        return;
      case "fact":
        this.foldFact(signal.fact, signal.at);
        return;
      default:
        this.hasChanged = true;
        this.foldReading(signal);
    }
  }

  private foldReading(signal: Exclude<Signal, { kind: "docker-event" | "journal-line" | "fact" }>): void {
    const { next } = this;
    switch (signal.kind) {
      case "ping": {
        const before = next.ping.tries.at(-1);
        if (signal.outcome.ok && before?.failure !== undefined && GONE.includes(before.failure))
          next.engineBackAt = signal.at;
        next.ping = foldOutcome(next.ping, signal.outcome, signal.at);
        this.note("ping-ms", signal.outcome.ok ? signal.outcome.durationMs : null, signal.at);
        return;
      }
      case "version":
        next.version = foldOutcome(next.version, signal.outcome, signal.at);
        return;
      case "info": {
        next.info = foldOutcome(next.info, signal.outcome, signal.at);
        this.note("info-ms", signal.outcome.ok ? signal.outcome.durationMs : null, signal.at);
        const info = signal.outcome.ok ? signal.outcome.reading : undefined;
        this.note("goroutines", info?.goroutines ?? null, signal.at);
        this.note("open-files", info?.openFiles ?? null, signal.at);
        return;
      }
      case "containers":
        if (signal.outcome.ok) this.foldList(signal.outcome.reading, signal.at, signal.outcome.durationMs);
        next.containers = foldOutcome(next.containers, signal.outcome, signal.at);
        this.note("list-ms", signal.outcome.ok ? signal.outcome.durationMs : null, signal.at);
        return;
      case "disk-usage":
        next.diskUsage = foldOutcome(next.diskUsage, signal.outcome, signal.at);
        if (signal.outcome.ok)
          next.growth = foldGrowth(next.growth, "layer", signal.outcome.reading.writable, signal.at);
        return;
      case "networks": {
        const before = next.networks.lastGood;
        if (signal.outcome.ok && before) next.networksBefore = before;
        next.networks = foldOutcome(next.networks, signal.outcome, signal.at);
        return;
      }
      case "inspect":
        this.foldInspect(signal);
        return;
      case "stream-gap":
        if (signal.gap.stream === "events" && !signal.gap.isFilled)
          next.eventsMissedSinceAt ??= signal.gap.fromAt;
        if (!signal.gap.isFilled && signal.gap.isOfRestart !== true)
          next.streamGaps = [...next.streamGaps, signal.gap].slice(-MAX_STREAM_GAPS);
        return;
      case "stream-state": {
        const { stream, isOpen, at, reason } = signal;
        const wasOpen = next.streams[stream].isOpen || next.streams[stream].wasOpen;
        const why = reason === undefined ? {} : { reason };
        const state = { isOpen, changedAt: at, ...why, ...(wasOpen && { wasOpen }) };
        next.streams = { ...next.streams, [stream]: state };
        if (stream === "events" && !isOpen) next.eventsMissedSinceAt ??= at;
        return;
      }
      case "gate-state":
        next.gate = { isUp: signal.isUp, changedAt: signal.at };
        return;
      case "imports": {
        const { builds, ...rest } = signal.imports;
        const own = builds?.filter(({ hostId }) => hostId === next.hostId) ?? [];
        // A list that names other hosts alone is no source for this one.
        next.imports = { ...rest, ...(own.length > 0 && { builds: own }) };
        return;
      }
      case "fact-missing": {
        const { name, failure, message, at } = signal;
        const missing = { at, failure, message: message.slice(0, 500) };
        next.facts = { ...next.facts, [name]: { ...next.facts[name], missing } };
        return;
      }
    }
  }

  private foldInspect(signal: Extract<Signal, { kind: "inspect" }>): void {
    const { containerId: id, outcome, at } = signal;
    this.inspects ??= new Map(this.base.inspects);
    this.inspects.set(id, foldOutcome(this.inspects.get(id) ?? noTries(), outcome, at));
    if (!outcome.ok) return;
    const life = this.lifeOf(id, outcome.reading.name);
    const last = life.restartCounts.at(-1);
    if (last?.count === outcome.reading.restartCount) return;
    const restartCounts = [...life.restartCounts.slice(-9), { at, count: outcome.reading.restartCount }];
    this.changeLife({ ...life, restartCounts });
  }

  private foldEvent(happening: ContainerHappening | undefined): void {
    if (happening === undefined) return;
    this.hasChanged = true;
    this.happenings.push(happening);
    const at = onOurClock(this.next, happening);
    this.next.coldStarts = foldColdStart(this.next.coldStarts, happening, at, this.isEngineTurning(at));
    const life = foldHappening(
      this.lifeOf(happening.id, happening.name),
      happening,
      at,
      this.isEngineTurning(at),
    );
    if (life === undefined) {
      this.lives ??= new Map(this.base.lives);
      this.lives.delete(happening.id);
    } else this.changeLife(life);
  }

  private foldPull(pull: ImagePull | undefined): void {
    if (pull === undefined) return;
    this.hasChanged = true;
    this.next.imagePulls = [...this.next.imagePulls, pull].slice(-MAX_IMAGE_PULLS);
  }

  private foldLine(line: JournalLine, at: EpochMs): void {
    this.hasChanged = true;
    this.next.lastLineAt = at;
    this.forms.add(line);
    if (marksOf(line).length > 0) this.lines.push(line);
  }

  private foldFact(fact: HostFact, at: EpochMs): void {
    this.hasChanged = true;
    foldFact(this.next, fact, at, (name, value) => this.note(name, value, at));
  }

  private foldList(after: readonly ContainerReading[], at: EpochMs, durationMs: number): void {
    const before = this.next.containers.lastGood?.reading;
    const missedSinceAt = this.next.eventsMissedSinceAt;
    const events = this.next.streams.events;
    if (before && missedSinceAt !== undefined)
      for (const happening of inferHappenings(before, after, at)) this.foldEvent(happening);
    // Only a list that was asked for after the stream came back proves that nothing is missing since.
    if (missedSinceAt !== undefined && events.isOpen && at - durationMs >= events.changedAt)
      delete this.next.eventsMissedSinceAt;
    this.names ??= new Map(this.base.names);
    for (const { id, name, image } of after) this.names.set(id, { name, image, lastAt: at });
    this.note("containers-running", after.filter(({ state }) => state === "running").length, at);
    this.foldPaused(after, before === undefined ? this.base.startedAt : at);
    this.forgetGone(after);
  }

  private foldPaused(listed: readonly ContainerReading[], firstAt: EpochMs): void {
    const known = this.next.listedPausedAt;
    const paused = listed.filter(({ state }) => state === "paused");
    if (paused.length === 0 && known.size === 0) return;
    this.next.listedPausedAt = new Map(paused.map(({ id }) => [id, known.get(id) ?? firstAt]));
  }

  /** Inspects and lives of containers that the daemon no longer lists go; the newest story waits for the next list. */
  private forgetGone(listed: readonly ContainerReading[]): void {
    const ids = new Set(listed.map(({ id }) => id));
    for (const id of this.base.inspects.keys()) {
      if (ids.has(id)) continue;
      this.inspects ??= new Map(this.base.inspects);
      this.inspects.delete(id);
    }
    for (const [id, life] of this.lives ?? this.base.lives) {
      const lastAt = life.startedAt ?? life.deaths.at(-1)?.at ?? 0;
      if (ids.has(id) || this.lastAt - lastAt < MINUTE_MS) continue;
      this.lives ??= new Map(this.base.lives);
      this.lives.delete(id);
    }
  }

  private lifeOf(id: ContainerId, name: string): ContainerLife {
    return (this.lives ?? this.base.lives).get(id) ?? startLife(id, name);
  }

  private changeLife(life: ContainerLife): void {
    this.lives ??= new Map(this.base.lives);
    this.lives.set(life.id, life);
  }

  private note(name: SeriesName, value: number | null, at: EpochMs): void {
    this.next.series = { ...this.next.series, [name]: foldValue(this.next.series[name], value, at) };
  }

  private isEngineTurning(at: EpochMs): boolean {
    const { ping, engineBackAt } = this.next;
    const failure = ping.tries.at(-1)?.failure;
    if (failure !== undefined && GONE.includes(failure)) return true;
    return (
      engineBackAt !== undefined && at <= engineBackAt + ENGINE_TURNS_MS && at >= engineBackAt - MINUTE_MS
    );
  }

  finish(): HostState {
    if (!this.hasChanged) return this.base;
    const { next } = this;
    if (this.lives) next.lives = this.lives;
    if (this.inspects) next.inspects = this.inspects;
    if (this.names) next.names = bounded(this.names, MAX_NAMES);
    next.lineForms = this.forms.merge(next.lineForms);
    if (this.lines.length > 0) next.markedLines = boundedMarks([...next.markedLines, ...this.lines]);
    if (this.happenings.length > 0) {
      const from = this.lastAt - HAPPENINGS_MS;
      next.happenings = [...next.happenings, ...this.happenings]
        .slice(-MAX_HAPPENINGS)
        .filter(({ at }) => at > from);
    }
    return next;
  }
}

/** A host's clock may be wrong; what it reports did not happen later than we learnt of it. */
export function onOurClock(
  { facts: { boot } }: Pick<HostState, "facts">,
  { sourceAt, at }: Pick<ContainerHappening, "sourceAt" | "at">,
): EpochMs {
  const offsetMs = boot.last ? boot.last.fact.boot.hostAt - boot.last.at : 0;
  const corrected = Math.abs(offsetMs) > CLOCK_SLACK_MS ? sourceAt - offsetMs : sourceAt;
  return Math.min(corrected, at);
}

/** Oldest insertions go first. */
export function bounded<Key, Value>(map: Map<Key, Value>, limit: number): ReadonlyMap<Key, Value> {
  for (const key of map.keys()) {
    if (map.size <= limit) break;
    map.delete(key);
  }
  return map;
}
