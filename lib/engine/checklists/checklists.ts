import type { HostId, IncidentId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident.ts";
import type { CheckReading, PassCondition, RunbookStep, StepState } from "../../domain/runbook.ts";
import { advanceCheck, type CheckRun } from "../../domain/runbooks/advance-check.ts";
import { byCause } from "../../domain/runbooks/by-cause.ts";
import { conditionOf, isDone, locksOf, markNow, mayTick } from "../../domain/runbooks/current-step.ts";
import { listKey, nameOf } from "../../domain/runbooks/list-place.ts";
import { readSymptomCheck } from "../../domain/runbooks/symptom-check.ts";
import type { Symptom } from "../../domain/symptom.ts";
import { type EpochMs, SECOND_MS } from "../../domain/time.ts";
import type { ChecklistView } from "../../protocol/incident-views.ts";
import type { IncidentsDeps } from "../incidents/contract.ts";
import { entry, FOGHORN } from "../incidents/drafts.ts";
import type { Recorder } from "../incidents/recorder.ts";
import type { createSerial } from "../incidents/serially.ts";
import type { EntryDraft, StoredChecklist } from "../ports-incidents.ts";
import { toChecklistView } from "./checklist-view.ts";
import { holdChecklists } from "./held-checklists.ts";

/** Readings change every second or faster; a browser need not draw more often. */
const PUBLISH_EVERY_MS = SECOND_MS;
/** What was read again and says the same is as new as that: an age that only grows tells of a check that stopped. */
const TELL_AGE_EVERY_MS = 5 * SECOND_MS;

export interface Checklists {
  /** Evaluates the live checks of a host's open checklists. Returns at once; writes only when a step changes. */
  readonly hostChanged: (hostId: HostId) => void;
  readonly view: (incident: Incident, symptoms: readonly Symptom[]) => Promise<readonly ChecklistView[]>;
  /** Must be called when an entry opened a runbook or changed a step. */
  readonly changed: (incidentId: IncidentId) => void;
  readonly of: (incidentId: IncidentId) => Promise<readonly StoredChecklist[]>;
  /** What the check of a step says now; undefined without a check, and once nothing is read for the incident. */
  readonly readStep: (
    incidentId: IncidentId,
    checklist: StoredChecklist,
    step: RunbookStep,
  ) => CheckReading | undefined;
  /** Ids of the steps that have to be done before this one can be. */
  readonly locksOf: (checklist: StoredChecklist, step: RunbookStep) => readonly string[];
  /** The checklist that works on this symptom, as last read; for screens that cannot wait. */
  readonly ofSymptom: (symptom: Symptom) => StoredChecklist | undefined;
  /** Reads the checklists of what is open. */
  readonly start: () => Promise<void>;
}

/** Checklists of listening incidents, held in memory; their entries are the truth. */
export function createChecklists(
  deps: IncidentsDeps,
  recorder: Recorder,
  serial: ReturnType<typeof createSerial<string>>,
): Checklists {
  const { clock, stores, publish } = deps;
  const held = holdChecklists(stores.incidents.checklists);
  const runs = new Map<string, CheckRun>();
  const shown = new Map<
    IncidentId,
    { readonly words: string; readonly ages: string; readonly at: EpochMs }
  >();
  const busy = new Set<IncidentId>();

  function forgetEnded(): void {
    const listening = new Set<string>(recorder.listening().map(({ id }) => id));
    held.keep((id) => listening.has(id));
    for (const id of shown.keys()) if (!listening.has(id)) shown.delete(id);
    for (const key of runs.keys()) if (!listening.has(key.slice(0, key.indexOf("/")))) runs.delete(key);
  }

  function read(condition: PassCondition, checklist: StoredChecklist): CheckReading | undefined {
    const { symptomId, hostId, subject } = checklist;
    if (condition.probe === "symptom") {
      return readSymptomCheck(condition, symptomId && recorder.symptomOf(symptomId));
    }
    return hostId === undefined ? undefined : deps.readCheck(condition, hostId, subject);
  }

  /** What counts as done, with the readings of now. */
  const standing = (checklist: StoredChecklist) =>
    markNow(
      checklist.runbook.steps,
      checklist.symptomId && recorder.symptomOf(checklist.symptomId),
      (condition) => read(condition, checklist),
      checklist.steps,
    );

  /** Entries that follow from the readings now; runs move on. */
  function advance(incidentId: IncidentId, checklist: StoredChecklist): readonly EntryDraft[] {
    const marks = new Map<string, StepState["mark"]>(
      checklist.steps.map(({ stepId, mark }) => [stepId, mark]),
    );
    const symptom = checklist.symptomId && recorder.symptomOf(checklist.symptomId);
    const markOf = standing(checklist);
    return checklist.runbook.steps.flatMap((step) => {
      const mark = marks.get(step.id) ?? "open";
      const key = `${incidentId}/${listKey(nameOf(checklist))}/${step.id}`;
      const isOut = markOf(step.id) === "not-needed" || locksOf(step, markOf).length > 0;
      if (!isDone(mark) && (isOut || !mayTick(step, symptom))) {
        runs.delete(key);
        return [];
      }
      const condition = conditionOf(step);
      const reading = condition && read(condition, checklist);
      if (!reading) return [];
      const meaning = step.confirm === undefined ? "pass" : "confirm";
      const { run, to } = advanceCheck(runs.get(key), reading, mark, meaning);
      if (run) runs.set(key, run);
      else runs.delete(key);
      if (to === undefined) return [];
      const body = {
        kind: "step.changed",
        ...nameOf(checklist),
        stepId: step.id,
        stepTitle: step.title,
        to,
        reading: reading.reading,
      } as const;
      return [
        entry(clock.now(), FOGHORN, body, reading.readAt === undefined ? {} : { sourceAt: reading.readAt }),
      ];
    });
  }

  /** Tells browsers that readings differ from what they were last told, not more often than they can draw. */
  function publishReadings(incidentId: IncidentId, checklists: readonly StoredChecklist[]): void {
    const readings = checklists.flatMap((checklist) =>
      checklist.runbook.steps.map((step) => {
        const condition = conditionOf(step);
        return condition && read(condition, checklist);
      }),
    );
    const words = readings.map((reading) => `${reading?.outcome} ${reading?.reading}`).join("\n");
    const ages = readings.map((reading) => reading?.readAt ?? "").join(" ");
    const last = shown.get(incidentId);
    if (last?.words === words && last.ages === ages) return;
    const everyMs = last?.words === words ? TELL_AGE_EVERY_MS : PUBLISH_EVERY_MS;
    if (clock.now() - (last?.at ?? 0) < everyMs) return;
    shown.set(incidentId, { words, ages, at: clock.now() });
    publish.stateChanged(`incident:${incidentId}`);
  }

  async function evaluate(incidentId: IncidentId, hostId: HostId): Promise<void> {
    const ofHost = (await held.load(incidentId)).filter((checklist) => checklist.hostId === hostId);
    if (ofHost.length === 0) return;
    const entries = ofHost.flatMap((checklist) => advance(incidentId, checklist));
    publishReadings(incidentId, ofHost);
    if (entries.length === 0) return;
    await recorder.append(incidentId, () => ({ entries }), { isCommutative: true });
  }

  return {
    hostChanged: (hostId) => {
      forgetEnded();
      for (const { id, hostIds, runbookIds } of recorder.listening()) {
        if (runbookIds.length === 0 || !hostIds.includes(hostId) || busy.has(id)) continue;
        busy.add(id);
        // A write that failed is told by the storage's status; the run is still there, so the next reading tries again.
        serial
          .run(`steps:${id}`, () => evaluate(id, hostId))
          .catch(() => held.drop(id))
          .finally(() => busy.delete(id));
      }
    },

    view: async (incident, symptoms) => {
      const isLive = recorder.listening().some(({ id }) => id === incident.id);
      const checklists = await stores.incidents.checklists(incident.id);
      return byCause(checklists, symptoms).map((checklist) =>
        toChecklistView(
          checklist,
          symptoms,
          isLive ? (condition) => read(condition, checklist) : () => undefined,
          {
            runbooks: deps.runbooks(),
            openLists: incident.openLists,
            isLive,
            actions: checklist.hostId === undefined ? [] : deps.actionsOf(checklist.hostId),
            engine: checklist.hostId && deps.engineOf(checklist.hostId),
          },
        ),
      );
    },

    changed: (incidentId) => {
      held.drop(incidentId);
      // Watch and Host name the step too, and were told before it was read.
      serial
        .run(`held:${incidentId}`, () => held.load(incidentId))
        .then(() => publish.stateChanged("symptoms"))
        .catch(() => held.drop(incidentId));
    },
    of: (incidentId) => stores.incidents.checklists(incidentId),

    readStep: (incidentId, checklist, step) => {
      const condition = conditionOf(step);
      const isLive = recorder.listening().some(({ id }) => id === incidentId);
      return isLive ? condition && read(condition, checklist) : undefined;
    },

    locksOf: (checklist, step) => locksOf(step, standing(checklist)),

    ofSymptom: ({ id, hostId, mode, subject }) => {
      const incident = recorder.holderOf(id);
      const lists = (incident && held.lastOf(incident.id)) ?? [];
      return (
        lists.find(({ symptomId }) => symptomId === id) ??
        lists.find(
          (list) =>
            list.hostId === hostId &&
            (list.symptomId === undefined || list.subject === subject) &&
            list.runbook.symptoms.includes(mode),
        )
      );
    },

    start: async () => {
      await Promise.all(recorder.listening().map(({ id }) => held.load(id)));
    },
  };
}
