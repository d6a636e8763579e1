import type { Milestone } from "#lib/domain/incident.ts";
import { STATE_WORDS } from "#lib/domain/incidents/state-words.ts";
import { lengthBetween } from "#lib/domain/length.ts";
import type { ListPlace } from "#lib/domain/runbooks/list-place.ts";
import type { EntryBody } from "#lib/domain/timeline.ts";
import { formatAge, formatClock } from "../ui/format.ts";
import type { MarkName } from "../ui/mark.tsx";
import type { EntryLook, LookContext } from "./look.ts";

/* What people decide, and the steps that tick: how these entries are drawn. */

const MILESTONE_WORDS: Readonly<Record<Milestone, string>> = {
  "impact-started": "the start of the impact",
  detected: "the detection",
  acknowledged: "the acknowledgement",
  mitigated: "the mitigation",
  resolved: "the resolution",
};

type StepTo = Extract<EntryBody, { kind: "step.changed" }>["to"];

const STEP_WORDS: Readonly<Record<StepTo, string>> = {
  passed: "passes",
  confirmed: "confirmed",
  regressed: "fails again and is open once more",
  ticked: "ticked",
  unticked: "took the tick back from",
  skipped: "skipped",
};

const STEP_MARK: Readonly<Record<StepTo, MarkName>> = {
  passed: "passed",
  confirmed: "passed",
  regressed: "failing",
  ticked: "was-ticked",
  unticked: "by-hand",
  skipped: "by-hand",
};

/** For which host or container a checklist is worked through. A path is what its host has one of. */
export function whereOf(on: ListPlace | undefined): Pick<EntryLook, "where"> {
  if (on === undefined) return {};
  const isOfHost = on.subject === "" || on.subject.startsWith("/");
  return { where: isOfHost ? on.hostId : `${on.hostId}, ${on.subject}` };
}

export const because = (reason: string | undefined): string =>
  reason === undefined || reason === "" ? "" : `: ${reason}`;

export function stateLook(body: Extract<EntryBody, { kind: "incident.state" }>): EntryLook {
  const into = body.mergedInto === undefined ? "" : ` into ${body.mergedInto}`;
  if (body.isReopened)
    return {
      shape: "state",
      mark: "page",
      words: `opened it again, as ${STATE_WORDS[body.to].toLowerCase()}${because(body.reason)}`,
    };
  const isEnd = body.to === "mitigated" || body.to === "resolved" || body.to === "closed";
  return {
    shape: "state",
    mark: isEnd ? "was-ticked" : "notice",
    words: `moved it from ${STATE_WORDS[body.from].toLowerCase()} to ${STATE_WORDS[body.to].toLowerCase()}${into}${because(body.reason)}`,
  };
}

export function stepLook(body: Extract<EntryBody, { kind: "step.changed" }>): EntryLook {
  const look = { shape: "tick", mark: STEP_MARK[body.to], ...whereOf(body.on) } as const;
  const after = `${body.reading === undefined ? "" : `: ${body.reading}`}${because(body.reason)}`;
  if (body.answer !== undefined)
    return { ...look, words: `answered “${body.stepTitle}” with ${body.answer}${after}` };
  if (body.to === "ticked" && body.reading !== undefined) {
    const words = `ticked “${body.stepTitle}”, but the check failed${after}`;
    return { ...look, words };
  }
  const isByHand = body.to === "ticked" || body.to === "unticked" || body.to === "skipped";
  return isByHand
    ? { ...look, words: `${STEP_WORDS[body.to]} “${body.stepTitle}”${after}` }
    : { ...look, lead: body.stepTitle, words: `${STEP_WORDS[body.to]}${after}` };
}

export function milestoneLook(
  body: Extract<EntryBody, { kind: "incident.milestone" }>,
  { detectedAt }: LookContext,
): EntryLook {
  const look = { shape: "state", mark: "notice" } as const;
  if (body.milestone === "acknowledged" && body.how === "recorded") {
    const after =
      detectedAt === undefined
        ? ""
        : `, ${formatAge(lengthBetween(detectedAt, body.milestoneAt))} after the detection`;
    return { ...look, words: `acknowledged${after}` };
  }
  const verb = body.how === "confirmed" ? "estimated" : "recorded";
  const basis = body.basis === "readings" ? ", when the readings passed again" : "";
  return {
    ...look,
    words: `${verb} ${MILESTONE_WORDS[body.milestone]}: ${formatClock(body.milestoneAt)}${basis}`,
  };
}

export const notApplicableLook = (
  body: Extract<EntryBody, { kind: "incident.milestone-not-applicable" }>,
): EntryLook => ({
  shape: "state",
  mark: "notice",
  words: `said that ${MILESTONE_WORDS[body.milestone]} is not applicable: ${body.reason}`,
});
