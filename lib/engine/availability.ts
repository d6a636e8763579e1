import { HoursDraft, sumOf } from "../domain/availability/hours.ts";
import { downContainers, emptied, foldMeter, type Meter, startMeter } from "../domain/availability/meter.ts";
import type { Span, Spans } from "../domain/availability/spans.ts";
import type { ContainerId, HostId } from "../domain/ids.ts";
import type { ContainerReading } from "../domain/readings.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../domain/time.ts";
import type { Clock } from "./ports.ts";
import type { AvailabilityIntake, AvailabilityStore, HourRow } from "./ports-availability.ts";
import type { SettingStore } from "./ports-incidents.ts";

/** What a kill loses of the history at most. */
const SAVE_EVERY_MS = MINUTE_MS;
const WATCH_EVERY_MS = 5 * SECOND_MS;
/** Timers that were away for longer stood still with the machine: nobody watched. */
const STOOD_STILL_MS = 30 * SECOND_MS;
const KEY = "availability";

/** What sums alone do not tell and a restart must not forget. */
interface Remembered {
  /** By host: what was wanted and stopped, and its service. */
  readonly down: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By host: since when it is measured. */
  readonly since: Readonly<Record<string, EpochMs>>;
  /** By host: services that came after it, or are wanted no more. */
  readonly spans?: Readonly<Record<string, Readonly<Record<string, Span>>>>;
}

export interface Availability extends AvailabilityIntake {
  /** Stores what was summed up to now. */
  readonly save: () => Promise<void>;
  /** Since when each host was measured, also those that are not watched any more. */
  readonly since: () => ReadonlyMap<string, EpochMs>;
  /** By what is known now: who has a health check, who says how many containers there are to be, whose each container is. */
  readonly known: () => {
    readonly checked: ReadonlySet<string>;
    readonly labelled: ReadonlySet<string>;
    readonly containers: ReadonlyMap<HostId, ReadonlyMap<string, string>>;
    /** By host, also by those that are not watched any more. */
    readonly spans: ReadonlyMap<HostId, Spans>;
    /** Services that are not measured. */
    readonly leftOutCount: number;
  };
  readonly stop: () => Promise<void>;
}

interface Measured {
  meter: Meter;
  listed: readonly ContainerReading[];
  watchedUntilAt: EpochMs;
}

