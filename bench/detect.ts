import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { ABOUTS } from "#lib/domain/modes/abouts.ts";
import { breakHost, type Engine, faultList, type HostStatus, healHost } from "../lab/api.ts";
import { isLabError } from "../lab/errors.ts";
import { missesOf, PAGE_WORST_MS, type Row, rowLine, tableOf } from "./detect-table.ts";
import type { BenchResult } from "./result.ts";
import { firstAfter, isLit, type Sighting, type WatchLog } from "./watch-log.ts";
import { withWatchedLab } from "./watched-lab.ts";

/*
 * Breaks real hosts in every way the lab knows and measures, on the screen of a real browser, how long
 * until Foghorn says so, whether it lights the right part, how long until it says that it passes again,
 * and whether anything else was claimed meanwhile. Both engines at the same time, one fault of each at a time.
 */

/** Beyond its target a fault is waited for this long before its row says never. */
const GRACE_MS = 20_000;
const RECOVER_WAIT_MS = 90_000;
/** A host is left alone this long before the next fault: what is still open then has its own row. */
const SETTLE_MS = 120_000;
const LOOK_EVERY_MS = 200;
const OWN_LIMIT_MS = 60 * 60_000;
const RESULTS = join(import.meta.dirname, "results", "detect.json");

type LabFault = ReturnType<typeof faultList>[number];

export async function run(args: readonly string[]): Promise<BenchResult> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      /** Ids, or ids with their variant, with commas between them. */
      only: { type: "string" },
      engine: { type: "string" },
      fresh: { type: "boolean", default: false },
      /** Every variant of every fault; without it the first of each. */
      variants: { type: "boolean", default: false },
    },
  });
  const only = values.only?.split(",");
  const engines = (["20", "26"] as const).filter(
    (engine) => values.engine === undefined || values.engine === engine,
  );
  const faults = faultList()
    .filter(({ id }, index, all) => values.variants || only !== undefined || all[index - 1]?.id !== id)
    .filter(
      ({ id, variant }) => only === undefined || only.includes(id) || only.includes(`${id}:${variant}`),
    );
  const isDone = (rows: readonly Row[], fault: LabFault, engine: Engine) =>
    rows.some((row) => row.fault === refOf(fault) && row.engine === engine);
  const rows: Row[] = only === undefined && !values.fresh ? readRows() : [];
  const endsAt = Date.now() + OWN_LIMIT_MS;
  await withWatchedLab(engines, async ({ log, risksOf, hosts }) => {
    // Never the same on both: Watch draws what many hosts share as one row.
    const busy = new Map<Engine, LabFault>();
    const nextOf = async (engine: Engine): Promise<LabFault | undefined> => {
      busy.delete(engine);
      while (Date.now() < endsAt) {
        const left = faults.filter((fault) => !isDone(rows, fault, engine));
        const others = [...busy.values()].map(({ id }) => id);
        const free = left.find(({ id }) => !others.includes(id));
        if (free !== undefined) busy.set(engine, free);
        if (free !== undefined || left.length === 0) return free;
        await pause(LOOK_EVERY_MS);
      }
      return undefined;
    };
    const lane = async (engine: Engine, host: HostStatus) => {
      await quiet(log, host, SETTLE_MS);
      for (let fault = await nextOf(engine); fault !== undefined; fault = await nextOf(engine)) {
        const isRisk = ABOUTS[fault.id].severity === "notice";
        const row = await measure(log, isRisk ? await risksOf(host) : log, host, engine, fault);
        rows.push(row);
        process.stdout.write(`${rowLine(row)}\n`);
        if (only === undefined) writeRows(rows);
        await quiet(log, host, SETTLE_MS);
      }
    };
    await Promise.all([...hosts].map(([engine, host]) => lane(engine, host)));
  });
  const left = engines.flatMap((engine) =>
    faults
      .filter((fault) => !isDone(rows, fault, engine))
      .map((fault) => `${refOf(fault)} on ${engine}: not measured yet, run again`),
  );
  process.stdout.write(`\n${tableOf(rows)}\n\n`);
  return { figures: { rows }, missed: [...missesOf(rows), ...left] };
}

const refOf = ({ id, variant }: LabFault): string => `${id}:${variant}`;

