import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { breakHost, type Engine, faultList, type HostStatus, healHost } from "../lab/api.ts";
import type { BenchResult } from "./bench.ts";
import { firstAfter, type Sighting, type WatchLog } from "./watch-log.ts";
import { withWatchedLab } from "./watched-lab.ts";

/*
 * Breaks real hosts in every way the lab knows and measures, on the screen of a real browser, how long
 * until Watch says so, whether it lights the right part, how long until it says that it passes again,
 * and whether anything else was claimed meanwhile.
 */

const RECOVER_WITHIN_MS = 10_000;
/** Longest wait before a row of the table is called missed. */
const GIVE_UP_MS = 40_000;
/** A host is left alone this long before the next fault: what is still open then has its own row. */
const SETTLE_MS = 120_000;
const RESULTS = join(import.meta.dirname, "results", "detect.json");

interface Row {
  readonly fault: string;
  readonly engine: Engine;
  readonly seenMs: number | undefined;
  readonly seenTargetMs: number;
  readonly recoveringMs: number | undefined;
  readonly part: string;
  readonly partExpected: string;
  readonly evidence: string;
  readonly outside: readonly string[];
}

export async function run(args: readonly string[]): Promise<BenchResult> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string" },
      engine: { type: "string" },
      fresh: { type: "boolean", default: false },
      /** Every variant of every fault; without it the first of each. */
      variants: { type: "boolean", default: false },
    },
  });
  const engines = (["20", "26"] as const).filter(
    (engine) => values.engine === undefined || values.engine === engine,
  );
  const faults = faultList()
    .filter(({ id }, index, all) => values.variants || values.only !== undefined || all[index - 1]?.id !== id)
    .filter(({ id, variant }) => values.only === undefined || [id, `${id}:${variant}`].includes(values.only));
  const done =
    values.fresh || !existsSync(RESULTS) ? [] : (JSON.parse(readFileSync(RESULTS, "utf8")) as Row[]);
  const rows: Row[] = values.only === undefined ? done : [];
  await withWatchedLab(engines, async (log, hosts) => {
    await quiet(log, hosts, 60_000);
    for (const fault of faults) {
      for (const [engine, host] of hosts) {
        const ref = `${fault.id}:${fault.variant}`;
        if (rows.some((row) => row.fault === ref && row.engine === engine)) continue;
        const row = await measure(log, host, engine, ref, fault.id, fault.expect[engine]);
        rows.push(row);
        say(row);
        if (values.only === undefined) save(rows);
        await quiet(log, hosts, SETTLE_MS);
      }
    }
  });
  return report(rows);
}

async function measure(
  log: WatchLog,
  host: HostStatus,
  engine: Engine,
  ref: string,
  mode: string,
  expected: { readonly part: string; readonly seenWithinMs: number; readonly blast: readonly string[] },
): Promise<Row> {
  const startedAt = Date.now();
  const watchedAs = mode === "docker-sock-permission" ? `${host.name}-ops` : host.name;
  const isOurs = (sighting: Sighting) => sighting.host === watchedAs && sighting.mode === mode;
  const isLit = (sighting: Sighting) =>
    isOurs(sighting) && (sighting.state === "seen" || sighting.state === "raised");
  const { begunAt } = await breakHost(host.name, ref);
  const seen = await firstAfter(log, begunAt, GIVE_UP_MS, isLit);
  // Another look for the part: the glyph may be drawn one message later than the row.
  const lit = await firstAfter(
    log,
    begunAt,
    GIVE_UP_MS,
    (one) => isLit(one) && (one.partState === "fault" || one.partState === "warn"),
  );
  const healStartedAt = Date.now();
  await healHost(host.name, ref);
  const healedAt = Date.now();
  const recovering = await firstAfter(
    log,
    healStartedAt,
    GIVE_UP_MS,
    (one) => isOurs(one) && (one.state === "recovering" || one.state === "gone"),
  );
  const all = await log.all();
  const outside = all
    .filter((one) => one.at >= startedAt && one.state !== "gone" && one.state !== "recovering")
    .filter(
      (one) => !(one.host.startsWith(host.name) && (one.mode === mode || expected.blast.includes(one.mode))),
    )
    .map((one) => `${one.mode} on ${one.host}`);
  return {
    fault: ref,
    engine,
    seenMs: seen && seen.at - begunAt,
    seenTargetMs: expected.seenWithinMs,
    recoveringMs: recovering && Math.max(0, recovering.at - healedAt),
    part: lit?.part ?? seen?.part ?? "",
    partExpected: expected.part,
    evidence: lit?.evidence ?? seen?.evidence ?? "",
    outside: [...new Set(outside)],
  };
}

/** Waits until no symptom of these hosts is lit, at most so long. */
async function quiet(log: WatchLog, hosts: ReadonlyMap<Engine, HostStatus>, withinMs: number): Promise<void> {
  const names = new Set([...hosts.values()].flatMap(({ name }) => [name, `${name}-ops`]));
  const until = Date.now() + withinMs;
  while (Date.now() < until) {
    const newest = new Map((await log.all()).map((one) => [`${one.host}/${one.mode}/${one.subject}`, one]));
    const lit = [...newest.values()].filter(
      (one) => names.has(one.host) && (one.state === "seen" || one.state === "raised"),
    );
    if (lit.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function save(rows: readonly Row[]): void {
  mkdirSync(join(RESULTS, ".."), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(rows, undefined, 1)}\n`);
}

const seconds = (ms: number | undefined): string =>
  ms === undefined ? "never" : `${(ms / 1000).toFixed(1)} s`;

function say(row: Row): void {
  process.stdout.write(
    `${row.fault} on ${row.engine}: seen ${seconds(row.seenMs)} (target ${seconds(row.seenTargetMs)}), ` +
      `recovering ${seconds(row.recoveringMs)} (target ${seconds(RECOVER_WITHIN_MS)}), part ${row.part} ` +
      `(expected ${row.partExpected}), evidence "${row.evidence.slice(0, 80)}"${row.outside.length > 0 ? `, outside: ${row.outside.join(", ")}` : ""}\n`,
  );
}

function report(rows: readonly Row[]): BenchResult {
  const table = rows.map(
    (row) =>
      `| ${row.fault} | ${row.engine} | ${seconds(row.seenMs)} | ${seconds(row.seenTargetMs)} | ${seconds(row.recoveringMs)} | ${row.part} | ${row.outside.join(", ") || "none"} |`,
  );
  process.stdout.write(
    `\n| fault | engine | seen | target | recovering | part | outside its radius |\n|---|---|---|---|---|---|---|\n${table.join("\n")}\n\n`,
  );
  const missed = rows.flatMap((row) => [
    ...(row.seenMs === undefined || row.seenMs > row.seenTargetMs
      ? [`${row.fault} on ${row.engine}: seen ${seconds(row.seenMs)}`]
      : []),
    ...(row.recoveringMs === undefined || row.recoveringMs > RECOVER_WITHIN_MS
      ? [`${row.fault} on ${row.engine}: recovering ${seconds(row.recoveringMs)}`]
      : []),
    ...(row.part === row.partExpected
      ? []
      : [`${row.fault} on ${row.engine}: lit ${row.part}, not ${row.partExpected}`]),
    ...(row.evidence === "" ? [`${row.fault} on ${row.engine}: no evidence`] : []),
    ...row.outside.map((one) => `${row.fault} on ${row.engine}: also ${one}`),
  ]);
  return { figures: { rows }, missed };
}
