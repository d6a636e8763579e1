import { targetOf } from "../domain/action.ts";
import { FoghornError } from "../domain/errors.ts";
import type { HostId } from "../domain/ids.ts";
import type { IncidentsDeps } from "../engine/incidents/contract.ts";
import type { Gate } from "../engine/ports.ts";
import type { WatchedHost } from "../engine/watched-host.ts";
import { GATE_DEADLINE_MS } from "../gate-protocol/deadlines.ts";
import type { OperationName } from "../gate-protocol/operations.ts";

type ActionPorts = Pick<IncidentsDeps, "actionsOf" | "containersOf" | "inspect" | "prunePreview" | "act">;

/** What the gate takes beyond its own deadline until its answer is here. */
const ANSWER_MS = 5_000;

const within = (name: OperationName) => ({ deadlineMs: (GATE_DEADLINE_MS[name] ?? 0) + ANSWER_MS });

/** What guarded actions need: what is allowed, what is there, and the gate's operation of a verb, asked once. */
export const actionPorts = (
  gate: Gate,
  hostOf: (hostId: HostId) => Pick<WatchedHost, "gateHost" | "state"> | undefined,
): ActionPorts => ({
  actionsOf: (hostId) => hostOf(hostId)?.gateHost().actions ?? [],
  containersOf: (hostId) => hostOf(hostId)?.state().containers.lastGood?.reading ?? [],
  inspect: (host, id) => gate.ask("docker.inspect", { host, id }, within("docker.inspect")),
  prunePreview: (host, verb) => gate.ask("prune.preview", { host, verb }, within("prune.preview")),
  act({ id: key, verb, hostId: host, target }, who) {
    const decided = { host, key, ...who };
    if (
      verb === "engine.dump" ||
      verb === "prune.containers" ||
      verb === "prune.images" ||
      verb === "prune.build-cache"
    )
      return gate.ask(verb, decided, within(verb));
    if (target === undefined || targetOf(verb) !== "container")
      return Promise.reject(new FoghornError("invalid-input", `${verb} needs a container`));
    return gate.ask(verb, { ...decided, target }, within(verb));
  },
});
