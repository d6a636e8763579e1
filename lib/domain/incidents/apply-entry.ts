import type { IncidentId } from "../ids.ts";
import type { Incident, Milestone, Milestones } from "../incident.ts";
import type { Symptom } from "../symptom.ts";
import type { EpochMs } from "../time.ts";
import type { TimelineEntry } from "../timeline.ts";

/** What is there before the first entry. */
export const emptyIncident = (id: IncidentId, number: number, genesis: string): Incident => ({
  id,
  number,
  title: "",
  state: "triage",
  severity: "SEV3",
  openedAt: 0,
  milestones: {},
  confirmedMilestones: [],
  roles: {},
  hostIds: [],
  symptomIds: [],
  runbookIds: [],
  headSeq: 0,
  headHash: genesis,
});

const withItem = <T>(items: readonly T[], item: T): readonly T[] =>
  items.includes(item) ? items : [...items, item];

/** Sets a milestone, unless a person has set it and this is no person's word. */
function withMilestone(
  incident: Incident,
  milestone: Milestone,
  at: EpochMs,
  how: "recorded" | "confirmed",
): Incident {
  if (how === "recorded" && incident.confirmedMilestones.includes(milestone)) return incident;
  const confirmedMilestones =
    how === "confirmed" ? withItem(incident.confirmedMilestones, milestone) : incident.confirmedMilestones;
  return { ...incident, milestones: { ...incident.milestones, [milestone]: at }, confirmedMilestones };
}

/** Back to work: it is neither mitigated nor resolved any more, whatever was said before. */
function withoutEnd(incident: Incident): Incident {
  const isEnd = (milestone: Milestone) => milestone === "mitigated" || milestone === "resolved";
  const { mitigated, resolved, ...milestones }: Milestones = incident.milestones;
  if (mitigated === undefined && resolved === undefined) return incident;
  return {
    ...incident,
    milestones,
    confirmedMilestones: incident.confirmedMilestones.filter((milestone) => !isEnd(milestone)),
  };
}

/** Evidence of an earlier beginning moves the proposal; it never moves later. */
function withImpactOf(incident: Incident, symptom: Symptom): Incident {
  if (symptom.severity === "notice") return incident;
  const proposedImpactAt = Math.min(incident.proposedImpactAt ?? symptom.sinceAt, symptom.sinceAt);
  return proposedImpactAt === incident.proposedImpactAt ? incident : { ...incident, proposedImpactAt };
}

function applyBody(incident: Incident, entry: TimelineEntry): Incident {
  const { body, actor } = entry;
  switch (body.kind) {
    case "incident.opened": {
      const opened = { ...incident, title: body.title, severity: body.severity, openedAt: entry.at };
      return actor.kind === "person" ? { ...opened, openedBy: actor.userId } : opened;
    }
    case "incident.state": {
      const moved: Incident = { ...incident, state: body.to };
      if (body.to === "mitigated" || body.to === "resolved")
        return withMilestone(moved, body.to, entry.at, "recorded");
      if (body.to === "active" || body.to === "triage") return withoutEnd(moved);
      return body.mergedInto === undefined ? moved : { ...moved, mergedInto: body.mergedInto };
    }
    case "incident.severity":
      return { ...incident, severity: body.to };
    case "incident.renamed":
      return { ...incident, title: body.to };
    case "incident.milestone": {
      const set = withMilestone(incident, body.milestone, body.milestoneAt, body.how);
      const isTaken = body.milestone === "acknowledged" && incident.acknowledgedBy === undefined;
      if (!isTaken || actor.kind !== "person") return set;
      return { ...set, acknowledgedBy: { userId: actor.userId, name: actor.name } };
    }
    case "incident.role": {
      const { [body.role]: _, ...others } = incident.roles;
      return { ...incident, roles: body.to === undefined ? others : { ...others, [body.role]: body.to } };
    }
    case "symptom.attached":
      return withImpactOf(
        {
          ...incident,
          symptomIds: withItem(incident.symptomIds, body.symptom.id),
          hostIds: withItem(incident.hostIds, body.symptom.hostId),
        },
        body.symptom,
      );
    case "symptom.changed":
      return incident.symptomIds.includes(body.symptom.id) ? withImpactOf(incident, body.symptom) : incident;
    case "runbook.opened":
      return { ...incident, runbookIds: withItem(incident.runbookIds, body.runbookId) };
    case "docker.event":
    case "engine.line":
    case "gap":
    case "foghorn.restarted":
    case "note":
    case "lines.pinned":
    case "evidence.captured":
    case "step.changed":
    case "share.created":
    case "share.revoked":
    case "erased":
      return incident;
  }
}

/** The incident after one more entry. On the server and in the browser the same, so that neither can say another thing. */
export const applyEntry = (incident: Incident, entry: TimelineEntry): Incident => ({
  ...applyBody(incident, entry),
  headSeq: entry.seq,
  headHash: entry.hash,
});
