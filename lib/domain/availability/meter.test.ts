import { describe, expect, test } from "vitest";
import { foldSignals, startHostState } from "../fold.ts";
import type { HostState } from "../host-state.ts";
import type { ContainerReading } from "../readings.ts";
import type { Signal } from "../signal.ts";
import {
  aContainer,
  aFailed,
  aFailedPing,
  aList,
  anEvent,
  anInspect,
  aPing,
  containerId,
  HOST,
  T0,
} from "../testing/builders.ts";
import { HOUR_MS, SECOND_MS } from "../time.ts";
import { HOST_ITSELF, type HourSums } from "./hours.ts";
import { downContainers, foldMeter, type Meter, startMeter } from "./meter.ts";

const SHOP = { project: "shop", service: "web" } as const;
const web = (number: number, about: Partial<ContainerReading> = {}) =>
  aContainer(number, { ...SHOP, ...about });
const at = (seconds: number): number => T0 + seconds * SECOND_MS;

interface Watched {
  readonly meter: Meter;
  readonly host: HostState;
}
const start = (down?: Parameters<typeof startMeter>[0]): Watched => ({
  meter: startMeter(down),
  host: startHostState(HOST, T0),
});

/** Signals as they come: each by itself, as a slow host sends them. */
const told = (watched: Watched, ...signals: readonly Signal[]): Watched =>
  signals.reduce(({ meter, host }, signal) => {
    const next = foldSignals(host, [signal]);
    return { meter: foldMeter(meter, [signal], next), host: next };
  }, watched);

/** A good list and a good ping every four seconds. */
const quiet = (fromS: number, toS: number, containers: readonly ContainerReading[]): readonly Signal[] => {
  const signals: Signal[] = [];
  for (let second = fromS; second <= toS; second += 4)
    signals.push(aPing(at(second)), aList(at(second), containers));
  return signals;
};

function sumsOf({ meter }: Watched, service = "shop/web"): HourSums {
  const sums = [...meter.hours.values()].flatMap((services) => services.get(service) ?? []);
  return sums.reduce(
    (sum, each) => ({
      measuredMs: sum.measuredMs + each.measuredMs,
      wantedMs: sum.wantedMs + each.wantedMs,
      upMs: sum.upMs + each.upMs,
    }),
    { measuredMs: 0, wantedMs: 0, upMs: 0 },
  );
}
const secondsOf = (watched: Watched, service?: string) => {
  const { measuredMs, wantedMs, upMs } = sumsOf(watched, service);
  return { measured: measuredMs / 1_000, wanted: wantedMs / 1_000, up: upMs / 1_000 };
};

describe("time that is measured", () => {
  test("counts from the first list to the last, once for each container", () => {
    const watched = told(start(), ...quiet(0, 40, [web(1), web(2)]));
    expect(secondsOf(watched)).toEqual({ measured: 40, wanted: 80, up: 80 });
    expect(secondsOf(watched, HOST_ITSELF)).toEqual({ measured: 40, wanted: 0, up: 40 });
  });

  test("is divided at the hour", () => {
    const hourAt = Math.ceil(T0 / HOUR_MS) * HOUR_MS;
    const from = (hourAt - T0) / 1_000 - 6;
    const { meter } = told(start(), ...quiet(from, from + 12, [web(1)]));
    expect(meter.hours.get(hourAt - HOUR_MS)?.get("shop/web")?.upMs).toBe(6_000);
    expect(meter.hours.get(hourAt)?.get("shop/web")?.upMs).toBe(6_000);
  });

  test("a daemon that does not answer makes neither good nor bad time", () => {
    const lost = [aFailedPing(at(12), "timeout"), aFailed("containers", at(16), "timeout")];
    const watched = told(start(), ...quiet(0, 8, [web(1)]), ...lost, ...quiet(600, 608, [web(1)]));
    expect(secondsOf(watched)).toEqual({ measured: 16, wanted: 16, up: 16 });
  });

  test("one list that is late is no gap", () => {
    const watched = told(start(), ...quiet(0, 4, [web(1)]), ...quiet(17, 21, [web(1)]));
    expect(secondsOf(watched).measured).toBe(21);
  });

  test("a clock that was set back adds nothing", () => {
    const watched = told(start(), ...quiet(100, 108, [web(1)]), ...quiet(50, 58, [web(1)]));
    expect(secondsOf(watched).measured).toBe(16);
  });

  test("more events than anybody follows make the time between two lists unknown", () => {
    const flood = Array.from({ length: 5_002 }, () => anEvent(at(5), "start", 1));
    const watched = told(start(), ...quiet(0, 4, [web(1)]));
    const host = foldSignals(watched.host, flood);
    const next = told({ meter: foldMeter(watched.meter, flood, host), host }, ...quiet(8, 12, [web(1)]));
    expect(secondsOf(next).measured).toBe(8);
  });
});

