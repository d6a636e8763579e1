import type { Incident, IncidentState, Milestone } from "../incident.ts";
import { DURATIONS, type Duration, durationMs } from "../incidents/durations.ts";
import { lengthBetween } from "../length.ts";
import type { SymptomChange } from "../symptom.ts";
import type { EpochMs } from "../time.ts";
import type { TimelineEntry } from "../timeline.ts";
import type { Drilled, DrillRoom, DrillRun } from "./drill.ts";
import { type ActionRun, actionRuns } from "./drilled-actions.ts";
import { type ChecklistHistory, type Exercise, exerciseOf, stepHistories } from "./step-history.ts";
import { unusedOf } from "./unused.ts";

/** One moment of a drill. Without `at` it did not come; with `notApplicable` somebody said why it could not. */
export interface Moment {
  readonly name: string;
  readonly at?: EpochMs;
  /** From the break on, as the clocks show it. */
  readonly afterMs?: number;
  readonly by?: string;
  /** What was said with it. */
  readonly note?: string;
  readonly notApplicable?: string;
}

export interface RoomReport {
  readonly incident: Incident;
  readonly moments: readonly Moment[];
  /** As docs/incidents.md defines them, the break being the start of the impact. Absent is unknown, never zero. */
  readonly durations: readonly { readonly duration: Duration; readonly ms?: number }[];
  readonly checklists: readonly ChecklistHistory[];
  readonly exercises: readonly Exercise[];
  readonly actions: readonly ActionRun[];
  readonly gaps: readonly TimelineEntry[];
  readonly unused: readonly string[];
}

export interface DrillReport {
  readonly run: DrillRun;
  /** What Foghorn found: the fault seen and raised. */
  readonly found: readonly Moment[];
  /** Whatever else was seen on the host meanwhile. */
  readonly besides: readonly SymptomChange[];
  readonly rooms: readonly RoomReport[];
}

/** What came of a drill, from what was stored alone: no clock, nothing guessed, what is missing stays missing. */
export function drillReport({ run, changes, rooms }: Drilled): DrillReport {
  const since = changes.filter(({ at }) => at >= run.begunAt);
  const firstOf = (kind: SymptomChange["kind"]) =>
    since.find((change) => change.kind === kind && change.symptom.mode === run.mode);
  const seen = firstOf("seen");
  const raised = firstOf("raised");
  return {
    run,
    found: [
      momentOf(run, "Seen", seen && { at: seen.at, by: "Foghorn" }),
      momentOf(run, "Raised", raised && { at: raised.at, by: "Foghorn" }),
    ],
    besides: since.filter(({ kind, symptom }) => kind === "seen" && symptom.mode !== run.mode),
    rooms: rooms.map((room) => roomReport(run, room, seen?.at)),
  };
}

function roomReport(run: DrillRun, room: DrillRoom, seenAt: EpochMs | undefined): RoomReport {
  const moments = [
    momentOf(run, "Opened", openedIn(room, run)),
    milestoneOf(run, room, "acknowledged", "Acknowledged"),
    milestoneOf(run, room, "mitigated", "Mitigated"),
    milestoneOf(run, room, "resolved", "Resolved"),
    momentOf(run, "Closed", lastState(room, run, "closed")),
  ];
  const at = (name: string) => moments.find((moment) => moment.name === name)?.at;
  const known = {
    "impact-started": run.begunAt,
    detected: seenAt,
    acknowledged: at("Acknowledged"),
    mitigated: at("Mitigated"),
    resolved: at("Resolved"),
  };
  const milestones = Object.fromEntries(Object.entries(known).filter(([, moment]) => moment !== undefined));
  const checklists = stepHistories(room, run);
  const actions = actionRuns(room.entries);
  return {
    incident: room.incident,
    moments,
    durations: DURATIONS.map((duration) => {
      const ms = durationMs(duration, milestones);
      return ms === undefined ? { duration } : { duration, ms };
    }),
    checklists,
    exercises: checklists.map((checklist) => exerciseOf(checklist, run)),
    actions,
    gaps: room.entries.filter(({ body }) => body.kind === "gap" || body.kind === "foghorn.restarted"),
    unused: unusedOf(room, checklists, actions),
  };
}

type Happened = { readonly at: EpochMs; readonly by: string; readonly note?: string };

const momentOf = ({ begunAt }: DrillRun, name: string, happened: Happened | undefined): Moment =>
  happened === undefined ? { name } : { name, ...happened, afterMs: lengthBetween(begunAt, happened.at) };

const nameOf = ({ actor }: TimelineEntry): string => (actor.kind === "person" ? actor.name : "Foghorn");

function openedIn({ entries }: DrillRoom, { begunAt }: DrillRun): Happened | undefined {
  const opened = entries.find(({ body }) => body.kind === "incident.opened");
  // One that was open before the drill is not opened by it.
  return opened && opened.at >= begunAt ? { at: opened.at, by: nameOf(opened) } : undefined;
}

function lastState({ entries }: DrillRoom, { begunAt }: DrillRun, to: IncidentState): Happened | undefined {
  const entry = entries.findLast(({ at, body }) => {
    return at >= begunAt && body.kind === "incident.state" && body.to === to;
  });
  if (entry?.body.kind !== "incident.state") return undefined;
  const { reason } = entry.body;
  return { at: entry.at, by: nameOf(entry), ...(reason !== undefined && { note: reason }) };
}

/** A milestone with who set it; one from before the break belongs to an earlier life of the incident. */
function milestoneOf(run: DrillRun, room: DrillRoom, milestone: Milestone, name: string): Moment {
  const { incident, entries } = room;
  const notApplicable = incident.notApplicable[milestone];
  if (notApplicable !== undefined) return { name, notApplicable };
  const at = incident.milestones[milestone];
  if (at === undefined || at < run.begunAt) return { name };
  const state = lastState(room, run, milestone === "mitigated" ? "mitigated" : "resolved");
  const set = entries.findLast(({ body }) => {
    return body.kind === "incident.milestone" && body.milestone === milestone;
  });
  const by = set === undefined ? state?.by : nameOf(set);
  const isEstimate = incident.confirmedMilestones.includes(milestone);
  const said = milestone === "acknowledged" ? undefined : state?.note;
  const note = [...(isEstimate ? ["estimated"] : []), ...(said === undefined ? [] : [said])].join("; ");
  return momentOf(run, name, { at, by: by ?? "nobody", ...(note !== "" && { note }) });
}
