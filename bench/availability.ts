import { availableParallelism, loadavg } from "node:os";
import { foldMeter, type Meter, startMeter } from "../lib/domain/availability/meter.ts";
import { foldSignals, startHostState } from "../lib/domain/fold.ts";
import type { HostState } from "../lib/domain/host-state.ts";
import type { HostId } from "../lib/domain/ids.ts";
import type { ContainerReading } from "../lib/domain/readings.ts";
import type { Signal } from "../lib/domain/signal.ts";
import { aContainer, anEvent, aPing } from "../lib/domain/testing/builders.ts";
import { SECOND_MS } from "../lib/domain/time.ts";
import type { BenchResult } from "./result.ts";

/*
 * npm run bench -- availability: what measuring availability costs the engine beside what it does with the same
 * readings anyway. The baseline is parsing a list's answer and folding it into the state of its host; both take the same
 * signals, one host after the other, in the same process.
 */

const HOSTS = 200;
const CONTAINERS = 1_000;
const PER_SERVICE = 4;
const LISTS = 12;
/** The pace of lists: so often every host costs this. */
const LIST_EVERY_MS = 4 * SECOND_MS;
/** Measuring costs less than a third of what reading does, and at most a twentieth of a core for the whole fleet. */
const RATIO_LIMIT = 1 / 3;
const CORE_LIMIT = 0.05;
const START_AT = Date.UTC(2027, 0, 14, 9, 30);

/** What goes on in a host between two of its lists. */
const LIVES = {
  calm: { restarts: 0, down: 0 },
  "one down": { restarts: 0, down: 1 },
  "20 restarts a list": { restarts: 20, down: 0 },
} as const;
type Life = keyof typeof LIVES;

interface Host {
  readonly id: HostId;
  state: HostState;
  meter: Meter;
}

interface Cost {
  readonly life: Life;
  readonly baselineMs: number;
  readonly measuringMs: number;
  readonly ratio: number;
  readonly ofACore: number;
}

export async function run(): Promise<BenchResult> {
  const rows = (Object.keys(LIVES) as Life[]).map(costOf);
  process.stdout.write(
    `${HOSTS} hosts x ${CONTAINERS} containers, ${LISTS} lists each, load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores\n\n` +
      `| life of a host | a list parsed and folded | measured | measuring / baseline | fleet, of a core |\n|---|---|---|---|---|\n${rows
        .map(
          ({ life, baselineMs, measuringMs, ratio, ofACore }) =>
            `| ${life} | ${baselineMs.toFixed(2)} ms | ${measuringMs.toFixed(2)} ms | ${ratio.toFixed(2)} | ${(ofACore * 100).toFixed(1)} % |`,
        )
        .join(
          "\n",
        )}\n\ntargets: ratio below ${RATIO_LIMIT.toFixed(2)}, at most ${CORE_LIMIT * 100} % of a core while calm\n`,
  );
  const missed = rows.flatMap(({ life, ratio, ofACore }) => [
    ...(ratio < RATIO_LIMIT ? [] : [`${life}: ${ratio.toFixed(2)} of the baseline`]),
    ...(life !== "calm" || ofACore <= CORE_LIMIT ? [] : [`calm: ${(ofACore * 100).toFixed(1)} % of a core`]),
  ]);
  return { figures: { hosts: HOSTS, containers: CONTAINERS, rows }, missed };
}

function costOf(life: Life): Cost {
  const hosts = Array.from({ length: HOSTS }, (_each, number): Host => {
    const id = `host-${number}` as HostId;
    return { id, state: startHostState(id, START_AT), meter: startMeter() };
  });
  const cost = { baselineMs: 0, measuringMs: 0, lists: 0 };
  for (let list = 0; list < LISTS; list += 1) {
    const at = START_AT + list * LIST_EVERY_MS;
    const answer = JSON.stringify(containersOf(life));
    // The first lists of all hosts fill the state and warm the code up.
    for (const host of hosts) step(host, life, at, answer, list < 2 ? undefined : cost);
  }
  const [baselineMs, measuringMs] = [cost.baselineMs / cost.lists, cost.measuringMs / cost.lists];
  return {
    life,
    baselineMs,
    measuringMs,
    ratio: measuringMs / baselineMs,
    ofACore: (measuringMs * HOSTS) / LIST_EVERY_MS,
  };
}

function step(
  host: Host,
  life: Life,
  at: number,
  answer: string,
  cost: { baselineMs: number; measuringMs: number; lists: number } | undefined,
): void {
  const events = eventsOf(life, at);
  const startedAt = performance.now();
  const reading: readonly ContainerReading[] = JSON.parse(answer);
  const signals: readonly Signal[] = [
    ...events,
    aPing(at),
    { hostId: host.id, at, kind: "containers", outcome: { ok: true, durationMs: 3, reading } },
  ];
  host.state = foldSignals(host.state, signals);
  const foldedAt = performance.now();
  host.meter = foldMeter(host.meter, signals, host.state);
  const doneAt = performance.now();
  if (cost === undefined) return;
  cost.baselineMs += foldedAt - startedAt;
  cost.measuringMs += doneAt - foldedAt;
  cost.lists += 1;
}

const containersOf = (life: Life): readonly ContainerReading[] =>
  Array.from({ length: CONTAINERS }, (_each, number) =>
    aContainer(number, {
      project: `project-${Math.floor(number / 100)}`,
      service: `service-${Math.floor(number / PER_SERVICE)}`,
      ...(number < LIVES[life].down && { state: "restarting" as const }),
    }),
  );

/** Each restart is a death and a start, as a crash loop has them. */
const eventsOf = (life: Life, at: number): readonly Signal[] =>
  Array.from({ length: LIVES[life].restarts }, (_each, number) => [
    anEvent(at - 2_000, "die", number, { exitCode: "1" }),
    anEvent(at - 1_000, "start", number),
  ]).flat();