describe("up and down", () => {
  test.each([
    { name: "paused", about: { state: "paused" } },
    { name: "restarting", about: { state: "restarting" } },
    { name: "unhealthy", about: { health: "unhealthy" } },
  ] as const)("$name is down", ({ about }) => {
    expect(secondsOf(told(start(), ...quiet(0, 20, [web(1, about), web(2)])))).toEqual({
      measured: 20,
      wanted: 40,
      up: 20,
    });
  });

  test("a crash counts from the moment it is told, not from the next list", () => {
    const watched = told(
      start(),
      ...quiet(0, 8, [web(1)]),
      anEvent(at(9), "die", 1, { exitCode: "1" }),
      ...quiet(12, 20, [web(1, { state: "exited" })]),
    );
    expect(secondsOf(watched)).toEqual({ measured: 20, wanted: 20, up: 9 });
  });

  test("a crash and the start that follows it between two lists are seen", () => {
    const watched = told(
      start(),
      ...quiet(0, 8, [web(1)]),
      anEvent(at(9), "die", 1, { exitCode: "1" }),
      anEvent(at(11), "start", 1),
      ...quiet(12, 20, [web(1)]),
    );
    expect(secondsOf(watched)).toEqual({ measured: 20, wanted: 20, up: 18 });
  });

  test("a list that was asked for before the crash and answered after it does not hide it", () => {
    const watched = told(
      start(),
      ...quiet(0, 8, [web(1)]),
      anEvent(at(9), "die", 1, { exitCode: "1" }),
      aList(at(9.1), [web(1)]),
      ...quiet(10, 22, [web(1, { state: "exited" })]),
    );
    expect(secondsOf(watched).wanted).toBe(22);
    expect(secondsOf(watched).up).toBeLessThan(11);
  });

  test("health is told by its events", () => {
    const watched = told(
      start(),
      ...quiet(0, 8, [web(1, { health: "healthy" })]),
      anEvent(at(9), "health_status: unhealthy", 1),
      ...quiet(12, 16, [web(1, { health: "unhealthy" })]),
      anEvent(at(18), "health_status: healthy", 1),
      ...quiet(20, 24, [web(1, { health: "healthy" })]),
    );
    expect(secondsOf(watched)).toEqual({ measured: 24, wanted: 24, up: 15 });
  });

  const slowStart = (startPeriodMs: number) =>
    anInspect(at(0), 1, {
      startedAt: at(0),
      healthcheck: { intervalMs: 5_000, startPeriodMs, startIntervalMs: 0 },
    });

  test("a container that starts is up for as long as it may take, and not longer", () => {
    const starting = [web(1, { health: "starting" })];
    const watched = told(start(), slowStart(10_000), ...quiet(0, 20, starting));
    expect(secondsOf(watched)).toEqual({ measured: 20, wanted: 20, up: 10 });
  });

  test("without a start period it is down until its check passes", () => {
    const watched = told(start(), slowStart(0), ...quiet(0, 20, [web(1, { health: "starting" })]));
    expect(secondsOf(watched)).toEqual({ measured: 20, wanted: 20, up: 0 });
  });
});

