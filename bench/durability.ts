import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { connect } from "#lib/adapters/prisma/connect.ts";
import { DATABASE_FILE } from "#lib/adapters/prisma/data-directory.ts";
import { fromEntryRow } from "#lib/adapters/prisma/rows.ts";
import { proveTimelines } from "#lib/adapters/prisma/verify-timeline.ts";
import type { IncidentId } from "#lib/domain/ids.ts";
import { cookieOf, post } from "../e2e/support/ask.ts";
import { ADMIN, type RunningFoghorn, startFoghorn } from "../e2e/support/foghorn.ts";
import { ensureBuild } from "../scripts/support/build.ts";
import { type Acknowledged, findDurabilityFaults } from "./durability-proof.ts";
import { startWriters } from "./durability-writers.ts";
import type { BenchResult } from "./result.ts";

/*
 * npm run bench -- durability [--rounds 500]: the web process as its user starts it, killed with SIGKILL while clients
 * write, again and again. Each entry that a client was told of must be in the timeline once, and every chain whole.
 */

const LIMIT_MS = 40 * 60_000;
const SIGN_INS = 4;
const TABS_EACH = 2;
/** A timeline of some thousand entries is long enough; then the next incident is opened. */
const ROUNDS_EACH_INCIDENT = 25;
/** A kill falls after this many acknowledged entries, with the next ones under way: other ones each time. */
const ENTRIES = { fewest: 11, step: 7, kinds: 9 } as const;
/** Clients are answered together: without a moment more, each kill would fall just after an answer. */
const MOMENT = { stepMs: 7, withinMs: 40 } as const;
const POLL_MS = 10;
/** The supervisor has given up, or web has: nothing more will come. */
const ANSWER_WITHIN_MS = 60_000;

