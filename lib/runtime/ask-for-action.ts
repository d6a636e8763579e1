import { targetOf } from "../domain/action.ts";
import { FoghornError } from "../domain/errors.ts";
import type { IncidentsDeps } from "../engine/incidents/contract.ts";
import type { Gate } from "../engine/ports.ts";
import { GATE_DEADLINE_MS } from "../gate-protocol/deadlines.ts";

/** What the gate takes beyond its own deadline until its answer is here. */
export const ANSWER_MS = 5_000;

/** The gate's operation of a verb, asked once; what it answers or refuses is handed on as it is. */
export const askForAction =
  (gate: Gate): IncidentsDeps["act"] =>
  ({ id: key, verb, hostId: host, target }, who) => {
    const decided = { host, key, ...who };
    const options = { deadlineMs: GATE_DEADLINE_MS[verb] + ANSWER_MS };
    if (
      verb === "engine.dump" ||
      verb === "prune.containers" ||
      verb === "prune.images" ||
      verb === "prune.build-cache"
    )
      return gate.ask(verb, decided, options);
    if (target === undefined || targetOf(verb) !== "container")
      return Promise.reject(new FoghornError("invalid-input", `${verb} needs a container`));
    return gate.ask(verb, { ...decided, target }, options);
  };
