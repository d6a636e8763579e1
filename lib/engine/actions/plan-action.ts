import type { ActionTarget } from "../../domain/action.ts";
import { targetOf } from "../../domain/action.ts";
import { actionTitle, actionWords } from "../../domain/action-words.ts";
import { FoghornError } from "../../domain/errors.ts";
import type { ActionPlan } from "../../protocol/incident-views.ts";
import type { IncidentCommands } from "../incident-commands.ts";
import type { IncidentsDeps } from "../incidents/contract.ts";

type Input = Parameters<IncidentCommands["planAction"]>[0];

/** Name or id, as people and symptoms say it. */
async function findTarget(
  deps: IncidentsDeps,
  { hostId, container = "" }: Input,
): Promise<{ readonly target: ActionTarget; readonly state: string }> {
  const listed = deps
    .containersOf(hostId)
    .find(({ name, id }) => name === container || (container.length >= 12 && id.startsWith(container)));
  if (listed === undefined)
    throw new FoghornError("not-found", `No container on ${hostId} is called ${container || "so"}.`);
  const now = await deps.inspect(hostId, listed.id);
  if (!now.ok) throw new FoghornError("host-unreadable", `The container cannot be looked at: ${now.message}`);
  const { id, name, image, startedAt, state } = now.reading;
  return { target: { id, name, image, ...(startedAt !== undefined && { startedAt }) }, state };
}

/** What the dialog shows: what would run now, on what, what it breaks. Reads, and changes nothing. */
export async function planAction(deps: IncidentsDeps, input: Input): Promise<ActionPlan> {
  const { incidentId, hostId, verb } = input;
  const incident = await deps.stores.incidents.get(incidentId);
  if (!incident?.hostIds.includes(hostId))
    throw new FoghornError("not-found", `${hostId} is no host of this incident.`);
  const allowed = deps.actionsOf(hostId).find((known) => known.verb === verb);
  const found = targetOf(verb) === "container" ? await findTarget(deps, input) : undefined;
  const preview =
    verb === "prune.containers" || verb === "prune.images" || verb === "prune.build-cache"
      ? await deps.prunePreview(hostId, verb)
      : undefined;
  if (preview?.ok === false)
    throw new FoghornError("host-unreadable", `What it would take cannot be read: ${preview.message}`);
  return {
    verb,
    hostId,
    title: actionTitle(verb, hostId, found?.target),
    ...actionWords(verb, found?.target),
    isAllowed: allowed !== undefined,
    needsSecond: allowed?.needsSecond ?? false,
    readAt: deps.clock.now(),
    ...(found && { target: found.target, targetState: found.state }),
    ...(preview && { preview: preview.reading }),
  };
}
