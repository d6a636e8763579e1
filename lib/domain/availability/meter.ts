import { onOurClock } from "../fold-draft.ts";
import { asksToStop, STOP_GRACE_MS, STOP_TOLD_AFTER_MS, toHappening } from "../fold-events.ts";
import type { ContainerHappening, HostState } from "../host-state.ts";
import type { ContainerId } from "../ids.ts";
import type { ContainerReading } from "../readings.ts";
import type { Signal } from "../signal.ts";
import { type EpochMs, SECOND_MS } from "../time.ts";
import { type Count, countsOf, missingOf, moved } from "./count.ts";
import { type Hours, HoursDraft } from "./hours.ts";
import { serviceName } from "./service-name.ts";
import { type Spans, spansAfter } from "./spans.ts";
import { type Metered, type Standing, standingByEvent, standingByList } from "./standing.ts";

/*
 * M1, the part of the wanted containers that is up. The time between two lists that were read at most 15 s apart is measured;
 * events tell when within it something changed. Everything else is not measured: the daemon that was away, the host that
 * could not be reached, Foghorn that was not running, the machine that stood still. So one rule covers them all.
 */

/** Lists are asked for every 4 s, with a deadline of 5 s: one that came late is no gap, one that failed is. */
export const MEASURED_GAP_MS = 15 * SECOND_MS;
/** More events between two lists than this, and nobody follows: the time is not measured. */
const MAX_EVENTS = 5_000;

type Happened = Pick<ContainerHappening, "action" | "exitCode" | "health" | "id" | "signal"> & {
  readonly at: EpochMs;
};

export interface Meter {
  /** The last list, up to which everything below is counted. */
  readonly listAt?: EpochMs;
  readonly containers: ReadonlyMap<ContainerId, Metered>;
  readonly counts: ReadonlyMap<string, Count>;
  /** Since the last list. */
  readonly events: readonly Happened[];
  /** When somebody asked for the end of a container that has not died since. */
  readonly askedAt: ReadonlyMap<ContainerId, EpochMs>;
  /** Sums that nobody has taken yet. */
  readonly hours: Hours;
  readonly spans: Spans;
  /** Services beyond what is kept of one host. */
  readonly leftOutCount: number;
}

/** `down`: what was wanted and stopped when Foghorn last ran, with its service. */
export function startMeter(
  down: ReadonlyMap<ContainerId, string> = new Map(),
  spans: Spans = new Map(),
): Meter {
  const containers = new Map(
    [...down].map(([id, service]) => [id, { service, standing: "down", state: "exited" } as const]),
  );
  const counts = countsOf(containers.values());
  return { containers, ...counts, events: [], askedAt: new Map(), hours: new Map(), spans };
}

/** The meter after these signals; `host` is the state after them. Sums grow with each list that is read. */
export function foldMeter(meter: Meter, signals: readonly Signal[], host: HostState): Meter {
  let next = meter;
  let events: Happened[] | undefined;
  for (const signal of signals) {
    if (signal.kind === "docker-event") {
      const happening = toHappening(signal.event, signal.at);
      if (happening === undefined) continue;
      events ??= [...next.events];
      events.push({ ...happening, at: onOurClock(host, happening) });
    } else if (signal.kind === "containers" && signal.outcome.ok) {
      next = settle({ ...next, events: events ?? next.events }, signal.outcome.reading, signal.at, host);
      events = undefined;
    }
  }
  return events === undefined ? next : { ...next, events: events.slice(-MAX_EVENTS - 1) };
}

/** The sums go to whoever keeps them; the meter begins new ones. */
export const emptied = (meter: Meter): Meter => ({ ...meter, hours: new Map() });

/** What is wanted and stopped: it must outlast a restart, because a list does not tell it from what was stopped on purpose. */
export function downContainers(meter: Meter): ReadonlyMap<ContainerId, string> {
  const down = [...meter.containers].filter(
    ([, { standing, state }]) => standing === "down" && (state === "exited" || state === "created"),
  );
  return new Map(down.map(([id, { service }]) => [id, service]));
}