describe("what is wanted", () => {
  const stopped = web(1, { state: "exited" });

  test("a container that somebody stops is not down", () => {
    const watched = told(
      start(),
      ...quiet(0, 8, [web(1), web(2)]),
      anEvent(at(9), "kill", 1, { signal: "15" }),
      anEvent(at(10), "die", 1, { exitCode: "143" }),
      anEvent(at(10), "stop", 1),
      ...quiet(12, 20, [stopped, web(2)]),
    );
    expect(secondsOf(watched)).toEqual({ measured: 20, wanted: 30, up: 30 });
  });

  test("also where the engine says so only after the death", () => {
    const watched = told(
      start(),
      ...quiet(0, 8, [web(1)]),
      anEvent(at(9), "die", 1, { exitCode: "143" }),
      aList(at(9.01), [stopped]),
      anEvent(at(9.02), "stop", 1),
      ...quiet(12, 20, [stopped]),
    );
    expect(secondsOf(watched).wanted).toBeCloseTo(9.01, 1);
  });

  test("one that was stopped already when it was first seen is not", () => {
    expect(secondsOf(told(start(), ...quiet(0, 20, [stopped]))).wanted).toBe(0);
  });

  test("a crash is down until somebody removes the container", () => {
    const watched = told(
      start(),
      ...quiet(0, 8, [web(1)]),
      anEvent(at(8), "die", 1, { exitCode: "1" }),
      ...quiet(12, 60, [stopped]),
      anEvent(at(60), "destroy", 1),
      ...quiet(64, 100, []),
    );
    expect(secondsOf(watched)).toEqual({ measured: 60, wanted: 60, up: 8 });
  });

  test("when a service came and when it went is known to the event", () => {
    const spanOf = (watched: Watched) => watched.meter.spans.get("shop/web");
    const there = told(start(), ...quiet(0, 8, [web(1)]));
    expect(spanOf(there)).toBeUndefined();
    const gone = told(
      there,
      anEvent(at(9), "die", 1, { exitCode: "137" }),
      anEvent(at(10), "destroy", 1),
      ...quiet(12, 20, []),
    );
    expect(spanOf(gone)).toEqual({ toAt: at(10) });
    const back = told(gone, anEvent(at(21), "start", 2), ...quiet(24, 32, [web(2)]));
    expect(spanOf(back)).toEqual({});
    const late = told(start(), ...quiet(0, 8, []), anEvent(at(9), "start", 1), ...quiet(12, 20, [web(1)]));
    expect(spanOf(late)).toEqual({ fromAt: at(9) });
    expect(spanOf(told(late, ...quiet(24, 28, [])))).toEqual({ fromAt: at(9), toAt: at(24) });
  });

  test("one that is removed while another comes is wanted no longer", () => {
    const watched = told(
      start(),
      ...quiet(0, 8, [web(1)]),
      anEvent(at(9), "start", 2),
      ...quiet(12, 20, [web(2)]),
    );
    expect([...watched.meter.containers.keys()]).toEqual([containerId(2)]);
    expect(watched.meter.counts.get("shop/web")).toEqual({ wanted: 1, up: 1 });
  });

  test("a job that comes to its end is done; one that Docker is told to keep is missed", () => {
    const ended = (restartPolicy: string) =>
      told(
        start(),
        anInspect(at(0), 1, { restartPolicy }),
        ...quiet(0, 8, [web(1)]),
        anEvent(at(8), "die", 1, { exitCode: "0" }),
        ...quiet(12, 20, [stopped]),
      );
    expect(secondsOf(ended("no")).wanted).toBe(8);
    expect(secondsOf(ended("always"))).toEqual({ measured: 20, wanted: 20, up: 8 });
  });

  test("one whose start failed is wanted", () => {
    const created = web(1, { state: "created" });
    const failed = anInspect(at(0), 1, {
      state: "created",
      error: "driver failed: port is already allocated",
    });
    expect(secondsOf(told(start(), failed, ...quiet(0, 20, [created])))).toEqual({
      measured: 20,
      wanted: 20,
      up: 0,
    });
    expect(secondsOf(told(start(), ...quiet(0, 20, [created]))).wanted).toBe(0);
  });

  test("what the daemon took with it is down once the daemon is back", () => {
    const watched = told(
      start(),
      ...quiet(0, 8, [web(1)]),
      aFailedPing(at(10), "connection-refused"),
      ...quiet(60, 80, [stopped]),
    );
    expect(secondsOf(watched)).toEqual({ measured: 28, wanted: 28, up: 8 });
  });

  test("what the daemon stopped while it ended was not stopped by a person", () => {
    const watched = told(
      start(),
      ...quiet(0, 8, [web(1)]),
      anEvent(at(9), "kill", 1, { signal: "15" }),
      anEvent(at(9), "die", 1, { exitCode: "143" }),
      aFailedPing(at(10), "connection-refused"),
      ...quiet(60, 80, [stopped]),
    );
    expect(secondsOf(watched)).toEqual({ measured: 28, wanted: 28, up: 8 });
  });

  test("found stopped without a word of how, it is no part of any figure", () => {
    const watched = told(start(), ...quiet(0, 8, [web(1)]), ...quiet(12, 60, [stopped]));
    expect(secondsOf(watched).wanted).toBe(12);
  });

  test("what was down stays down over a restart of Foghorn", () => {
    const before = told(
      start(),
      ...quiet(0, 8, [web(1)]),
      anEvent(at(8), "die", 1, { exitCode: "1" }),
      ...quiet(12, 20, [stopped]),
    );
    const down = downContainers(before.meter);
    expect(down).toEqual(new Map([[containerId(1), "shop/web"]]));
    const watched = told(start(down), ...quiet(100, 120, [stopped]));
    expect(secondsOf(watched)).toEqual({ measured: 20, wanted: 20, up: 0 });
  });
});

