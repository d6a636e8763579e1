import { FoghornError } from "../../domain/errors.ts";
import type { Incident, IncidentState, Milestone } from "../../domain/incident.ts";
import { passedAgainAt } from "../../domain/incidents/milestone-words.ts";
import type { Symptom } from "../../domain/symptom.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { IncidentCommands, Person } from "../incident-commands.ts";
import type { EntryDraft } from "../ports-incidents.ts";
import type { IncidentsDeps } from "./contract.ts";
import { entry } from "./drafts.ts";
import type { Recorder } from "./recorder.ts";
import { REASON_LIMIT, requireText } from "./require.ts";

/** A browser's clock may run ahead by this much before a time counts as the future. */
const CLOCK_TOLERANCE_MS = 5_000;

function requirePast(at: EpochMs, now: EpochMs): void {
  if (!Number.isSafeInteger(at) || at <= 0 || at > now + CLOCK_TOLERANCE_MS) {
    throw new FoghornError("invalid-input", "The time has to be in the past.");
  }
}

/** It was over before somebody said so: that time stands beside the act, and says where it is from. */
export function endedDrafts(input: {
  readonly to: IncidentState;
  readonly endedAt: EpochMs | undefined;
  readonly symptoms: readonly Symptom[];
  readonly by: Person;
  readonly now: EpochMs;
}): readonly EntryDraft[] {
  const { to, endedAt, symptoms, by, now } = input;
  if (endedAt === undefined) return [];
  if (to !== "mitigated" && to !== "resolved")
    throw new FoghornError("invalid-input", "Only what is mitigated or resolved has an end.");
  requirePast(endedAt, now);
  return [
    entry(now, by, {
      kind: "incident.milestone",
      milestone: to,
      milestoneAt: endedAt,
      how: "confirmed",
      ...(passedAgainAt(symptoms) === endedAt && { basis: "readings" }),
    }),
  ];
}

/** A milestone follows from an act before its time can be corrected. */
function requireReached({ state, milestones }: Incident, milestone: Milestone): void {
  const isEnd = milestone === "mitigated" || milestone === "resolved";
  if (isEnd && milestones[milestone] === undefined) {
    throw new FoghornError("conflict", `It is ${state}: set the state first, then correct its time.`);
  }
  if (milestone === "acknowledged" && milestones.acknowledged === undefined) {
    throw new FoghornError("conflict", "Nobody took it yet: acknowledge first, then correct the time.");
  }
}

/** What people know of the moments that figures count from. */
export function createMilestoneCommands(
  { clock }: IncidentsDeps,
  recorder: Recorder,
): Pick<IncidentCommands, "confirmMilestone" | "excludeMilestone"> {
  const change = async (
    incidentId: Incident["id"],
    plan: (incident: Incident) => readonly EntryDraft[],
  ): Promise<Incident> =>
    (
      await recorder.append(incidentId, (incident) => ({ entries: plan(incident) }), {
        isCommutative: true,
      })
    ).incident;
  return {
    confirmMilestone: ({ incidentId, milestone, milestoneAt, by }) =>
      change(incidentId, (incident) => {
        const now = clock.now();
        requirePast(milestoneAt, now);
        requireReached(incident, milestone);
        const { milestones, confirmedMilestones } = incident;
        const isSame = milestones[milestone] === milestoneAt && confirmedMilestones.includes(milestone);
        if (isSame) return [];
        return [entry(now, by, { kind: "incident.milestone", milestone, milestoneAt, how: "confirmed" })];
      }),

    excludeMilestone: ({ incidentId, milestone, reason, by }) =>
      change(incidentId, ({ milestones, confirmedMilestones, notApplicable }) => {
        const why = requireText(reason, "The reason", REASON_LIMIT);
        const isRecorded = milestones[milestone] !== undefined && !confirmedMilestones.includes(milestone);
        if (isRecorded)
          throw new FoghornError("conflict", "It was recorded as it happened; its time can be corrected.");
        if (notApplicable[milestone] === why) return [];
        return [
          entry(clock.now(), by, { kind: "incident.milestone-not-applicable", milestone, reason: why }),
        ];
      }),
  };
}
