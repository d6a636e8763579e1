import { FoghornError } from "../../domain/errors.ts";
import type { IncidentId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident.ts";
import { differencesOf, outdatedSteps } from "../../domain/runbooks/differences.ts";
import { isNamed, type ListName, nameOf, placeOf } from "../../domain/runbooks/list-place.ts";
import { isQuestion } from "../../domain/runbooks/way.ts";
import type { IncidentCommands } from "../incident-commands.ts";
import type { IncidentsDeps } from "../incidents/contract.ts";
import { entry } from "../incidents/drafts.ts";
import type { Recorder } from "../incidents/recorder.ts";
import { optionalText, REASON_LIMIT, requireText } from "../incidents/require.ts";
import type { createSerial } from "../incidents/serially.ts";
import { onlyEntry } from "../incidents/write-commands.ts";
import type { Checklists } from "./checklists.ts";
import { openRunbook } from "./open-runbooks.ts";

const MARK_OF = { ticked: "ticked", unticked: "open", skipped: "skipped" } as const;

/** What people do to checklists. */
export function createChecklistCommands(
  deps: IncidentsDeps,
  recorder: Recorder,
  checklists: Checklists,
  serial: ReturnType<typeof createSerial<string>>,
): Pick<IncidentCommands, "markStep" | "useRunbook" | "takeNewerRunbook"> {
  const { clock, stores } = deps;

  /** What is done there would be seen by nobody who goes on with the work. */
  async function requireUnmerged(incidentId: IncidentId): Promise<void> {
    const into = (await stores.incidents.get(incidentId))?.mergedInto;
    if (into !== undefined)
      throw new FoghornError(
        "conflict",
        `${incidentId} was merged into ${into}: its checklists go on there.`,
      );
  }

  return {
    markStep: ({ incidentId, runbookId, on, stepId, to, by, ...input }) =>
      // In turn with the checks of this incident: a step that ticks itself meanwhile is seen here.
      serial.run(`steps:${incidentId}`, async () => {
        await requireUnmerged(incidentId);
        const name: ListName = { runbookId, ...(on && { on }) };
        const checklist = (await checklists.of(incidentId)).find((list) => isNamed(name, list));
        const step = checklist?.runbook.steps.find(({ id }) => id === stepId);
        if (!checklist || !step)
          throw new FoghornError("not-found", "There is no such step in this incident.");
        const reason =
          to === "skipped"
            ? requireText(input.reason, "The reason for skipping", REASON_LIMIT)
            : optionalText(input.reason, "The reason", REASON_LIMIT);
        const state = checklist.steps.find((known) => known.stepId === stepId);
        // Another answer to the same question is no repetition.
        const isSame = input.answer === undefined || state?.answer === input.answer;
        if ((state?.mark ?? "open") === MARK_OF[to] && isSame) {
          throw new FoghornError(
            "conflict",
            `Somebody was first: the step is ${state?.mark ?? "open"} already.`,
          );
        }
        const locks = to === "ticked" ? checklists.locksOf(checklist, step) : [];
        if (locks.length > 0) {
          const titles = locks.map(
            (id) => `“${checklist.runbook.steps.find((other) => other.id === id)?.title ?? id}”`,
          );
          throw new FoghornError(
            "conflict",
            `The step is locked until ${titles.join(" and ")} ${titles.length === 1 ? "is" : "are"} done or skipped.`,
          );
        }
        const check = to === "ticked" ? checklists.readStep(incidentId, checklist, step) : undefined;
        const draft = entry(clock.now(), by, {
          kind: "step.changed",
          ...nameOf(checklist),
          stepId,
          stepTitle: step.title,
          to,
          ...(check?.outcome === "failing" && { reading: check.reading }),
          ...(reason !== undefined && { reason }),
          ...(to === "ticked" && isQuestion(step) && { answer: input.answer ?? "yes" }),
        });
        return onlyEntry(
          await recorder.append(incidentId, () => ({ entries: [draft] }), { isCommutative: true }),
        );
      }),

    useRunbook: async ({ incidentId, runbookId, symptomId, by }) => {
      await requireUnmerged(incidentId);
      const runbook = deps.runbooks().find(({ id }) => id === runbookId);
      if (!runbook) throw new FoghornError("not-found", `There is no runbook ${runbookId}.`);
      const incident = await stores.incidents.get(incidentId);
      if (!incident) throw new FoghornError("not-found", `There is no incident ${incidentId}.`);
      const symptoms = await stores.symptoms.byIds(incident.symptomIds);
      const served = symptoms.filter(({ mode }) => runbook.symptoms.includes(mode));
      const about = symptomId === undefined ? served[0] : served.find(({ id }) => id === symptomId);
      if (symptomId !== undefined && about === undefined) {
        const words = "The runbook is not for that symptom, or the symptom is not of this incident.";
        throw new FoghornError("not-found", words);
      }
      const opening = openRunbook(runbook, about, incident.hostIds[0], by, clock.now());
      // Taken before, also by an older version that named no place: nothing is opened twice.
      const isThere = (now: Incident) =>
        opening.checklists.some((list) => now.openLists.some((open) => isNamed(open, list)));
      const plan = (now: Incident) => (isThere(now) ? { entries: [] } : opening);
      return (await recorder.append(incidentId, plan, { isCommutative: true })).incident;
    },

    takeNewerRunbook: ({ incidentId, runbookId, on, version, by }) =>
      serial.run(`steps:${incidentId}`, async () => {
        await requireUnmerged(incidentId);
        const name: ListName = { runbookId, ...(on && { on }) };
        const checklist = (await checklists.of(incidentId)).find((list) => isNamed(name, list));
        const runbook = deps.runbooks().find(({ id }) => id === runbookId);
        if (!checklist || !runbook)
          throw new FoghornError("not-found", "There is no such runbook in this incident.");
        const before = checklist.runbook;
        if (before.version === version)
          throw new FoghornError(
            "conflict",
            "Somebody was first: the incident works with this text already.",
          );
        if (runbook.version !== version)
          throw new FoghornError("conflict", "The file was changed once more. Read again what differs.");
        const draft = entry(clock.now(), by, {
          kind: "runbook.updated",
          ...nameOf(checklist),
          title: runbook.title,
          from: before.version,
          version,
          differences: differencesOf(before, runbook),
        });
        const write = {
          entries: [draft],
          newerText: { runbook, ...placeOf(checklist), outdatedSteps: outdatedSteps(before, runbook) },
        };
        return (await recorder.append(incidentId, () => write, { isCommutative: true })).incident;
      }),
  };
}