describe("how many there are to be", () => {
  const replica = (number: number, about: Partial<ContainerReading> = {}) =>
    web(number, { replicas: 3, ...about });

  test("those that are missing by the label are not up", () => {
    const watched = told(start(), ...quiet(0, 20, [replica(1), replica(2)]));
    expect(secondsOf(watched)).toEqual({ measured: 20, wanted: 60, up: 40 });
  });

  test("without a label what was removed is not missed", () => {
    const watched = told(start(), ...quiet(0, 8, [web(1), web(2)]), ...quiet(12, 20, [web(1)]));
    expect(secondsOf(watched)).toEqual({ measured: 20, wanted: 32, up: 32 });
  });

  test("one that is removed is missed from that moment on, until another comes", () => {
    const two = [replica(1, { replicas: 2 }), replica(2, { replicas: 2 })] as const;
    const watched = told(
      start(),
      ...quiet(0, 8, two),
      anEvent(at(9), "destroy", 2),
      ...quiet(12, 16, [two[0]]),
      anEvent(at(18), "start", 3),
      ...quiet(20, 24, [two[0], replica(3, { replicas: 2 })]),
    );
    expect(secondsOf(watched)).toEqual({ measured: 24, wanted: 48, up: 39 });
  });

  test("more than the label says is no fault", () => {
    const all = [1, 2, 3, 4].map((number) => replica(number));
    expect(secondsOf(told(start(), ...quiet(0, 20, all)))).toEqual({ measured: 20, wanted: 80, up: 80 });
  });

  test("one that somebody stopped exists, and is not missed either", () => {
    const all = [replica(1), replica(2), replica(3, { state: "exited" })];
    expect(secondsOf(told(start(), ...quiet(0, 20, all)))).toEqual({ measured: 20, wanted: 40, up: 40 });
  });

  test("a service that was stopped or taken down as a whole misses none", () => {
    const stopped = [replica(1, { state: "exited" })];
    expect(secondsOf(told(start(), ...quiet(0, 20, stopped))).wanted).toBe(0);
    const gone = told(
      start(),
      ...quiet(0, 8, [replica(1)]),
      anEvent(at(8), "destroy", 1),
      ...quiet(12, 40, []),
    );
    expect(secondsOf(gone)).toEqual({ measured: 8, wanted: 24, up: 8 });
  });

  test("while a deploy changes the label, the higher one holds", () => {
    const both = [replica(1), replica(2, { replicas: 1 })];
    expect(secondsOf(told(start(), ...quiet(0, 8, both)))).toEqual({ measured: 8, wanted: 24, up: 16 });
  });

  test("one that is made and not started yet exists, and is counted once it comes", () => {
    const watched = told(
      start(),
      ...quiet(0, 8, [replica(1, { replicas: 2 })]),
      ...quiet(12, 16, [replica(1, { replicas: 2 }), replica(2, { replicas: 2, state: "created" })]),
      ...quiet(20, 24, [replica(1, { replicas: 2 })]),
    );
    // Missed up to the list that shows it, and again from the one that does not.
    expect(secondsOf(watched)).toEqual({ measured: 24, wanted: 12 * 2 + 8 + 4 * 2, up: 24 });
  });
});

