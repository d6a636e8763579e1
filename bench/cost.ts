import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type RunningFoghorn, startFoghorn } from "../e2e/support/foghorn.ts";
import { downHost, type Engine, hostCpuSeconds, inHost, sshConfig, upHost, workload } from "../lab/api.ts";
import type { BenchResult } from "./result.ts";

/*
 * npm run bench -- cost [--minutes 10]: what being watched costs a host while nobody looks. Of each engine two hosts with
 * the same workload stand side by side, one watched and one not; the difference of their CPU is Foghorn's.
 */

/** Of one core. */
const DOCKERD_LIMIT = 0.003;
const HOST_LIMIT = 0.01;
/** Starts, first readings and the first walks over directories are over by then. */
const SETTLE_MS = 60_000;
const ENGINES: readonly Engine[] = ["20", "26"];
const TICKS_PER_SECOND = 100;

interface Usage {
  readonly dockerd: number;
  readonly host: number;
}

export async function run(args: readonly string[]): Promise<BenchResult> {
  const { values } = parseArgs({ args: [...args], options: { minutes: { type: "string", default: "10" } } });
  const lastsMs = Number(values.minutes) * 60_000;
  if (!(lastsMs > 0)) throw new RangeError(`--minutes ${values.minutes} is no number of minutes`);
  const watched = (engine: Engine): string => `watched${engine}`;
  const alone = (engine: Engine): string => `alone${engine}`;
  const names = ENGINES.flatMap((engine) => [watched(engine), alone(engine)]);
  let foghorn: RunningFoghorn | undefined;
  try {
    const daemons = [];
    for (const engine of ENGINES) {
      for (const name of [watched(engine), alone(engine)]) {
        const host = await upHost(name, { docker: engine });
        await workload(name);
        if (name === watched(engine))
          daemons.push({ id: name, url: `ssh://root@${host.address}`, identity: host.sshIdentity });
      }
    }
    foghorn = await startFoghorn({ sshConfig: sshConfig(), daemons });
    await pause(SETTLE_MS);
    const before = await usages(names);
    const own = () => ({
      web: processSeconds(foghorn?.pid("web")),
      gate: processSeconds(foghorn?.pid("gate")),
    });
    const ownBefore = own();
    const startedAt = performance.now();
    await pause(lastsMs);
    const after = await usages(names);
    const ownAfter = own();
    const seconds = (performance.now() - startedAt) / 1_000;
    const rate = (name: string, of: keyof Usage): number =>
      ((after.get(name)?.[of] ?? Number.NaN) - (before.get(name)?.[of] ?? Number.NaN)) / seconds;
    const rows = ENGINES.flatMap((engine) =>
      (["dockerd", "host"] as const).map((of) => {
        const [watchedRatio, aloneRatio] = [rate(watched(engine), of), rate(alone(engine), of)];
        return { engine, of, watchedRatio, aloneRatio, costRatio: watchedRatio - aloneRatio };
      }),
    );
    const figures = {
      minutes: lastsMs / 60_000,
      rows,
      webRatio: (ownAfter.web - ownBefore.web) / seconds,
      gateRatio: (ownAfter.gate - ownBefore.gate) / seconds,
    };
    process.stdout.write(
      `| engine | of | alone | watched | cost | limit |\n|---|---|---|---|---|---|\n${rows
        .map(
          (row) =>
            `| ${row.engine} | ${row.of} | ${percent(row.aloneRatio)} | ${percent(row.watchedRatio)} | ${percent(row.costRatio)} | ${percent(limitOf(row.of))} |`,
        )
        .join(
          "\n",
        )}\n\nFoghorn itself, for ${ENGINES.length} hosts: web ${percent(figures.webRatio)}, gate ${percent(figures.gateRatio)}\n`,
    );
    const missed = rows
      .filter(({ of, costRatio }) => !(costRatio <= limitOf(of)))
      .map(
        ({ engine, of, costRatio }) =>
          `${of} with Docker ${engine}: ${percent(costRatio)} of a core, limit ${percent(limitOf(of))}`,
      );
    return { figures, missed };
  } finally {
    await foghorn?.stop();
    for (const name of names) await downHost(name);
  }
}

const limitOf = (of: keyof Usage): number => (of === "dockerd" ? DOCKERD_LIMIT : HOST_LIMIT);
const percent = (ratio: number): string => `${(ratio * 100).toFixed(2)} %`;

async function usages(names: readonly string[]): Promise<ReadonlyMap<string, Usage>> {
  const all = names.map(async (name): Promise<[string, Usage]> => {
    const { stdout } = await inHost(name, ["sh", "-ec", "cat /proc/$(pidof -s dockerd)/stat"]);
    return [name, { dockerd: ticksOf(stdout) / TICKS_PER_SECOND, host: await hostCpuSeconds(name) }];
  });
  return new Map(await Promise.all(all));
}

/** utime and stime of a line of /proc/<pid>/stat; the name before them may hold spaces. */
function ticksOf(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

const processSeconds = (pid: number | undefined): number =>
  pid === undefined ? Number.NaN : ticksOf(readFileSync(`/proc/${pid}/stat`, "utf8")) / TICKS_PER_SECOND;
