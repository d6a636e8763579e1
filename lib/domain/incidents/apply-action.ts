import type { UserId } from "../ids.ts";
import type { EpochMs } from "../time.ts";
import type { Actor, EntryBody } from "../timeline.ts";
import type { IncidentAction } from "./incident-action.ts";

export type ActionBody = Extract<EntryBody, { kind: `action.${string}` }>;

/** Older ones stay on the timeline; an open one is never dropped. */
const KEPT = 20;

const isOpen = ({ state }: IncidentAction): boolean => state === "asked" || state === "running";

function kept(actions: readonly IncidentAction[]): readonly IncidentAction[] {
  const from = Math.max(0, actions.length - KEPT);
  return actions.filter((action, index) => index >= from || isOpen(action));
}

/** The actions of an incident after one more entry about them. */
export function applyAction(
  actions: readonly IncidentAction[],
  body: ActionBody,
  actor: Actor,
  at: EpochMs,
): readonly IncidentAction[] {
  const change = (id: string, to: Partial<IncidentAction>) =>
    actions.map((action) => (action.id === id ? { ...action, ...to } : action));
  switch (body.kind) {
    case "action.asked":
    case "action.begun": {
      const known = actions.find(({ id }) => id === body.action.id);
      const { kind: _, ...by } =
        actor.kind === "person" ? actor : { kind: "", userId: "" as UserId, name: "Foghorn" };
      const action: IncidentAction = {
        ...body.action,
        by: known?.by ?? by,
        at,
        ...(body.kind === "action.asked"
          ? { state: "asked", expiresAt: body.expiresAt }
          : { state: "running", ...(body.agreedBy !== undefined && { agreedBy: body.agreedBy }) }),
      };
      return kept([...actions.filter(({ id }) => id !== action.id), action]);
    }
    case "action.withdrawn":
      return change(body.actionId, { state: "withdrawn", at });
    case "action.ended":
      return change(body.actionId, {
        state: body.outcome,
        text: body.text,
        at,
        ...(body.durationMs !== undefined && { durationMs: body.durationMs }),
      });
    case "action.settled":
      return change(body.actionId, { happened: body.happened, at });
  }
}
