import { type ActionVerb, type AllowedAction, targetOf } from "../../domain/action.ts";
import type { ActionAnswer } from "../../gate-protocol/answers.ts";
import { GateError } from "../gate-error.ts";
import type { GateLog } from "../gate-log.ts";
import { type ActionHost, type ActionRequest, performAction } from "./perform.ts";

/** One entry of `actions:`: which verbs on which hosts, and whether somebody else has to agree. */
export interface ActionRule {
  readonly verbs: readonly ActionVerb[];
  /** Ids, or every host of the file. */
  readonly hosts: readonly string[] | "all";
  readonly needsSecond: boolean;
}

export interface ActionDesk {
  /** These rules are in force from now on; without any nothing is allowed. */
  readonly allow: (rules: readonly ActionRule[]) => void;
  readonly allowedOn: (hostId: string) => readonly AllowedAction[];
  /** Throws GateError `not-allowed` unless the configuration lists the verb for the host. */
  readonly assertAllowed: (verb: ActionVerb, hostId: string) => void;
  /**
   * Checks, runs and logs one action; a client that goes does not end it. Throws GateError when nothing was run:
   * `not-allowed`, `busy` over the bounds, `unknown-container`. What the daemon said or did not say is an answer.
   */
  readonly run: (verb: ActionVerb, request: ActionRequest, host: ActionHost) => Promise<ActionAnswer>;
}

const PER_MINUTE = 10;
const MINUTE_MS = 60_000;
const KEPT_KEYS = 1_000;

/** What the gate's own configuration allows, how often, and never the same thing twice. */
export function createActionDesk(log: GateLog, now: () => number): ActionDesk {
  let rules: readonly ActionRule[] = [];
  const begun: number[] = [];
  const busy = new Set<string>();
  const keys = new Set<string>();

  const rulesFor = (hostId: string): readonly ActionRule[] =>
    rules.filter(({ hosts }) => hosts === "all" || hosts.includes(hostId));

  function allowedOn(hostId: string): readonly AllowedAction[] {
    const found = new Map<ActionVerb, AllowedAction>();
    // Of two entries the stricter one holds.
    for (const { verbs, needsSecond } of rulesFor(hostId))
      for (const verb of verbs)
        found.set(verb, { verb, needsSecond: needsSecond || found.get(verb)?.needsSecond === true });
    return [...found.values()];
  }

  function assertAllowed(verb: ActionVerb, hostId: string): AllowedAction {
    const rule = allowedOn(hostId).find((allowed) => allowed.verb === verb);
    if (rule === undefined)
      throw new GateError("not-allowed", `${verb} is not listed for ${hostId} under actions in foghorn.yaml`);
    return rule;
  }

  /** Takes a place among the bounds; gives it back with the function that is returned. */
  function enter(hostId: string, key: string): () => void {
    if (keys.has(key))
      throw new GateError("not-allowed", "this action was asked for before; it is not run twice");
    const since = now() - MINUTE_MS;
    while ((begun[0] ?? since) < since) begun.shift();
    if (begun.length >= PER_MINUTE)
      throw new GateError("busy", `${PER_MINUTE} actions were run within a minute; wait before the next`);
    if (busy.has(hostId)) throw new GateError("busy", `another action runs on ${hostId}`);
    begun.push(now());
    busy.add(hostId);
    keys.add(key);
    const oldest = keys.values().next().value;
    if (keys.size > KEPT_KEYS && oldest !== undefined) keys.delete(oldest);
    return () => busy.delete(hostId);
  }

  return {
    allow(next) {
      rules = next;
    },
    allowedOn,
    assertAllowed,
    async run(verb, request, host) {
      const hostId = host.address.id;
      const { key, by, agreedBy, target } = request;
      const rule = assertAllowed(verb, hostId);
      if (rule.needsSecond && (agreedBy === undefined || agreedBy === by))
        throw new GateError("not-allowed", `${verb} on ${hostId} needs a second person to agree`);
      if ((target !== undefined) !== (targetOf(verb) === "container"))
        throw new GateError("bad-request", `${verb} and its target do not fit`);
      const leave = enter(hostId, key);
      const what = {
        key,
        verb,
        host: hostId,
        by,
        ...(agreedBy && { agreedBy }),
        ...(target && { container: target.id }),
      };
      try {
        // Written before the call: whatever becomes of the gate, that it asked is on the disk.
        log.write({ kind: "action-begun", ...what });
        const answer = await performAction(verb, request, host);
        log.write({ kind: "action-ended", key, outcome: answer.outcome, message: answer.text });
        return answer;
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        log.write({ kind: "action-ended", key, outcome: "refused", message });
        throw error;
      } finally {
        leave();
      }
    },
  };
}
