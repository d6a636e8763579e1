import type { HostId, IncidentId } from "../ids.ts";
import type { Incident } from "../incident.ts";
import { lengthBetween } from "../length.ts";
import type { FollowUp } from "../postmortem/document.ts";
import { inOrderOfUrgency } from "../postmortem/follow-ups.ts";
import type { Symptom } from "../symptom.ts";
import type { EpochMs } from "../time.ts";
import type { TimelineEntry } from "../timeline.ts";
import { leadSymptom } from "./opening.ts";

/** How near an earlier incident is to this one, nearest first. */
export const NEARNESS = ["thing", "service", "host", "elsewhere"] as const;
export type Nearness = (typeof NEARNESS)[number];

/** An earlier incident with the same cause: what helped then, and how long it took. */
export interface SeenBefore {
  readonly id: IncidentId;
  readonly title: string;
  readonly hostIds: readonly HostId[];
  readonly beganAt: EpochMs;
  readonly near: Nearness;
  /** To the end of the impact, else of the fault; absent where one of the two ends is unknown. */
  readonly took?: {
    readonly ms: number;
    readonly from: "impact" | "detection";
    readonly to: "mitigated" | "resolved";
  };
  /** In the words of the timeline; absent where nobody wrote it. */
  readonly fixed?: { readonly text: string; readonly by?: string };
  /** Actions of its postmortem that were open when the cause came back, or are by now; absent without any. */
  readonly openActions?: readonly FollowUp[];
}

const SHOWN = 5;

function tookOf({ milestones }: Incident): SeenBefore["took"] {
  const impact = milestones["impact-started"];
  const fromAt = impact ?? milestones.detected;
  const toAt = milestones.mitigated ?? milestones.resolved;
  if (fromAt === undefined || toAt === undefined || toAt < fromAt) return undefined;
  return {
    ms: lengthBetween(fromAt, toAt),
    from: impact === undefined ? "detection" : "impact",
    to: milestones.mitigated === undefined ? "resolved" : "mitigated",
  };
}

/** What a person wrote as they ended it, else the last that was done before: a step ticked, an action that succeeded. Entries in order. */
export function fixedBy(entries: readonly TimelineEntry[]): SeenBefore["fixed"] {
  const nameOf = ({ actor }: TimelineEntry) => (actor.kind === "person" ? { by: actor.name } : {});
  const newestFirst = entries.toReversed();
  for (const to of ["mitigated", "resolved"] as const) {
    for (const entry of newestFirst) {
      const { body } = entry;
      if (body.kind === "incident.state" && body.to === to && body.reason !== undefined)
        return { text: body.reason, ...nameOf(entry) };
    }
  }
  for (const entry of newestFirst) {
    const { body } = entry;
    if (body.kind === "step.changed" && body.to === "ticked")
      return { text: `last step ticked: ${body.stepTitle}`, ...nameOf(entry) };
    if (body.kind === "action.ended" && body.outcome === "done") {
      const begun = entries.find(
        ({ body: other }) => other.kind === "action.begun" && other.action.id === body.actionId,
      );
      if (begun?.body.kind === "action.begun")
        return { text: `last action done: ${begun.body.action.command}`, ...nameOf(begun) };
    }
  }
  return undefined;
}

function nearnessOf(
  now: Symptom,
  then: Symptom,
  serviceOf: (symptom: Symptom) => string | undefined,
): Nearness {
  if (then.hostId === now.hostId && then.subject === now.subject) return "thing";
  const service = serviceOf(now);
  if (service !== undefined && service === serviceOf(then)) return "service";
  return then.hostId === now.hostId ? "host" : "elsewhere";
}

/** What had been meant to happen and had not: also where somebody has done it since. */
const openSince = (followUps: readonly FollowUp[], cameBackAt: EpochMs): readonly FollowUp[] =>
  inOrderOfUrgency(followUps.filter(({ doneAt }) => doneAt === undefined || doneAt > cameBackAt));

/** Earlier incidents that the same fault led, the nearest and then the newest first. */
export function seenBefore(
  lead: Symptom,
  earlier: readonly {
    readonly incident: Incident;
    readonly symptoms: readonly Symptom[];
    readonly entries: readonly TimelineEntry[];
    readonly followUps: readonly FollowUp[];
  }[],
  serviceOf: (symptom: Symptom) => string | undefined,
): readonly SeenBefore[] {
  return earlier
    .flatMap(({ incident, symptoms, entries, followUps }): SeenBefore[] => {
      const then = leadSymptom(symptoms);
      if (then === undefined || then.mode !== lead.mode) return [];
      const took = tookOf(incident);
      const fixed = fixedBy(entries);
      const openActions = openSince(followUps, lead.sinceAt);
      const { id, title, hostIds, milestones, openedAt } = incident;
      return [
        {
          id,
          title,
          hostIds,
          beganAt: milestones["impact-started"] ?? milestones.detected ?? openedAt,
          near: nearnessOf(lead, then, serviceOf),
          ...(took && { took }),
          ...(fixed && { fixed }),
          ...(openActions.length > 0 && { openActions }),
        },
      ];
    })
    .sort((a, b) => NEARNESS.indexOf(a.near) - NEARNESS.indexOf(b.near) || b.beganAt - a.beganAt)
    .slice(0, SHOWN);
}
