import type { Symptom } from "../symptom.ts";
import { MINUTE_MS } from "../time.ts";
import type { EntryGroup, Swing } from "./entry-group.ts";
import { happenedAt } from "./order-entries.ts";

/** Further apart than this they are two happenings. */
const WITHIN_MS = 5 * MINUTE_MS;
/** Below that each step is a fact of its own, read faster in its place. */
const CHANGES_MIN = 4;
const AWAY_MIN = 2;

interface Step {
  readonly of: Swing["of"];
  readonly key: string;
  readonly symptom: Symptom;
  readonly isBad: boolean;
}

/** A host takes all that is wrong on it along when it cannot be read. */
function stepOf({ kind, first: { body, actor } }: EntryGroup): Step | undefined {
  if (kind !== "one" || actor.kind === "person" || body.kind !== "symptom.changed") return undefined;
  const { change, symptom } = body;
  if (change === "unknown") {
    return { of: "reading", key: `reading ${symptom.hostId}`, symptom, isBad: symptom.isUnknown };
  }
  if (change !== "recovering" && change !== "relapsed") return undefined;
  return { of: "symptom", key: `symptom ${symptom.id}`, symptom, isBad: change === "relapsed" };
}

interface Draft {
  readonly key: string;
  readonly members: { readonly index: number; readonly step: Step }[];
  lastAt: number;
}

/** A symptom that does something else has not swung on: its order is the story. */
function endOthers(open: Map<string, Draft>, symptom: Symptom, key: string | undefined): void {
  for (const [known, draft] of open) {
    if (known !== key && draft.members.some(({ step }) => step.symptom.id === symptom.id)) open.delete(known);
  }
}

/** Away and back twice. */
const isEnough = ({ members }: Draft): boolean =>
  members.some(({ step: { symptom } }) => {
    const own = members.filter(({ step }) => step.symptom.id === symptom.id);
    return own.length >= CHANGES_MIN && own.filter(({ step }) => step.isBad).length >= AWAY_MIN;
  });

function toSwing({ members }: Draft): Swing | undefined {
  const last = members.at(-1)?.step;
  if (last === undefined) return undefined;
  const symptoms = [...new Map(members.map(({ step }) => [step.symptom.id, step.symptom])).values()];
  const timesOf = ({ id }: Symptom): number =>
    members.filter(({ step }) => step.symptom.id === id && step.isBad).length;
  return {
    of: last.of,
    hostId: last.symptom.hostId,
    symptoms,
    times: Math.max(...symptoms.map(timesOf)),
    isBad: last.isBad,
  };
}

function toGroup(groups: readonly EntryGroup[], swing: Swing): EntryGroup {
  const [first] = groups;
  const last = groups.at(-1);
  if (first === undefined || last === undefined) throw new RangeError("no group to fold");
  return {
    kind: "swing",
    first: first.first,
    last: last.last,
    times: swing.times,
    lastAt: Math.max(...groups.map(({ lastAt }) => lastAt)),
    entries: groups.flatMap(({ entries }) => entries),
    swing,
  };
}

/** What goes and comes back twice or more becomes one group at its first step. */
export function foldSwings(groups: readonly EntryGroup[]): readonly EntryGroup[] {
  const drafts: Draft[] = [];
  let open = new Map<string, Draft>();
  for (const [index, group] of groups.entries()) {
    const { body, actor } = group.first;
    if (actor.kind === "person") open = new Map();
    // New evidence is no new state.
    if (body.kind !== "symptom.changed" || body.change === "updated") continue;
    const step = stepOf(group);
    endOthers(open, body.symptom, step?.key);
    if (step === undefined) continue;
    const known = open.get(step.key);
    if (known && happenedAt(group.first) - known.lastAt <= WITHIN_MS) {
      known.members.push({ index, step });
      known.lastAt = group.lastAt;
      continue;
    }
    const begun: Draft = { key: step.key, members: [{ index, step }], lastAt: group.lastAt };
    open.set(step.key, begun);
    drafts.push(begun);
  }
  const rows: (EntryGroup | undefined)[] = [...groups];
  for (const draft of drafts.filter(isEnough)) {
    const swing = toSwing(draft);
    const parts = draft.members.flatMap(({ index }) => groups[index] ?? []);
    const [first] = draft.members;
    if (swing === undefined || first === undefined) continue;
    for (const { index } of draft.members) rows[index] = undefined;
    rows[first.index] = toGroup(parts, swing);
  }
  return rows.filter((row) => row !== undefined);
}