export async function run(args: readonly string[]): Promise<BenchResult> {
  const { values } = parseArgs({ args: [...args], options: { rounds: { type: "string", default: "500" } } });
  const wanted = Number(values.rounds);
  if (!(Number.isInteger(wanted) && wanted > 0))
    throw new RangeError(`--rounds ${values.rounds} is no number of rounds`);
  const root = join(import.meta.dirname, "..");
  await ensureBuild(root, (line) => process.stderr.write(`${line}\n`));
  const dataDir = mkdtempSync(join(tmpdir(), "foghorn-durability-"));
  const foghorn = await startFoghorn({ daemons: [], dataDir, startScript: "bench/durability-start.ts" });
  try {
    const rounds = await killAgainAndAgain(foghorn, wanted);
    await foghorn.stop();
    const figures = { wanted, ...rounds.figures, ...(await prove(dataDir, rounds.acknowledged)) };
    process.stdout.write(`${JSON.stringify(figures, undefined, 2)}\n`);
    const { rounds: done, acknowledged, lost, twice, disordered, broken } = figures;
    const missed = [
      ...(done < wanted ? [`${done} of ${wanted} rounds in ${LIMIT_MS / 60_000} minutes`] : []),
      ...(lost > 0 ? [`${lost} of ${acknowledged} acknowledged entries were lost`] : []),
      ...(twice > 0 ? [`${twice} entries stand there twice`] : []),
      ...(disordered > 0 ? [`${disordered} entries stand before one that was written earlier`] : []),
      ...broken.map((chain) => `the chain is broken: ${chain}`),
    ];
    return { figures, missed };
  } finally {
    await foghorn.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function killAgainAndAgain(foghorn: RunningFoghorn, wanted: number) {
  const beganAt = performance.now();
  const cookies = await signIns(foghorn);
  const [cookie = ""] = cookies;
  const answers = answersAgain(foghorn);
  const writers = startWriters({
    url: foghorn.url,
    cookies,
    incidentId: await openIncident(foghorn.url, cookie, 1),
    answers,
  });
  const awayMs: number[] = [];
  while (awayMs.length < wanted && performance.now() - beganAt < LIMIT_MS) {
    const round = awayMs.length;
    if (round > 0 && round % ROUNDS_EACH_INCIDENT === 0)
      writers.moveTo(await openIncident(foghorn.url, cookie, round / ROUNDS_EACH_INCIDENT + 1));
    await writers.more(ENTRIES.fewest + (round % ENTRIES.kinds) * ENTRIES.step);
    await pause((round * MOMENT.stepMs) % MOMENT.withinMs);
    await foghorn.kill("web");
    const killedAt = performance.now();
    await answers();
    awayMs.push(performance.now() - killedAt);
    if (awayMs.length % ROUNDS_EACH_INCIDENT === 0)
      process.stderr.write(`${awayMs.length} rounds, ${writers.acknowledged.length} entries acknowledged\n`);
  }
  await writers.more(1);
  await writers.stop();
  const sorted = awayMs.toSorted((a, b) => a - b);
  const { sends, stored } = writers.unanswered();
  return {
    acknowledged: writers.acknowledged,
    figures: {
      rounds: awayMs.length,
      minutes: Math.round((performance.now() - beganAt) / 6_000) / 10,
      acknowledged: writers.acknowledged.length,
      unansweredSends: sends,
      ofTheseStored: stored,
      medianAwayMs: Math.round(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN),
      worstAwayMs: Math.round(sorted.at(-1) ?? Number.NaN),
      load: Number((loadavg()[0] ?? 0).toFixed(1)),
    },
  };
}

/** What clients were told against what is on the disk, and every chain as `npm run verify-timeline` proves it. */
async function prove(dataDir: string, acknowledged: readonly Acknowledged[]) {
  const { database } = await connect(join(dataDir, DATABASE_FILE));
  try {
    const proofs = await proveTimelines(database);
    const rows = await database.timelineEntry.findMany({ orderBy: [{ incidentId: "asc" }, { seq: "asc" }] });
    const faults = findDurabilityFaults(acknowledged, rows.map(fromEntryRow));
    return {
      timelines: proofs.length,
      entries: rows.length,
      lost: faults.lost.length,
      twice: faults.twice.length,
      disordered: faults.disordered.length,
      broken: proofs.flatMap(({ incidentId, broken }) =>
        broken === undefined ? [] : [`${incidentId} at ${broken.brokenAtSeq}, ${broken.why}`],
      ),
    };
  } finally {
    await database.$disconnect();
  }
}

/** One cookie for each tab. The first account is made on the way. */
async function signIns(foghorn: RunningFoghorn): Promise<readonly string[]> {
  await post(foghorn.url, "/api/setup", { code: foghorn.setupCode, ...ADMIN });
  const cookies: string[] = [];
  for (let index = 0; index < SIGN_INS; index += 1) {
    const cookie = cookieOf(await post(foghorn.url, "/api/sign-in", ADMIN));
    for (let tab = 0; tab < TABS_EACH; tab += 1) cookies.push(cookie);
  }
  return cookies;
}

async function openIncident(url: string, cookie: string, number: number): Promise<IncidentId> {
  const body = { symptomIds: [], title: `Killed again and again, part ${number}`, severity: "SEV3" };
  const answer = await post(url, "/api/incidents", body, cookie);
  return ((await answer.json()) as { readonly id: IncidentId }).id;
}

/** Asks until web answers that it is well; those who ask meanwhile wait for the same answer. */
function answersAgain(foghorn: RunningFoghorn): () => Promise<void> {
  let asking: Promise<void> | undefined;
  const isWell = async (): Promise<boolean> => {
    try {
      const answer = await fetch(`${foghorn.url}/api/health`, {
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      await answer.text();
      return answer.ok;
    } catch {
      return false;
    }
  };
  const ask = async (): Promise<void> => {
    const lastAt = performance.now() + ANSWER_WITHIN_MS;
    while (!(await isWell())) {
      if (performance.now() > lastAt) throw new Error(`web does not come back:\n${foghorn.output()}`);
      await pause(POLL_MS);
    }
  };
  return () => {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
}
