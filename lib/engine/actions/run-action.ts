import { randomUUID } from "node:crypto";
import type { ActionOutcome, PlannedAction } from "../../domain/action.ts";
import { messageOf } from "../../domain/errors.ts";
import type { IncidentId } from "../../domain/ids.ts";
import { redactTogether } from "../../domain/incidents/redact-value.ts";
import type { ActionAnswer } from "../../gate-protocol/answers.ts";
import type { IncidentsDeps } from "../incidents/contract.ts";
import { entry, evidenceDraft, FOGHORN } from "../incidents/drafts.ts";
import type { Recorder } from "../incidents/recorder.ts";
import type { EntryDraft } from "../ports-incidents.ts";

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

/** A check ticks itself by its reading; an action is done when the gate did it. */
async function isForHand(
  { stores }: IncidentsDeps,
  incidentId: IncidentId,
  { runbookId, stepId }: NonNullable<PlannedAction["step"]>,
): Promise<boolean> {
  const lists = await stores.incidents.checklists(incidentId);
  const list = lists.find(({ runbook }) => runbook.id === runbookId);
  const step = list?.runbook.steps.find(({ id }) => id === stepId);
  return step !== undefined && step.kind !== "check" && step.kind !== "verify";
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
    if (outcome === "done" && step !== undefined && (await isForHand(deps, incidentId, step))) {
      const { runbookId, stepId, title } = step;
      const reason = `${action.command}: ${deps.redact(text).text}`;
      const body = {
        kind: "step.changed",
        runbookId,
        stepId,
        stepTitle: title,
        to: "ticked",
        reason,
      } as const;
      drafts.push(entry(clock.now(), FOGHORN, body));
    }
    await recorder.append(incidentId, () => ({ entries: drafts }), { isCommutative: true });
  } catch (error) {
    // The storage tells of itself on every screen; the action stays "running" and becomes unknown at the next start.
    deps.failed(`the end of action ${actionId} could not be stored`, error);
  }
}
