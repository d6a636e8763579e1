import type { Runbook, RunbookStep } from "../runbook.ts";
import { isNamed } from "../runbooks/list-place.ts";
import type { EpochMs } from "../time.ts";
import type { Actor, EntryBody } from "../timeline.ts";
import type { DrillRoom, DrillRun } from "./drill.ts";

type StepChanged = Extract<EntryBody, { kind: "step.changed" }>;

/** One thing that happened to a step. */
export interface StepEvent {
  readonly at: EpochMs;
  /** Absent when a check did it. */
  readonly by?: string;
  readonly to: StepChanged["to"];
  readonly reading?: string;
  readonly reason?: string;
  readonly answer?: "yes" | "no";
}

export interface StepHistory {
  readonly step: RunbookStep;
  readonly events: readonly StepEvent[];
  /** It stood as done by itself or by hand at the end; skipped is not gone through. */
  readonly isGoneThrough: boolean;
}

export interface ChecklistHistory {
  readonly runbook: Runbook;
  readonly steps: readonly StepHistory[];
  /** Somebody took a newer text during the drill; what is told of its steps may be about the one before. */
  readonly isChanged: boolean;
  /** Steps that only an earlier text has. */
  readonly gone: readonly { readonly title: string; readonly events: readonly StepEvent[] }[];
}

const GONE_THROUGH: readonly StepChanged["to"][] = ["passed", "confirmed", "ticked"];

/** Every step of a room's checklists with everything that happened to it since the host was broken. */
export function stepHistories({ entries, checklists }: DrillRoom, { begunAt }: DrillRun): ChecklistHistory[] {
  const since = entries.filter(({ at }) => at >= begunAt);
  return checklists.map((list) => {
    const { runbook } = list;
    const told = since.flatMap(({ at, actor, body }) =>
      body.kind === "step.changed" && isNamed(body, list)
        ? [{ stepId: body.stepId, title: body.stepTitle, event: toEvent(at, actor, body) }]
        : [],
    );
    const eventsOf = (id: string) => told.filter(({ stepId }) => stepId === id).map(({ event }) => event);
    const goneIds = new Map(
      told
        .filter(({ stepId }) => runbook.steps.every(({ id }) => id !== stepId))
        .map(({ stepId, title }) => [stepId, title]),
    );
    return {
      runbook,
      isChanged: since.some(({ body }) => body.kind === "runbook.updated" && isNamed(body, list)),
      gone: [...goneIds].map(([id, title]) => ({ title, events: eventsOf(id) })),
      steps: runbook.steps.map((step) => {
        const events = eventsOf(step.id);
        const last = events.at(-1);
        return { step, events, isGoneThrough: last !== undefined && GONE_THROUGH.includes(last.to) };
      }),
    };
  });
}

function toEvent(at: EpochMs, actor: Actor, { to, reading, reason, answer }: StepChanged): StepEvent {
  return {
    at,
    to,
    ...(actor.kind === "person" && { by: actor.name }),
    ...(reading !== undefined && { reading }),
    ...(reason !== undefined && { reason }),
    ...(answer !== undefined && { answer }),
  };
}

/** What a drill proves of one runbook: the line for its front matter, or why there is none. */
export type Exercise =
  | { readonly kind: "exercised"; readonly runbook: Runbook; readonly line: string }
  | { readonly kind: "not-exercised"; readonly runbook: Runbook; readonly why: string }
  | { readonly kind: "missed"; readonly runbook: Runbook; readonly steps: readonly string[] };

/** Only a drill that people brought to its end, on a host that they healed, proves a runbook. */
export function exerciseOf({ runbook, steps, isChanged }: ChecklistHistory, run: DrillRun): Exercise {
  if (run.left === "broken") {
    return { kind: "not-exercised", runbook, why: "the lab had to heal the host" };
  }
  if (run.end === "interrupted") {
    return { kind: "not-exercised", runbook, why: "the drill was ended before its incidents were" };
  }
  if (isChanged) return { kind: "not-exercised", runbook, why: "its text was changed during the drill" };
  const missed = steps.filter(({ isGoneThrough }) => !isGoneThrough).map(({ step }) => step.title);
  if (missed.length > 0) return { kind: "missed", runbook, steps: missed };
  const day = new Date(run.begunAt).toISOString().slice(0, 10);
  const before = (runbook.exercised ?? []).map(({ on, engine }) => `${on} on ${engine}`);
  const all = [...new Set([...before, `${day} on ${run.engine}`])].map((one) => JSON.stringify(one));
  return { kind: "exercised", runbook, line: `exercised: [${all.join(", ")}]` };
}
