import { actionTitle, OUTCOME_WORDS } from "#lib/domain/action-words.ts";
import type { ActionBody } from "#lib/domain/incidents/apply-action.ts";
import { formatDuration } from "../ui/format.ts";
import type { EntryLook } from "./look.ts";

/** What was asked of the gate, and each end of it, in words. */
export function actionLook(body: ActionBody): EntryLook {
  switch (body.kind) {
    case "action.asked": {
      const { verb, hostId, target, command } = body.action;
      return {
        shape: "state",
        mark: "guarded",
        words: `asks a second person to agree: ${actionTitle(verb, hostId, target)}, ${command}`,
      };
    }
    case "action.withdrawn":
      return { shape: "state", mark: "by-hand", words: `took back: ${actionTitle(body.verb, body.hostId)}` };
    case "action.begun": {
      const { verb, hostId, target, command } = body.action;
      const agreed = body.agreedBy === undefined ? "" : `, ${body.agreedBy} agreed`;
      return {
        shape: "state",
        mark: "action",
        words: `ran “${actionTitle(verb, hostId, target)}”${agreed}: ${command}`,
      };
    }
    case "action.ended": {
      const mark = {
        done: "was-ticked",
        refused: "failing",
        failed: "failing",
        unknown: "last-known",
      } as const;
      const took = body.durationMs === undefined ? "" : `, ${formatDuration(body.durationMs)}`;
      return {
        shape: "auto",
        mark: mark[body.outcome],
        lead: actionTitle(body.verb, body.hostId),
        words: `${OUTCOME_WORDS[body.outcome]}: ${body.text}${took}`,
      };
    }
    case "action.settled":
      return {
        shape: "state",
        mark: "was-ticked",
        words: `looked at “${actionTitle(body.verb, body.hostId)}”: it did${body.happened ? "" : " not"} happen`,
      };
  }
}
