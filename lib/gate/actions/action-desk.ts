import { type ActionOutcome, type ActionVerb, type AllowedAction, targetOf } from "../../domain/action.ts";
import { messageOf } from "../../domain/errors.ts";
import { MINUTE_MS } from "../../domain/time.ts";
import type { ActionAnswer } from "../../gate-protocol/answers.ts";
import { GateError } from "../gate-error.ts";
import type { GateLog, GateLogEntry } from "../gate-log.ts";
import type { ActionKeys } from "./action-keys.ts";
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
  /** What an earlier gate left: its keys count, and what it began and never ended is logged as unknown. */
  readonly recall: () => void;
  /**
   * Checks, runs and logs one action; a client that goes does not end it. Throws GateError when nothing was run:
   * `not-allowed`, `busy` over the bounds, `unknown-container`. What the daemon said or did not say is an answer.
   * A key that was begun before is not run: the answer is what became of it then, `unknown` when nobody knows.
   */
  readonly run: (verb: ActionVerb, request: ActionRequest, host: ActionHost) => Promise<ActionAnswer>;
}

const PER_MINUTE = 10;

const LOST = "The gate ended before it heard what became of it.";

/** Of a key that was begun before: nothing is run under it again. */
const answerAgain = (state: ActionOutcome | "running"): ActionAnswer => ({
  outcome: state === "running" ? "unknown" : state,
  text: `This was asked for before${state === "running" ? " and runs" : `, and was ${state}`}; it is not run twice.`,
  durationMs: 0,
});

/** What the gate's own configuration allows, how often, and never the same thing twice. */
export function createActionDesk(log: GateLog, keys: ActionKeys, now: () => number): ActionDesk {
  let rules: readonly ActionRule[] = [];
  const busy = new Set<string>();

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

  /**
   * Takes a place among the bounds and writes the intent down before anything is called; gives the host back with what
   * is returned. What cannot be written down is not run.
   */
  function enter(hostId: string, intent: Extract<GateLogEntry, { kind: "action-begun" }>): () => void {
    if (keys.begunAfter(now() - MINUTE_MS).length >= PER_MINUTE)
      throw new GateError("busy", `${PER_MINUTE} actions were run within a minute; wait before the next`);
    if (busy.has(hostId)) throw new GateError("busy", `another action runs on ${hostId}`);
    try {
      keys.begin(intent.key);
      log.write(intent);
    } catch (error) {
      leave(intent.key, "refused", messageOf(error));
      throw new GateError("busy", `nothing was run: it cannot be written down first: ${messageOf(error)}`);
    }
    busy.add(hostId);
    return () => busy.delete(hostId);
  }

  function leave(key: string, outcome: ActionOutcome, message: string): void {
    try {
      log.write({ kind: "action-ended", key, outcome, message });
      keys.end(key, outcome);
    } catch {
      // What became of it is answered all the same; at the next start it is unknown here.
    }
  }

  return {
    allow(next) {
      rules = next;
    },
    allowedOn,
    assertAllowed,
    recall() {
      keys.recall();
      for (const key of keys.lost()) leave(key, "unknown", LOST);
    },
    async run(verb, request, host) {
      const hostId = host.address.id;
      const { key, by, agreedBy, target } = request;
      const rule = assertAllowed(verb, hostId);
      if (rule.needsSecond && (agreedBy === undefined || agreedBy === by))
        throw new GateError("not-allowed", `${verb} on ${hostId} needs a second person to agree`);
      if ((target !== undefined) !== (targetOf(verb) === "container"))
        throw new GateError("bad-request", `${verb} and its target do not fit`);
      const before = keys.stateOf(key);
      if (before !== undefined) return answerAgain(before);
      const free = enter(hostId, {
        kind: "action-begun",
        key,
        verb,
        host: hostId,
        by,
        ...(agreedBy && { agreedBy }),
        ...(target && { container: target.id }),
      });
      try {
        const answer = await performAction(verb, request, host);
        leave(key, answer.outcome, answer.text);
        return answer;
      } catch (error) {
        leave(key, "refused", messageOf(error));
        throw error;
      } finally {
        free();
      }
    },
  };
}
