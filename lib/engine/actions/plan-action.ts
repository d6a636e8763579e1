import type { ActionTarget } from "../../domain/action.ts";
import { INVERSE_VERBS, targetChange, targetOf } from "../../domain/action.ts";
import { actionTitle, actionWords } from "../../domain/action-words.ts";
import { FoghornError } from "../../domain/errors.ts";
import type { ContainerId, HostId } from "../../domain/ids.ts";
import type { ActionCheck, ActionPlan } from "../../protocol/incident-views.ts";
import type { IncidentCommands } from "../incident-commands.ts";
import type { IncidentsDeps } from "../incidents/contract.ts";
import type { Recorder } from "../incidents/recorder.ts";

type Input = Parameters<IncidentCommands["planAction"]>[0];
type Found = Pick<ActionCheck, "tookMs" | "change" | "replacedBy"> & { readonly target: ActionTarget };

/** The container as it is now; undefined when the daemon knows none of this id. */
async function look(
  deps: IncidentsDeps,
  hostId: HostId,
  containerId: ContainerId,
): Promise<Found | undefined> {
  const now = await deps.inspect(hostId, containerId).catch((error: unknown) => {
    const { code = "", message = "no answer" } = error as { code?: unknown; message?: string };
    // The gate asks only about containers that its own list has.
    if (code === "unknown-container") return undefined;
    throw new FoghornError("host-unreadable", `The container cannot be looked at: ${message}`);
  });
  if (now === undefined || (!now.ok && now.status === 404)) return undefined;
  if (!now.ok) throw new FoghornError("host-unreadable", `The container cannot be looked at: ${now.message}`);
  const { id, name, image, startedAt, state } = now.reading;
  const target = { id, name, image, state, ...(startedAt !== undefined && { startedAt }) };
  return { target, tookMs: Math.round(now.durationMs) };
}

/** Name or id, as people and symptoms say it. */
async function findTarget(deps: IncidentsDeps, { hostId, container = "" }: Input): Promise<Found> {
  const listed = deps
    .containersOf(hostId)
    .find(({ name, id }) => name === container || (container.length >= 12 && id.startsWith(container)));
  const found = listed && (await look(deps, hostId, listed.id));
  if (found === undefined)
    throw new FoghornError("not-found", `No container on ${hostId} is called ${container || "so"}.`);
  return found;
}

/** Whether what somebody looks at is still that: nothing is run on another. */
async function lookAgain(deps: IncidentsDeps, hostId: HostId, seen: ActionTarget): Promise<Found> {
  const found = await look(deps, hostId, seen.id as ContainerId);
  const change = targetChange(seen, found?.target);
  const named = deps.containersOf(hostId).find(({ name, id }) => name === seen.name && id !== seen.id);
  return {
    ...(found ?? { target: seen }),
    ...(change !== undefined && { change }),
    ...(change !== undefined && named && { replacedBy: named.id }),
  };
}

/** The action of any incident that the host is busy with. */
function busyWith(recorder: Recorder, hostId: HostId): string | undefined {
  for (const { id, actions = [] } of recorder.listening()) {
    const running = actions.find((action) => action.state === "running" && action.hostId === hostId);
    if (running !== undefined) return `${actionTitle(running.verb, hostId, running.target)}, ${id}`;
  }
  return undefined;
}

/** What the dialog shows: what would run now, on what, what it breaks. Reads, and changes nothing. */
export async function planAction(deps: IncidentsDeps, recorder: Recorder, input: Input): Promise<ActionPlan> {
  const { hostId, verb, seen } = input;
  const allowedOf = (asked: typeof verb) => deps.actionsOf(hostId).find((known) => known.verb === asked);
  const allowed = allowedOf(verb);
  const find = () => (seen === undefined ? findTarget(deps, input) : lookAgain(deps, hostId, seen));
  const found = targetOf(verb) === "container" ? await find() : undefined;
  const preview =
    verb === "prune.containers" || verb === "prune.images" || verb === "prune.build-cache"
      ? await deps.prunePreview(hostId, verb)
      : undefined;
  if (preview?.ok === false)
    throw new FoghornError("host-unreadable", `What it would take cannot be read: ${preview.message}`);
  const { target, ...checked } = found ?? {};
  const busy = busyWith(recorder, hostId);
  const inverse = INVERSE_VERBS[verb];
  return {
    verb,
    hostId,
    title: actionTitle(verb, hostId, target),
    ...actionWords(verb, target),
    isAllowed: allowed !== undefined,
    needsSecond: allowed?.needsSecond ?? false,
    checked: { ...checked, at: deps.clock.now(), ...(busy !== undefined && { busyWith: busy }) },
    ...(target && { target }),
    ...(preview && { preview: preview.reading }),
    ...(inverse && { inverse: { verb: inverse, isAllowed: allowedOf(inverse) !== undefined } }),
  };
}
