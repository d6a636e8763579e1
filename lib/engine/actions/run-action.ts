import { randomUUID } from "node:crypto";
import type { ActionOutcome, PlannedAction } from "../../domain/action.ts";
import { messageOf } from "../../domain/errors.ts";
import type { IncidentId } from "../../domain/ids.ts";
import { redactTogether } from "../../domain/incidents/redact-value.ts";
import { conditionOf } from "../../domain/runbooks/current-step.ts";
import { isNamed, nameOf } from "../../domain/runbooks/list-place.ts";
import type { ActionAnswer } from "../../gate-protocol/answers.ts";
import type { IncidentsDeps } from "../incidents/contract.ts";
import { entry, evidenceDraft, FOGHORN } from "../incidents/drafts.ts";
import type { Recorder } from "../incidents/recorder.ts";
import type { EntryDraft, StoredChecklist } from "../ports-incidents.ts";

type Ended = Pick<ActionAnswer, "outcome" | "text"> & Partial<ActionAnswer>;

/** Refusals of the gate after which nothing was run. */
const NOTHING_RUN = [
  "not-allowed",
  "unknown-container",
  "unknown-host",
  "bad-request",
  "busy",
  "daemon",
  "not-visible",
];

/** A gate that refused has run nothing; one that broke off may have. */
function outcomeOf(error: unknown): Ended {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  const outcome: ActionOutcome = NOTHING_RUN.includes(code) ? "refused" : "unknown";
  return { outcome, text: messageOf(error) };
}

/** Goroutines as evidence of the incident: redacted, line by line. */
async function keepDump(
  { stores, redact, clock }: IncidentsDeps,
  { hostId }: PlannedAction,
  dump: string,
): Promise<EntryDraft> {
  const at = clock.now();
  const { texts } = redactTogether(dump.split("\n"), redact);
  const evidence = {
    id: randomUUID(),
    hostId,
    subject: "dockerd",
    title: "Goroutine dump",
    capturedAt: at,
    lines: texts.map((text) => ({ timeNano: `${at}000000`, stream: "stdout", text })),
  };
  await stores.evidence.save(evidence);
  return evidenceDraft(evidence, at);
}

/** The checklist of a step that is done when the gate did it. What has a check ticks itself by its reading. */
async function listToTick(
  { stores }: IncidentsDeps,
  incidentId: IncidentId,
  place: NonNullable<PlannedAction["step"]>,
): Promise<StoredChecklist | undefined> {
  const lists = await stores.incidents.checklists(incidentId);
  const list = lists.find((one) => isNamed(place, one));
  const step = list?.runbook.steps.find(({ id }) => id === place.stepId);
  return step !== undefined && conditionOf(step) === undefined ? list : undefined;
}

/**
 * Asks the gate for an action whose intent is stored, once, and stores what became of it: done, refused, failed or
 * unknown. Never rejects: an end that cannot be stored is found missing at the next start, and told as unknown.
 */
export async function runAction(
  deps: IncidentsDeps,
  recorder: Recorder,
  incidentId: IncidentId,
  action: PlannedAction,
  who: { readonly by: string; readonly agreedBy?: string },
): Promise<void> {
  const { clock } = deps;
  const { id: actionId, verb, hostId, step } = action;
  const ended: Ended = await deps.act(action, who).catch(outcomeOf);
  const { outcome, text, durationMs } = ended;
  try {
    const drafts: EntryDraft[] = [
      entry(
        clock.now(),
        FOGHORN,
        {
          kind: "action.ended",
          actionId,
          verb,
          hostId,
          outcome,
          text: deps.redact(text).text,
          ...(durationMs !== undefined && { durationMs }),
        },
        { clientKey: `action-ended/${actionId}`, visibility: "internal" },
      ),
    ];
    if (ended.dump !== undefined) drafts.push(await keepDump(deps, action, ended.dump));
    const list = outcome === "done" && step ? await listToTick(deps, incidentId, step) : undefined;
    if (list && step) {
      const body = {
        kind: "step.changed",
        ...nameOf(list),
        stepId: step.stepId,
        stepTitle: step.title,
        to: "ticked",
        reason: `${action.command}: ${deps.redact(text).text}`,
      } as const;
      drafts.push(entry(clock.now(), FOGHORN, body));
    }
    await recorder.append(incidentId, () => ({ entries: drafts }), { isCommutative: true });
  } catch (error) {
    // The storage tells of itself on every screen; the action stays "running" and becomes unknown at the next start.
    deps.failed(`the end of action ${actionId} could not be stored`, error);
  }
}
