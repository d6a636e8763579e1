import { type EpochMs, HOUR_MS } from "../time.ts";

/** What was measured of one service of one host within an hour. */
export interface HourSums {
  /** Time in which at least one container of it was wanted and the host could be read. */
  readonly measuredMs: number;
  /** The same, once for each container that was wanted. */
  readonly wantedMs: number;
  /** Of `wantedMs` what was up. */
  readonly upMs: number;
}

/** By the first moment of the hour, then by service. */
export type Hours = ReadonlyMap<EpochMs, ReadonlyMap<string, HourSums>>;

/**
 * The row of the host itself, beside those of its services: `wantedMs` is how long Foghorn watched it, `measuredMs` and
 * `upMs` how long it could be read.
 */
export const HOST_ITSELF = "";

const NOTHING: HourSums = { measuredMs: 0, wantedMs: 0, upMs: 0 };

export const sumOf = (one: HourSums, other: HourSums): HourSums => ({
  measuredMs: one.measuredMs + other.measuredMs,
  wantedMs: one.wantedMs + other.wantedMs,
  upMs: one.upMs + other.upMs,
});

/** Sums in the making: copied once, given out by `done`. */
export class HoursDraft {
  private readonly hours: Map<EpochMs, Map<string, HourSums>>;

  constructor(base: Hours) {
    this.hours = new Map([...base].map(([hourAt, services]) => [hourAt, new Map(services)]));
  }

  /** A stretch in which nothing changed, divided among the hours it touches. */
  add(service: string, fromAt: EpochMs, toAt: EpochMs, count: { wanted: number; up: number }): void {
    for (let at = fromAt; at < toAt; ) {
      const hourAt = Math.floor(at / HOUR_MS) * HOUR_MS;
      const endAt = Math.min(toAt, hourAt + HOUR_MS);
      const ms = endAt - at;
      this.put(hourAt, service, { measuredMs: ms, wantedMs: ms * count.wanted, upMs: ms * count.up });
      at = endAt;
    }
  }

  /** Time in which the host was watched, whether or not it answered. */
  addWatched(fromAt: EpochMs, toAt: EpochMs): void {
    for (let at = fromAt; at < toAt; ) {
      const hourAt = Math.floor(at / HOUR_MS) * HOUR_MS;
      const endAt = Math.min(toAt, hourAt + HOUR_MS);
      this.put(hourAt, HOST_ITSELF, { ...NOTHING, wantedMs: endAt - at });
      at = endAt;
    }
  }

  /** Time in which the host could be read. */
  addRead(fromAt: EpochMs, toAt: EpochMs): void {
    this.add(HOST_ITSELF, fromAt, toAt, { wanted: 0, up: 1 });
  }

  private put(hourAt: EpochMs, service: string, more: HourSums): void {
    const services = this.hours.get(hourAt) ?? new Map<string, HourSums>();
    this.hours.set(hourAt, services);
    services.set(service, sumOf(services.get(service) ?? NOTHING, more));
  }

  done(): Hours {
    return this.hours;
  }
}
