import { loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { changing } from "../e2e/support/ask.ts";
import { type Engine, type HostStatus, inHost } from "../lab/api.ts";
import { LIFE, PLANNED_RESTART } from "./calm-life.ts";
import type { BenchResult } from "./result.ts";
import { isLit, type Sighting } from "./watch-log.ts";
import { asOps, withWatchedLab } from "./watched-lab.ts";

/*
 * npm run bench -- calm [--minutes 30]: a hard but healthy life on lab hosts of both engines, and a browser on Watch.
 * Whatever is lit in that time is a false alarm; only the planned restart may be seen, greyed, under its mute.
 */

const ACTION_DEADLINE_MS = 60_000;
/** From the start of one action to the next: a busy host, and yet one that has cores left for its work. */
const ACTION_EVERY_MS = 4_000;
/** The mute is made this long before the restart it is for. */
const MUTE_MS = 5 * 60_000;

export async function run(args: readonly string[]): Promise<BenchResult> {
  const { values } = parseArgs({ args: [...args], options: { minutes: { type: "string", default: "30" } } });
  const lastsMs = Number(values.minutes) * 60_000;
  if (!(lastsMs > 0)) throw new RangeError(`--minutes ${values.minutes} is no number of minutes`);
  const done: Record<string, number> = {};
  const refused: string[] = [];
  let alarms: readonly Sighting[] = [];
  let muted = 0;
  await withWatchedLab(["20", "26"], async ({ log, hosts, page }) => {
    const startedAt = Date.now();
    const mute = async (hostId: string) => {
      const answer = await page.request.post("/api/mutes", {
        headers: changing(new URL(page.url()).origin),
        data: { hostId, forMs: MUTE_MS, reason: "planned restart of the engine" },
      });
      if (!answer.ok()) throw new Error(`the mute was refused: ${answer.status()} ${await answer.text()}`);
    };
    const act = async (name: string, what: string, script: string) => {
      const { code, stderr } = await inHost(name, ["sh", "-ec", script], { deadlineMs: ACTION_DEADLINE_MS });
      if (code !== 0) refused.push(`${what} on ${name}: ${stderr.trim().slice(0, 200)}`);
      done[what] = (done[what] ?? 0) + 1;
    };
    const live = async (_engine: Engine, host: HostStatus) => {
      const { name } = host;
      let isRestarted = false;
      for (let turn = 0; Date.now() - startedAt < lastsMs; turn += 1) {
        const action = LIFE[turn % LIFE.length];
        const next = pause(ACTION_EVERY_MS);
        if (action !== undefined) await act(name, action.what, action.script(turn));
        if (!isRestarted && Date.now() - startedAt >= lastsMs / 2) {
          isRestarted = true;
          await Promise.all([mute(name), mute(asOps(host).id)]);
          await act(name, PLANNED_RESTART.what, PLANNED_RESTART.script(turn));
        }
        await next;
      }
    };
    await Promise.all([...hosts].map(([engine, host]) => live(engine, host)));
    const lit = (await log.all()).filter((sighting) => sighting.at >= startedAt && isLit(sighting));
    alarms = lit.filter(({ isMuted }) => !isMuted);
    muted = lit.length - alarms.length;
  });
  const figures = {
    minutes: lastsMs / 60_000,
    actions: done,
    seen: alarms.filter(({ state }) => state === "seen").length,
    raised: alarms.filter(({ state }) => state === "raised").length,
    mutedSightings: muted,
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
  };
  process.stdout.write(`${JSON.stringify(figures, undefined, 1)}\n`);
  return {
    figures,
    missed: [
      ...refused.map((what) => `the life was not healthy: ${what}`),
      ...alarms.map(({ at, mode, host, subject, state, evidence }) => {
        const when = new Date(at).toISOString().slice(11, 19);
        return `${when} ${mode} ${subject} on ${host} ${state}: ${evidence.slice(0, 120)}`;
      }),
    ],
  };
}