describe("which service a container belongs to", () => {
  test.each([
    { name: "compose", about: SHOP, policy: "no", service: "shop/web" },
    { name: "its label", about: { serviceLabel: "checkout" }, policy: "no", service: "checkout" },
    {
      name: "its name, where Docker keeps it running",
      about: { name: "cache-2" },
      policy: "always",
      service: "cache",
    },
  ])("$name", ({ about, policy, service }) => {
    const inspect = anInspect(at(0), 1, { restartPolicy: policy });
    const watched = told(start(), inspect, ...quiet(0, 8, [aContainer(1, about)]));
    expect(secondsOf(watched, service).up).toBe(8);
  });

  test.each([
    { name: "a job without labels", about: { name: "build-1" } },
    { name: "what docker compose run started", about: { ...SHOP, isOneOff: true as const } },
  ])("none: $name", ({ about }) => {
    const watched = told(
      start(),
      anInspect(at(0), 1, { restartPolicy: "no" }),
      ...quiet(0, 8, [aContainer(1, about)]),
    );
    expect([...watched.meter.counts]).toEqual([]);
  });

  test("the first five hundred of a host are kept, and the others counted", () => {
    const many = Array.from({ length: 502 }, (_each, number) =>
      aContainer(number, { project: "p", service: `s${number}` }),
    );
    const { meter } = told(start(), ...quiet(0, 4, many));
    expect(meter.counts.size).toBe(500);
    expect(meter.leftOutCount).toBe(2);
  });
});

/** The same sums, second by second, from the standing of each container in each second. */
test("sums agree with a plain count over random lives", () => {
  let seed = 7;
  const random = (limit: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % limit;
  };
  for (let round = 0; round < 20; round += 1) {
    const isUp = [true, true, true];
    let watched = told(start(), ...quiet(0, 0, [web(1), web(2), web(3)]));
    let up = 0;
    for (let second = 1; second <= 120; second += 1) {
      up += isUp.filter(Boolean).length;
      const number = random(3);
      if (random(4) === 0) {
        const happening = isUp[number]
          ? anEvent(at(second), "die", number + 1, { exitCode: "1" })
          : anEvent(at(second), "start", number + 1);
        isUp[number] = !isUp[number];
        watched = told(watched, happening);
      }
      if (second % 4 === 0) {
        const list = isUp.map((each, index) => web(index + 1, { state: each ? "running" : "exited" }));
        watched = told(watched, aList(at(second), list));
      }
    }
    expect(secondsOf(watched)).toEqual({ measured: 120, wanted: 360, up });
  }
});
