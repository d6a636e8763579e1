import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "#lib/adapters/prisma/connect.ts";
import { hasAccount, incidentsSince, isRead, litOn } from "#lib/adapters/prisma/read-host.ts";
import type { DrillRun } from "#lib/domain/drills/drill.ts";
import type { Incident, IncidentState } from "#lib/domain/incident.ts";
import { STATE_WORDS } from "#lib/domain/incidents/state-words.ts";
import { isVoid } from "#lib/domain/incidents/transitions.ts";
import { LabError } from "../errors.ts";
import type { DrillTalk } from "./talk.ts";

const LOOK_EVERY_MS = 500;
const QUIET_FOR_MS = 5_000;
const QUIET_WITHIN_MS = 180_000;
/** What is resolved is often looked at once more, written up and closed: the room stays open that long. */
const CLOSE_WITHIN_MS = 120_000;

type Talk = Pick<DrillTalk, "signal" | "say">;

/** Resolves once somebody can sign in, and Foghorn has read the host and finds nothing wrong with it for a while. Rejects with `deadline`, `interrupted`. */
export async function waitForQuiet(
  database: Database,
  host: string,
  startedAt: number,
  { signal, say }: Talk,
): Promise<void> {
  let endsAt = Date.now() + QUIET_WITHIN_MS;
  let quietFrom: number | undefined;
  let told = "";
  while (quietFrom === undefined || Date.now() - quietFrom < QUIET_FOR_MS) {
    if (signal.aborted) throw new LabError("interrupted", "interrupted; nothing was broken");
    const lit = (await litOn(database, host)).map(({ title }) => title);
    const hasPeople = await hasAccount(database);
    const isQuiet = lit.length === 0 && (await isRead(database, host, startedAt));
    // For people it may take as long as it takes.
    if (!hasPeople) endsAt = Date.now() + QUIET_WITHIN_MS;
    const isReady = isQuiet && hasPeople;
    quietFrom = isReady ? (quietFrom ?? Date.now()) : undefined;
    const unread = hasPeople ? "Foghorn has not read it yet" : "nobody has made an account yet";
    const why = lit.length === 0 ? unread : lit.join(", ");
    if (!isReady && Date.now() > endsAt) {
      const words = `${host} is not quiet after ${QUIET_WITHIN_MS / 1_000} s: ${why}`;
      throw new LabError("deadline", words);
    }
    if (!isReady && why !== told) say(`${host} is left alone until it is quiet: ${why}`);
    told = isReady ? told : why;
    await pause(LOOK_EVERY_MS);
  }
}

/**
 * Says what becomes of the host's incidents. Resolves when there was one and all have ended, or are resolved and nobody
 * closes them within two minutes, or when somebody ends the drill.
 */
export async function followIncidents(
  database: Database,
  host: string,
  begunAt: number,
  { signal, say }: Talk,
): Promise<DrillRun["end"]> {
  const told = new Map<string, IncidentState>();
  while (!signal.aborted) {
    const incidents = await incidentsSince(database, host, begunAt);
    for (const incident of incidents) tell(incident, told, say);
    if (isOver(incidents, Date.now())) return "over";
    await pause(LOOK_EVERY_MS);
  }
  return "interrupted";
}

function tell({ id, title, state }: Incident, told: Map<string, IncidentState>, say: Talk["say"]): void {
  const before = told.get(id);
  if (before === state) return;
  told.set(id, state);
  if (before === undefined) say(`${id} “${title}”: ${STATE_WORDS[state].toLowerCase()}`);
  else say(`${id}: ${STATE_WORDS[state].toLowerCase()}`);
  if (state === "resolved") say(`${id}: closing it ends the drill; so does leaving it for two minutes`);
}

export function isOver(incidents: readonly Pick<Incident, "state" | "stateAt">[], now: number): boolean {
  const hasEnded = ({ state, stateAt = now }: Pick<Incident, "state" | "stateAt">): boolean =>
    state === "closed" || isVoid(state) || (state === "resolved" && now - stateAt >= CLOSE_WITHIN_MS);
  return incidents.length > 0 && incidents.every(hasEnded);
}
