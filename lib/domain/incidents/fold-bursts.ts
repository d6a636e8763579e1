import { SECOND_MS } from "../time.ts";
import type { EntryGroup } from "./entry-group.ts";
import { happenedAt } from "./order-entries.ts";

/** One after the other within this time is one happening: compose and a stopping daemon end one after the other. */
const BURST_GAP_MS = 10 * SECOND_MS;
/** Two containers are read faster as two rows. */
const BURST_MIN = 3;

interface Burst {
  readonly at: number;
  readonly members: { readonly index: number; readonly group: EntryGroup }[];
  lastAt: number;
}

function toBurst(members: readonly EntryGroup[]): EntryGroup {
  const [first] = members;
  const last = members.at(-1);
  if (first?.ending === undefined || last === undefined) throw new RangeError("no group to fold");
  const containers = [...new Set(members.flatMap(({ ending }) => ending?.containers ?? []))];
  return {
    kind: "burst",
    first: first.first,
    last: last.last,
    times: members.reduce((sum, { times }) => sum + times, 0),
    lastAt: Math.max(...members.map(({ lastAt }) => lastAt)),
    entries: members.flatMap(({ entries }) => entries),
    ending: { how: first.ending.how, hostId: first.ending.hostId, containers, detail: "" },
    rows: members,
  };
}

/** The same end of several containers of one host, one after the other, becomes one group at its first. */
export function foldBursts(groups: readonly EntryGroup[]): readonly EntryGroup[] {
  const bursts: Burst[] = [];
  let open = new Map<string, Burst>();
  for (const [index, group] of groups.entries()) {
    if (group.first.actor.kind === "person") open = new Map();
    const { ending } = group;
    if (group.kind !== "ending" || ending === undefined) continue;
    const key = `${ending.hostId} ${ending.how}`;
    const burst = open.get(key);
    const [container] = ending.containers;
    const isAgain = burst?.members.some(({ group: known }) => known.ending?.containers[0] === container);
    if (burst && isAgain !== true && happenedAt(group.first) - burst.lastAt <= BURST_GAP_MS) {
      burst.members.push({ index, group });
      burst.lastAt = Math.max(burst.lastAt, group.lastAt);
      continue;
    }
    const begun: Burst = { at: index, members: [{ index, group }], lastAt: group.lastAt };
    open.set(key, begun);
    bursts.push(begun);
  }
  const whole = bursts.filter(({ members }) => members.length >= BURST_MIN);
  const first = new Map(whole.map((burst) => [burst.at, burst]));
  const inside = new Set(whole.flatMap(({ members }) => members.map(({ index }) => index)));
  return groups.flatMap((group, index) => {
    const burst = first.get(index);
    if (burst) return [toBurst(burst.members.map((member) => member.group))];
    return inside.has(index) ? [] : [group];
  });
}