async function measure(
  watch: WatchLog,
  log: WatchLog,
  host: HostStatus,
  engine: Engine,
  fault: LabFault,
): Promise<Row> {
  const { id: mode } = fault;
  const ref = refOf(fault);
  const expected = fault.expect[engine];
  const startedAt = Date.now();
  const watchedAs = mode === "docker-sock-permission" ? `${host.name}-ops` : host.name;
  // A row of its own, or an effect that stands beneath its cause: one cause, one row.
  const isOurs = (sighting: Sighting) =>
    isLit(sighting) &&
    sighting.host === watchedAs &&
    (sighting.mode === mode || sighting.explains.includes(mode));
  // What pages has its median besides, in the table.
  const seenTargetMs =
    ABOUTS[mode].severity === "page" ? Math.max(expected.seenWithinMs, PAGE_WORST_MS) : expected.seenWithinMs;
  const row = { fault: ref, engine, seenTargetMs, partExpected: expected.part };
  const nothing = { seenMs: undefined, recoveringMs: undefined, part: "", evidence: "", outside: [] };
  let begunAt: number;
  try {
    ({ begunAt } = await breakHost(host.name, ref));
  } catch (error) {
    if (!isLabError(error)) throw error;
    await healHost(host.name, ref);
    return { ...row, ...nothing, notBroken: error.message };
  }
  const waitMs = Math.max(0, begunAt + seenTargetMs + GRACE_MS - Date.now());
  const seen = await firstAfter(log, begunAt, waitMs, isOurs);
  // Another look for the part: the glyph may be drawn one message later than the row.
  const lit =
    seen &&
    (await firstAfter(
      log,
      begunAt,
      GRACE_MS,
      (one) => isOurs(one) && (one.partState === "fault" || one.partState === "warn"),
    ));
  const healStartedAt = Date.now();
  // Whose row it stands in by now: its own, or that of the cause that was found meanwhile.
  const rowOf = ({ host: on, mode: as, subject }: Sighting) => `${on}/${as}/${subject}`;
  const standing = (await log.all()).findLast((one) => isOurs(one) && one.at <= healStartedAt);
  const isItsRow = (one: Sighting) => standing !== undefined && rowOf(one) === rowOf(standing);
  await healHost(host.name, ref);
  const healedAt = Date.now();
  const recovering =
    seen &&
    (await firstAfter(
      log,
      healStartedAt,
      RECOVER_WAIT_MS,
      (one) => isItsRow(one) && (one.state === "recovering" || one.state === "gone"),
    ));
  const litAs = lit?.mode ?? seen?.mode;
  const cause = litAs === mode ? undefined : expected.blast.find((id) => id === litAs);
  const outside = (await watch.all())
    .filter((one) => one.at >= startedAt && one.state !== "gone" && one.state !== "recovering")
    .filter((one) => one.host === host.name || one.host === `${host.name}-ops`)
    .filter((one) => one.mode !== mode && !expected.blast.some((id) => id === one.mode))
    .map(({ mode: other, host: on, subject, evidence }) => ({ mode: other, host: on, subject, evidence }));
  return {
    ...row,
    seenMs: seen && seen.at - begunAt,
    recoveringMs: recovering && Math.max(0, recovering.at - healedAt),
    part: lit?.part ?? seen?.part ?? "",
    ...(cause !== undefined && { partExpected: ABOUTS[cause].part, beneath: cause }),
    evidence: lit?.evidence ?? seen?.evidence ?? "",
    outside: [...new Map(outside.map((one) => [`${one.mode}/${one.host}/${one.subject}`, one])).values()],
  };
}

/** Waits until no symptom of this host is lit, at most so long. */
async function quiet(log: WatchLog, host: HostStatus, withinMs: number): Promise<void> {
  const names = [host.name, `${host.name}-ops`];
  const until = Date.now() + withinMs;
  while (Date.now() < until) {
    const newest = new Map((await log.all()).map((one) => [`${one.host}/${one.mode}/${one.subject}`, one]));
    const lit = [...newest.values()].filter((one) => names.includes(one.host) && isLit(one));
    if (lit.length === 0) return;
    await pause(LOOK_EVERY_MS);
  }
}

function readRows(): Row[] {
  return existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, "utf8")) as Row[]) : [];
}

function writeRows(rows: readonly Row[]): void {
  mkdirSync(join(RESULTS, ".."), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(rows, undefined, 1)}\n`);
}