interface Move {
  readonly at: EpochMs;
  readonly service: string;
  readonly from: Standing;
  readonly to: Standing;
  /** Containers there are more from now on. */
  readonly more: -1 | 0 | 1;
}

function settle(meter: Meter, list: readonly ContainerReading[], at: EpochMs, host: HostState): Meter {
  const { listAt } = meter;
  // A clock that was set back ends what is measured as well.
  const isMeasured =
    listAt !== undefined &&
    at > listAt &&
    at - listAt <= MEASURED_GAP_MS &&
    meter.events.length <= MAX_EVENTS;
  const draft = new Draft(meter, host, listAt ?? at, at);
  if (meter.events.length > 0) {
    const listed = byId(list);
    for (const event of meter.events) draft.happen(event, listed.get(event.id));
  }
  draft.endGrace();
  draft.takeList(list);
  const hours = isMeasured ? sumsOf(meter, listAt, at, draft.moves) : meter.hours;
  const done = draft.done();
  return {
    ...meter,
    ...done,
    listAt: at,
    events: [],
    hours,
    spans: spansOf(meter, done.counts, draft.moves, at),
  };
}

function spansOf(meter: Meter, counts: Meter["counts"], moves: readonly Move[], at: EpochMs): Spans {
  const isFirst = meter.listAt === undefined;
  if (counts === meter.counts && !isFirst) return meter.spans;
  const momentsOf = (service: string): readonly EpochMs[] =>
    moves.filter((move) => move.service === service).map((move) => move.at);
  return spansAfter(meter.spans, {
    before: meter.counts.keys(),
    after: counts.keys(),
    isFirst,
    cameAt: (service) => Math.min(at, ...momentsOf(service)),
    wentAt: (service) => Math.max(...momentsOf(service), meter.listAt ?? at),
  });
}

const byId = (list: readonly ContainerReading[]): ReadonlyMap<ContainerId, ContainerReading> =>
  new Map(list.map((container) => [container.id, container]));

/** The stretch between two lists, divided where a container of the service changed. */
function sumsOf(meter: Meter, fromAt: EpochMs, toAt: EpochMs, moves: readonly Move[]): Hours {
  const sums = new HoursDraft(meter.hours);
  sums.addRead(fromAt, toAt);
  const byService = Map.groupBy(moves, ({ service }) => service);
  for (const service of new Set([...meter.counts.keys(), ...byService.keys()])) {
    let count = meter.counts.get(service) ?? { wanted: 0, up: 0 };
    let sinceAt = fromAt;
    const own = (byService.get(service) ?? []).toSorted((one, other) => one.at - other.at);
    for (const move of own) {
      addTo(sums, service, sinceAt, move.at, count);
      count = moved(count, move);
      sinceAt = move.at;
    }
    addTo(sums, service, sinceAt, toAt, count);
  }
  return sums.done();
}

function addTo(sums: HoursDraft, service: string, fromAt: EpochMs, toAt: EpochMs, count: Count): void {
  if (count.wanted === 0) return;
  sums.add(service, fromAt, toAt, { wanted: count.wanted + missingOf(count), up: count.up });
}

/** One settlement in the making: what changed between two lists, and what the second one says. */
class Draft {
  readonly moves: Move[] = [];
  private readonly base: Meter;
  private readonly host: HostState;
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  private containers: Map<ContainerId, Metered> | undefined;
  private readonly askedAt: Map<ContainerId, EpochMs>;
  /** A container came or went, whether or not anybody wants it. */
  private areOthers = false;
  readonly wasApiAway: boolean;

  constructor(base: Meter, host: HostState, fromAt: EpochMs, toAt: EpochMs) {
    this.base = base;
    this.host = host;
    this.fromAt = fromAt;
    this.toAt = toAt;
    this.askedAt = new Map(base.askedAt);
    this.wasApiAway = !host.ping.tries.at(-1)?.ok || (host.ping.answeringSinceAt ?? 0) > fromAt;
  }

  private get(id: ContainerId): Metered | undefined {
    return (this.containers ?? this.base.containers).get(id);
  }