/** Measures M1 of every host that is watched, from signals that are read anyway, and stores the sums once a minute. */
export async function startAvailability(deps: {
  readonly clock: Clock;
  readonly store: AvailabilityStore;
  readonly settings: SettingStore;
  readonly onStorageError: (error: unknown) => void;
}): Promise<Availability> {
  const { clock, store, settings } = deps;
  const stored = await settings.get(KEY);
  let remembered: Remembered = stored === undefined ? { down: {}, since: {} } : JSON.parse(stored);
  const hosts = new Map<HostId, Measured>();
  let unsaved: readonly HourRow[] = [];
  let saving: Promise<void> = Promise.resolve();

  function start(hostId: HostId): Measured {
    const now = clock.now();
    const down = new Map(Object.entries(remembered.down[hostId] ?? {}) as [ContainerId, string][]);
    const spans = new Map(Object.entries(remembered.spans?.[hostId] ?? {}));
    const measured: Measured = { meter: startMeter(down, spans), listed: [], watchedUntilAt: now };
    hosts.set(hostId, measured);
    if (remembered.since[hostId] === undefined)
      remembered = { ...remembered, since: { ...remembered.since, [hostId]: now } };
    return measured;
  }

  /** Also of a host that does not answer: that it was watched is what tells silence from absence. */
  function watch(measured: Measured): void {
    const now = clock.now();
    const fromAt = measured.watchedUntilAt;
    measured.watchedUntilAt = now;
    if (now <= fromAt || now - fromAt > STOOD_STILL_MS) return;
    const hours = new HoursDraft(measured.meter.hours);
    hours.addWatched(fromAt, now);
    measured.meter = { ...measured.meter, hours: hours.done() };
  }

  function collect(hostId: HostId, measured: Measured): void {
    watch(measured);
    const rows = rowsOf(hostId, measured.meter, clock.now());
    measured.meter = emptied(measured.meter);
    if (rows.length > 0) unsaved = [...unsaved, ...rows];
  }

  async function storeNow(): Promise<void> {
    for (const [hostId, measured] of hosts) collect(hostId, measured);
    const rows = unsaved;
    unsaved = [];
    try {
      await store.add(rows);
      await remember();
    } catch (error) {
      // Added again with the next minute; the sums of one hour stay one row.
      unsaved = merged([...rows, ...unsaved]);
      deps.onStorageError(error);
    }
  }

  let written = stored;
  async function remember(): Promise<void> {
    const down = { ...remembered.down };
    for (const [hostId, { meter }] of hosts) {
      const own = downContainers(meter);
      // Before the first list nothing is known that was not known before.
      if (meter.listAt === undefined) continue;
      if (own.size === 0) delete down[hostId];
      else down[hostId] = Object.fromEntries(own);
      keepSpans(hostId, meter);
    }
    remembered = { ...remembered, down };
    const text = JSON.stringify(remembered);
    if (text === written) return;
    await settings.set(KEY, text, clock.now());
    written = text;
  }

  function keepSpans(hostId: HostId, { spans }: Meter): void {
    if (spans.size === 0) return;
    remembered = { ...remembered, spans: { ...remembered.spans, [hostId]: Object.fromEntries(spans) } };
  }

  const save = (): Promise<void> => {
    saving = saving.then(storeNow);
    return saving;
  };
  const watchTimer = setInterval(() => {
    for (const measured of hosts.values()) watch(measured);
  }, WATCH_EVERY_MS);
  const saveTimer = setInterval(() => void save(), SAVE_EVERY_MS);

  return {
    take(hostId, signals, host) {
      const measured = hosts.get(hostId) ?? start(hostId);
      measured.meter = foldMeter(measured.meter, signals, host);
      measured.listed = host.containers.lastGood?.reading ?? [];
    },
    leave(hostId) {
      const measured = hosts.get(hostId);
      if (measured === undefined) return;
      collect(hostId, measured);
      keepSpans(hostId, measured.meter);
      hosts.delete(hostId);
    },
    save,
    since: () => new Map(Object.entries(remembered.since)),
    known: () => {
      const meters = [...hosts.values()].map(({ meter }) => meter);
      const containers = meters.flatMap(({ containers }) => [...containers.values()]);
      return {
        checked: new Set(
          containers.filter(({ health }) => health !== undefined).map(({ service }) => service),
        ),
        labelled: new Set(
          containers.filter(({ replicas }) => replicas !== undefined).map(({ service }) => service),
        ),
        containers: new Map([...hosts].map(([hostId, measured]) => [hostId, servicesByName(measured)])),
        spans: new Map([
          ...Object.entries(remembered.spans ?? {}).map(
            ([hostId, spans]) => [hostId as HostId, new Map(Object.entries(spans))] as const,
          ),
          ...[...hosts].map(([hostId, { meter }]) => [hostId, meter.spans] as const),
        ]),
        leftOutCount: meters.reduce((sum, { leftOutCount }) => sum + leftOutCount, 0),
      };
    },
    async stop() {
      clearInterval(watchTimer);
      clearInterval(saveTimer);
      await save();
    },
  };
}

const servicesByName = ({ meter, listed }: Measured): ReadonlyMap<string, string> =>
  new Map(
    listed.flatMap(({ id, name }) => {
      const service = meter.containers.get(id)?.service;
      return service === undefined ? [] : [[name, service]];
    }),
  );

function rowsOf(hostId: HostId, { hours }: Meter, now: EpochMs): readonly HourRow[] {
  const minuteAt = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  return [...hours].flatMap(([hourAt, services]) =>
    [...services].map(([service, sums]) => ({ hostId, service, hourAt, minuteAt, ...sums })),
  );
}

function merged(rows: readonly HourRow[]): readonly HourRow[] {
  const byKey = new Map<string, HourRow>();
  for (const row of rows) {
    const key = `${row.hourAt} ${row.hostId} ${row.service}`;
    const known = byKey.get(key);
    byKey.set(key, known === undefined ? row : { ...row, ...sumOf(known, row) });
  }
  return [...byKey.values()];
}
