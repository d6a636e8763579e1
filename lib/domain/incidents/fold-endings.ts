import { SECOND_MS } from "../time.ts";
import type { Ending, EntryGroup } from "./entry-group.ts";
import { happenedAt } from "./order-entries.ts";

/** `docker stop` waits ten seconds by default before it kills, and a start follows within seconds. */
const WITHIN_MS = 15 * SECOND_MS;

const ASKS = new Set(["kill", "stop", "restart"]);
const PARTS_OF_END = new Set(["kill", "oom", "die", "stop", "start", "restart", "destroy"]);

/** Of what one group tells, when it is one event of a container that may be part of an end. */
function eventOf({ kind, first: { body, actor } }: EntryGroup) {
  if (kind !== "one" || actor.kind === "person" || body.kind !== "docker.event") return undefined;
  return PARTS_OF_END.has(body.action) ? body : undefined;
}

const actionsOf = (groups: readonly EntryGroup[]): readonly string[] =>
  groups.flatMap((group) => eventOf(group)?.action ?? []);

/** Whether an event can still be of the end that these began. A start is, when a `restart` follows it. */
function belongs(action: string, known: readonly string[], isRestart: boolean): boolean {
  if (known.includes("start")) return action === "restart" && known.includes("die");
  if (action === "kill" || action === "oom") return !known.includes("die");
  if (action === "start" && !isRestart) return false;
  return !known.includes(action);
}

function endingOf(groups: readonly EntryGroup[]): Ending | undefined {
  const actions = actionsOf(groups);
  const events = groups.flatMap((group) => eventOf(group) ?? []);
  const [first] = events;
  if (first === undefined) return undefined;
  const isStartOnly = actions.every((action) => action === "start");
  const death = events.find(({ action }) => action === "die");
  if (death === undefined && !isStartOnly) return undefined;
  const how = isStartOnly
    ? "started"
    : actions.includes("restart")
      ? "restarted"
      : actions.some((action) => ASKS.has(action))
        ? "stopped"
        : "died";
  const oom = actions.includes("oom") ? "out of memory" : "";
  const detail = [oom, death?.detail ?? ""].filter((text) => text !== "").join(", ");
  return { how, hostId: first.hostId, containers: [first.subject], detail };
}

function toGroup(groups: readonly EntryGroup[], ending: Ending): EntryGroup {
  const [first] = groups;
  const last = groups.at(-1);
  if (first === undefined || last === undefined) throw new RangeError("no group to fold");
  return {
    kind: "ending",
    first: first.first,
    last: last.last,
    times: Math.max(...groups.map((group) => (eventOf(group)?.action === "die" ? group.times : 1))),
    lastAt: Math.max(...groups.map(({ lastAt }) => lastAt)),
    entries: groups.flatMap(({ entries }) => entries),
    ending,
  };
}

/** Whether this start is the half of a restart: the daemon says so right after it. */
function isRestarted(groups: readonly EntryGroup[], index: number): boolean {
  const start = groups[index];
  const event = start && eventOf(start);
  if (start === undefined || event?.action !== "start") return false;
  for (let at = index + 1; at < groups.length; at += 1) {
    const next = groups[at];
    if (next === undefined) break;
    if (next.first.actor.kind === "person" || happenedAt(next.first) - start.lastAt > WITHIN_MS) return false;
    const other = eventOf(next);
    if (other?.subject === event.subject && other.hostId === event.hostId) return other.action === "restart";
  }
  return false;
}

/** The events of one container's end (kill, die, stop, and what a restart adds) become one group at their first. */
export function foldEndings(groups: readonly EntryGroup[]): readonly EntryGroup[] {
  const drafts: number[][] = [];
  let open = new Map<string, number[]>();
  for (const [index, group] of groups.entries()) {
    if (group.first.actor.kind === "person") open = new Map();
    const event = eventOf(group);
    if (event === undefined) continue;
    const key = `${event.hostId} ${event.subject}`;
    const draft = open.get(key);
    const known = (draft ?? []).flatMap((at) => groups[at] ?? []);
    const isNear = happenedAt(group.first) - (known.at(-1)?.lastAt ?? 0) <= WITHIN_MS;
    if (draft && isNear && belongs(event.action, actionsOf(known), isRestarted(groups, index))) {
      draft.push(index);
      continue;
    }
    const begun = [index];
    drafts.push(begun);
    open.set(key, begun);
  }
  const rows: (EntryGroup | undefined)[] = [...groups];
  for (const draft of drafts) {
    const parts = draft.flatMap((at) => groups[at] ?? []);
    const ending = endingOf(parts);
    if (ending === undefined) continue;
    for (const at of draft) rows[at] = undefined;
    rows[draft[0] ?? 0] = toGroup(parts, ending);
  }
  return rows.filter((row) => row !== undefined);
}
