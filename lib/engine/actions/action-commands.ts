import { type ActionVerb, AGREE_WITHIN_MS, type PlannedAction, targetOf } from "../../domain/action.ts";
import { actionWords } from "../../domain/action-words.ts";
import { errorCodeOf, FoghornError } from "../../domain/errors.ts";
import type { HostId, IncidentId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident.ts";
import type { IncidentAction } from "../../domain/incidents/incident-action.ts";
import type { IncidentCommands, Person } from "../incident-commands.ts";
import type { IncidentsDeps } from "../incidents/contract.ts";
import { entry } from "../incidents/drafts.ts";
import type { Recorder } from "../incidents/recorder.ts";
import type { EntryDraft } from "../ports-incidents.ts";
import { planAction } from "./plan-action.ts";
import { runAction } from "./run-action.ts";

type Commands = Pick<
  IncidentCommands,
  "planAction" | "runAction" | "agreeAction" | "withdrawAction" | "settleAction"
>;

const refuse = (message: string): never => {
  throw new FoghornError("conflict", message);
};

/** The action as the incident knows it; throws `not-found`. */
function actionOf(incident: Incident, actionId: string): IncidentAction {
  const action = incident.actions?.find(({ id }) => id === actionId);
  if (action === undefined) throw new FoghornError("not-found", "There is no such action in this incident.");
  return action;
}

function assertTyped(typedHost: string, hostId: HostId): void {
  if (typedHost !== hostId)
    throw new FoghornError("invalid-input", `typedHost: type the name of the host, ${hostId}.`);
}

/** What people let the gate do, and what became of it. Each decision is stored before anything is asked of the gate. */
export function createActionCommands(deps: IncidentsDeps, recorder: Recorder): Commands {
  const { clock, stores } = deps;

  const allowedOn = (verb: ActionVerb, hostId: HostId) => {
    const allowed = deps.actionsOf(hostId).find((known) => known.verb === verb);
    if (allowed === undefined)
      throw new FoghornError("forbidden", `The gate's foghorn.yaml does not list ${verb} for ${hostId}.`);
    return allowed;
  };

  /** Stores the intent; the one that stored it runs it. */
  async function begin(
    incidentId: IncidentId,
    plan: (incident: Incident) => {
      readonly drafts: readonly EntryDraft[];
      readonly action: PlannedAction;
      readonly by: string;
      readonly agreedBy?: string;
    },
  ): Promise<Incident> {
    let planned: ReturnType<typeof plan> | undefined;
    const appended = await recorder.append(
      incidentId,
      (incident) => {
        planned = plan(incident);
        return { entries: planned.drafts };
      },
      { isCommutative: true },
    );
    const isNew = appended.entries.some(({ body }) => body.kind === "action.begun");
    if (isNew && planned) {
      const { action, by, agreedBy } = planned;
      void runAction(deps, recorder, incidentId, action, { by, ...(agreedBy && { agreedBy }) });
    }
    return appended.incident;
  }

  const begun = (action: PlannedAction, by: Person, agreedBy?: string): EntryDraft =>
    entry(
      clock.now(),
      by,
      { kind: "action.begun", action, ...(agreedBy !== undefined && { agreedBy }) },
      { clientKey: `action/${action.id}`, visibility: "internal" },
    );

  return {
    planAction: (input) => planAction(deps, recorder, input),

    runAction: async ({ incidentId, hostId, verb, target, typedHost, step, actionId, by }) => {
      const incident = await stores.incidents.get(incidentId);
      if (!incident) throw new FoghornError("not-found", `There is no incident ${incidentId}.`);
      if (!incident.hostIds.includes(hostId))
        throw new FoghornError("invalid-input", `hostId: ${hostId} is no host of this incident.`);
      const { needsSecond } = allowedOn(verb, hostId);
      assertTyped(typedHost, hostId);
      if ((target !== undefined) !== (targetOf(verb) === "container"))
        throw new FoghornError(
          "invalid-input",
          "target: a container is named for container verbs, and only there.",
        );
      const action: PlannedAction = {
        id: actionId,
        verb,
        hostId,
        command: actionWords(verb, target).command,
        ...(target && { target }),
        ...(step && { step }),
      };
      if (!needsSecond)
        return begin(incidentId, () => ({ drafts: [begun(action, by)], action, by: by.name }));
      const asked = entry(
        clock.now(),
        by,
        { kind: "action.asked", action, expiresAt: clock.now() + AGREE_WITHIN_MS },
        { clientKey: `action-asked/${action.id}`, visibility: "internal" },
      );
      return (await recorder.append(incidentId, () => ({ entries: [asked] }), { isCommutative: true }))
        .incident;
    },

    agreeAction: ({ incidentId, actionId, typedHost, by }) =>
      begin(incidentId, (incident) => {
        const { by: asker, state, expiresAt = 0, at: _, ...action } = actionOf(incident, actionId);
        if (state !== "asked") refuse("Somebody was first: this does not wait for anybody any more.");
        if (clock.now() >= expiresAt) refuse("The request has ended by itself. It has to be asked again.");
        if (asker.userId === by.userId)
          throw new FoghornError("forbidden", "Nobody can agree with themselves: another person has to.");
        allowedOn(action.verb, action.hostId);
        assertTyped(typedHost, action.hostId);
        const { id, verb, hostId, target, command, step } = action;
        const planned: PlannedAction = {
          id,
          verb,
          hostId,
          command,
          ...(target && { target }),
          ...(step && { step }),
        };
        return {
          drafts: [begun(planned, { kind: "person", ...asker }, by.name)],
          action: planned,
          by: asker.name,
          agreedBy: by.name,
        };
      }),

    withdrawAction: async ({ incidentId, actionId, by }) => {
      const plan = (incident: Incident) => {
        const { state, verb, hostId } = actionOf(incident, actionId);
        if (state !== "asked") refuse("It does not wait for anybody any more.");
        const body = { kind: "action.withdrawn", actionId, verb, hostId } as const;
        return { entries: [entry(clock.now(), by, body, { visibility: "internal" })] };
      };
      return (await recorder.append(incidentId, plan, { isCommutative: true })).incident;
    },

    settleAction: async ({ incidentId, actionId, happened, by }) => {
      const plan = (incident: Incident) => {
        const { state, verb, hostId, happened: known } = actionOf(incident, actionId);
        if (state !== "unknown") refuse("Its end is known.");
        if (known !== undefined) refuse("Somebody was first: it is settled.");
        const body = { kind: "action.settled", actionId, verb, hostId, happened } as const;
        return { entries: [entry(clock.now(), by, body, { visibility: "internal" })] };
      };
      return (await recorder.append(incidentId, plan, { isCommutative: true })).incident;
    },
  };
}

/** After a crash: what had begun and has no end is unknown, and is never asked of the gate again. */
export async function endLostActions({ clock }: IncidentsDeps, recorder: Recorder): Promise<void> {
  for (const { id, actions = [] } of recorder.listening())
    for (const { id: actionId, verb, hostId, state } of actions) {
      if (state !== "running") continue;
      const text = "Foghorn ended before it heard what became of it. It is not asked again.";
      const body = { kind: "action.ended", actionId, verb, hostId, outcome: "unknown", text } as const;
      const draft = entry(clock.now(), { kind: "foghorn" }, body, {
        clientKey: `action-ended/${actionId}`,
        visibility: "internal",
      });
      await recorder
        .append(id, () => ({ entries: [draft] }), { isCommutative: true })
        .catch((error: unknown) => {
          if (errorCodeOf(error) !== "not-found") throw error;
        });
    }
}
