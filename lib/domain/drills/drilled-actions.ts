import type { ActionOutcome, ActionVerb } from "../action.ts";
import { actionTitle } from "../action-words.ts";
import type { EpochMs } from "../time.ts";
import type { TimelineEntry } from "../timeline.ts";

/** One thing the gate was asked to do, as its entries tell it. */
export interface ActionRun {
  readonly verb: ActionVerb;
  readonly title: string;
  readonly at: EpochMs;
  readonly by: string;
  readonly agreedBy?: string;
  /** Absent: no end is known. */
  readonly end?: ActionOutcome | "withdrawn";
  readonly text?: string;
  readonly durationMs?: number;
  /** Of an unknown end: what a person found out. */
  readonly happened?: boolean;
}

/** All of them, oldest first, each with how it ended. */
export function actionRuns(entries: readonly TimelineEntry[]): readonly ActionRun[] {
  const runs = new Map<string, ActionRun>();
  const end = (id: string, how: Partial<ActionRun>): void => {
    const run = runs.get(id);
    if (run !== undefined) runs.set(id, { ...run, ...how });
  };
  for (const { at, actor, body } of entries) {
    const by = actor.kind === "person" ? actor.name : "Foghorn";
    switch (body.kind) {
      case "action.asked":
      case "action.begun": {
        const { id, verb, hostId, target } = body.action;
        const asked = runs.get(id);
        const agreedBy = body.kind === "action.begun" ? body.agreedBy : undefined;
        runs.set(id, {
          verb,
          title: actionTitle(verb, hostId, target),
          at,
          by: asked?.by ?? by,
          ...(agreedBy !== undefined && { agreedBy }),
        });
        break;
      }
      case "action.withdrawn":
        end(body.actionId, { end: "withdrawn" });
        break;
      case "action.ended":
        end(body.actionId, {
          end: body.outcome,
          text: body.text,
          ...(body.durationMs !== undefined && { durationMs: body.durationMs }),
        });
        break;
      case "action.settled":
        end(body.actionId, { happened: body.happened });
        break;
      default:
    }
  }
  return [...runs.values()];
}