  private set(id: ContainerId, before: Metered | undefined, after: Metered, at: EpochMs): void {
    const from = before?.standing ?? "off";
    const more = before === undefined ? 1 : after.state === "removing" ? -1 : 0;
    if (from !== after.standing)
      this.moves.push({ at, service: after.service, from, to: after.standing, more });
    if (before === undefined) this.areOthers = true;
    this.containers ??= new Map(this.base.containers);
    this.containers.set(id, after);
  }

  happen(event: Happened, container: ContainerReading | undefined): void {
    const { id } = event;
    const at = Math.min(Math.max(event.at, this.fromAt), this.toAt);
    const known = this.get(id);
    if (asksToStop(event)) {
      this.askedAt.set(id, event.at);
      // Engines of 20.10 say that it was asked for only after the death.
      if (known?.death?.standing === "down" && event.at - known.death.at <= STOP_TOLD_AFTER_MS)
        this.set(id, known, { ...known, standing: "off", death: { ...known.death, standing: "off" } }, at);
    }
    const service = known?.service ?? this.nameOf(container);
    if (service === undefined) return;
    const isAsked = event.at - (this.askedAt.get(id) ?? Number.NEGATIVE_INFINITY) <= STOP_GRACE_MS;
    const after = standingByEvent(event, isAsked, this.host);
    if (after === undefined) return;
    if (event.action === "start" || event.action === "destroy") this.askedAt.delete(id);
    const replicas = known?.replicas ?? container?.replicas;
    this.set(id, known, { service, ...after, ...(replicas !== undefined && { replicas }) }, at);
  }

  private nameOf(container: ContainerReading | undefined): string | undefined {
    if (container === undefined) return undefined;
    return serviceName(container, this.host.inspects.get(container.id)?.lastGood?.reading);
  }

  /** A start that took longer than it may is down from that moment, not from the next list. */
  endGrace(): void {
    for (const [id, known] of this.containers ?? this.base.containers) {
      if (known.graceUntilAt === undefined || known.graceUntilAt > this.toAt) continue;
      const { graceUntilAt, ...rest } = known;
      this.set(id, known, { ...rest, standing: "down" }, Math.max(graceUntilAt, this.fromAt));
    }
  }

  takeList(list: readonly ContainerReading[]): void {
    const before = (this.containers ?? this.base.containers).size;
    let knownCount = 0;
    for (const container of list) {
      const known = this.get(container.id);
      if (known !== undefined) knownCount += 1;
      // Most containers of most lists are as they were; what is down or starting is judged anew.
      if (known?.standing === "up" && isAsBefore(known, container) && known.graceUntilAt === undefined)
        continue;
      const service = known?.service ?? this.nameOf(container);
      if (service === undefined) continue;
      const { state, health, id, replicas } = container;
      const judged = standingByList(container, known, this.host, this);
      const death =
        known?.death && (state === "exited" ? { ...known.death, standing: judged.standing } : known.death);
      this.set(
        id,
        known,
        {
          ...{ service, state, ...judged },
          ...(death && { death }),
          ...(health && { health }),
          ...(replicas !== undefined && { replicas }),
        },
        this.toAt,
      );
    }
    if (knownCount < before) this.forgetGone(byId(list));
    for (const [id, at] of this.askedAt) if (this.toAt - at > STOP_GRACE_MS) this.askedAt.delete(id);
  }

  private forgetGone(listed: ReadonlyMap<ContainerId, ContainerReading>): void {
    for (const [id, known] of this.containers ?? this.base.containers) {
      if (listed.has(id)) continue;
      this.set(id, known, { ...known, standing: "off" }, this.toAt);
      this.containers?.delete(id);
      this.areOthers = true;
    }
  }

  done(): Pick<Meter, "containers" | "counts" | "askedAt" | "leftOutCount"> {
    const { base, askedAt } = this;
    if (this.containers === undefined) return { ...base, askedAt };
    if (this.moves.length === 0 && !this.areOthers) return { ...base, containers: this.containers, askedAt };
    return { containers: this.containers, ...countsOf(this.containers.values()), askedAt };
  }
}

const isAsBefore = (known: Metered, { state, health }: ContainerReading): boolean =>
  known.state === state && known.health === health;
