import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { connect } from "#lib/adapters/prisma/connect.ts";
import { DATABASE_FILE } from "#lib/adapters/prisma/data-directory.ts";
import { changesSince, roomsSince } from "#lib/adapters/prisma/read-host.ts";
import type { DrillRun } from "#lib/domain/drills/drill.ts";
import { drillMarkdown } from "#lib/domain/drills/drill-markdown.ts";
import { drillReport } from "#lib/domain/drills/drill-report.ts";
import type { HostId } from "#lib/domain/ids.ts";
import { LabError } from "../errors.ts";
import { ensureLayers } from "../extras.ts";
import { breakHost, healHost } from "../fault-runner.ts";
import { chooseFault } from "../faults/index.ts";
import { up } from "../host.ts";
import { askDocker, runningHost } from "../in-host.ts";
import type { Engine } from "../naming.ts";
import type { Lab } from "../places.ts";
import { assertNeeds } from "../requirements.ts";
import { labStatus } from "../status.ts";
import { down } from "../teardown.ts";
import { startWorkload } from "../workload.ts";
import { drillFoghorn, signInWords } from "./drill-foghorn.ts";
import { followIncidents, waitForQuiet } from "./follow.ts";
import { lookAtTheEnd } from "./look-at-the-end.ts";
import type { DrillTalk } from "./talk.ts";

export interface DrillOrder {
  /** With or without a variant. */
  readonly fault: string;
  /** Of a host that the drill brings up and takes down; of one that is up, what it has to be. */
  readonly engine?: Engine;
  /** One that is up. It stays up. */
  readonly host?: string;
  /** Where the report goes instead of the drills' own folder. */
  readonly report?: string;
}

/**
 * A game day: breaks a host while Foghorn watches it, lets people work, and writes down what came of it. Gives the
 * path of the report. Errors: `usage` for a fault nobody knows, `no-host`, `conflict` for another engine or a host that
 * is broken already, `deadline` for one that does not become quiet, `interrupted` before anything was broken.
 */
export async function drill(lab: Lab, order: DrillOrder, talk: DrillTalk): Promise<string> {
  const chosen = chooseFault(order.fault);
  const fault = `${chosen.fault.id}:${chosen.variant}`;
  const host = await drillHost(lab, order, talk);
  const dataDir = talk.dataDir ?? join(lab.stateDir, "drill");
  try {
    await startWorkload(lab, host.name);
    const engine = await versionOf(lab, host.name);
    const startedAt = Date.now();
    const foghorn = await drillFoghorn(lab, host.name, chosen.fault, dataDir);
    const { database } = await connect(join(dataDir, DATABASE_FILE));
    try {
      talk.onReady?.(foghorn);
      for (const line of signInWords(lab, foghorn, host.name)) talk.print(line);
      await waitForQuiet(database, host.name, startedAt, talk);
      const { begunAt } = await breakHost(lab, host.name, fault);
      talk.say(`${host.name} is broken. The clock runs; Ctrl-C ends the drill.`);
      const end = await followIncidents(database, host.name, begunAt, talk);
      const { left, amiss } = await lookAtTheEnd(lab, host.name, host.engine, chosen);
      const run: DrillRun = {
        fault,
        did: chosen.fault.variants[chosen.variant] ?? "",
        mode: chosen.fault.id,
        hostId: host.name as HostId,
        engine,
        begunAt,
        endedAt: Date.now(),
        end,
        left,
        amiss,
      };
      const changes = await changesSince(database, host.name, begunAt);
      const rooms = await roomsSince(database, host.name, begunAt);
      const path = reportPath(order, dataDir, run, host.engine);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, drillMarkdown(drillReport({ run, changes, rooms })));
      if (left === "broken") talk.say(`${host.name} is still broken; the lab heals it`);
      for (const text of amiss) talk.say(`not as before the drill: ${text}`);
      talk.print(`Report: ${path}`);
      return path;
    } finally {
      await database.$disconnect();
      await foghorn.stop();
    }
  } finally {
    if (host.isOurs) await down(lab, host.name);
    else await healHost(lab, host.name);
  }
}

interface DrillHost {
  readonly name: string;
  readonly engine: Engine;
  readonly isOurs: boolean;
}

async function drillHost(lab: Lab, order: DrillOrder, { say, signal }: DrillTalk): Promise<DrillHost> {
  await assertNeeds(lab);
  if (order.host !== undefined) {
    const { name, engine, faults } = runningHost(lab, order.host);
    if (order.engine !== undefined && order.engine !== engine) {
      throw new LabError("conflict", `${name} is up with Docker ${engine}, not ${order.engine}`);
    }
    const [active] = faults;
    if (active) throw new LabError("conflict", `${name} has ${active.id} already; heal it first`);
    return { name, engine, isOurs: false };
  }
  const engine = order.engine ?? "26";
  // A name of its own: what Foghorn remembers of an earlier drill's host is not about this one.
  const name = `drill${engine}-${clockOf(Date.now())}`;
  if (labStatus(lab).some((other) => other.name === name)) {
    const words = `${name} is there already: another drill runs, or one was killed. Then take it down: down ${name}`;
    throw new LabError("conflict", words);
  }
  await up(lab, name, { engine, base: await ensureLayers(engine, false, { say, signal }), signal });
  return { name, engine, isOurs: true };
}

async function versionOf(lab: Lab, host: string): Promise<string> {
  const { body } = await askDocker(lab, host, "/version", 5_000);
  const { Version } = JSON.parse(body) as { readonly Version?: string };
  // "26.1.5+dfsg1" is how Debian names its build of 26.1.5.
  if (Version !== undefined) return Version.replace(/\+.*$/u, "");
  throw new LabError("command", `${host} does not say which engine it has: ${body}`);
}

/** "0930", UTC */
const clockOf = (at: number): string => new Date(at).toISOString().slice(11, 16).replace(":", "");

/** "2027-01-14-0930-daemon-hung-26.md" in the drills' folder, unless a path was given. */
function reportPath({ report }: DrillOrder, dataDir: string, run: DrillRun, engine: Engine): string {
  // npm moves to the checkout's root and says where it was called from.
  if (report !== undefined) return resolve(process.env.INIT_CWD ?? process.cwd(), report);
  const day = new Date(run.begunAt).toISOString().slice(0, 10);
  const name = `${day}-${clockOf(run.begunAt)}-${run.mode}-${engine}.md`;
  return join(dataDir, "drills", name);
}
