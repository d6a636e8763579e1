import type { ActionOutcome, PlannedAction } from "../action.ts";
import type { UserId } from "../ids.ts";
import type { EpochMs } from "../time.ts";
import type { Actor, EntryBody } from "../timeline.ts";

/** An action of an incident, as its entries tell it. */
export interface IncidentAction extends PlannedAction {
  readonly by: { readonly userId: UserId; readonly name: string };
  /** asked: waits for a second person. running: the intent is stored, and no end is known yet. */
  readonly state: "asked" | "withdrawn" | "running" | ActionOutcome;
  readonly at: EpochMs;
  /** Of one that is asked for: it ends by itself then. */
  readonly expiresAt?: EpochMs;
  readonly agreedBy?: string;
  /** What the daemon or the gate said at the end. */
  readonly text?: string;
  readonly durationMs?: number;
  /** Of an unknown end: what a person found out. */
  readonly happened?: boolean;
}

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
