import type { IncidentId } from "../ids.ts";
import type { Estimate, Incident, Milestone } from "../incident.ts";
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
  estimates: {},
  notApplicable: {},
  roles: {},
  hostIds: [],
  symptomIds: [],
  runbookIds: [],
  headSeq: 0,
  headHash: genesis,
});

const withItem = <T>(items: readonly T[], item: T): readonly T[] =>
  items.includes(item) ? items : [...items, item];

const without = <Value>(values: Readonly<Partial<Record<Milestone, Value>>>, gone: readonly Milestone[]) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !gone.some((one) => one === name)));

/** As if nobody had ever said anything of these. */
const forgotten = (incident: Incident, gone: readonly Milestone[]): Incident => ({
  ...incident,
  milestones: without(incident.milestones, gone),
  confirmedMilestones: incident.confirmedMilestones.filter((milestone) => !gone.includes(milestone)),
  estimates: without(incident.estimates, gone),
  notApplicable: without(incident.notApplicable, gone),
});

/** Sets a milestone, unless a person has set it and this is no person's word. */
function withMilestone(
  incident: Incident,
  milestone: Milestone,
  at: EpochMs,
  estimate: Estimate | undefined,
): Incident {
  if (estimate === undefined && incident.confirmedMilestones.includes(milestone)) return incident;
  const open = forgotten(incident, [milestone]);
  const milestones = { ...open.milestones, [milestone]: at };
  if (estimate === undefined) return { ...open, milestones };
  return {
    ...open,
    milestones,
    confirmedMilestones: withItem(incident.confirmedMilestones, milestone),
    estimates: { ...open.estimates, [milestone]: estimate },
  };
}

/** Back to work: it is neither mitigated nor resolved any more, whatever was said before. */
const withoutEnd = (incident: Incident): Incident => forgotten(incident, ["mitigated", "resolved"]);

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
        return withMilestone(moved, body.to, entry.at, undefined);
      if (body.to === "active" || body.to === "triage") return withoutEnd(moved);
      return body.mergedInto === undefined ? moved : { ...moved, mergedInto: body.mergedInto };
    }
    case "incident.severity":
      return { ...incident, severity: body.to };
    case "incident.renamed":
      return { ...incident, title: body.to };
    case "incident.milestone": {
      const by = actor.kind === "person" ? actor.name : "Foghorn";
      const estimate =
        body.how === "confirmed" ? { by, ...(body.basis && { basis: body.basis }) } : undefined;
      const set = withMilestone(incident, body.milestone, body.milestoneAt, estimate);
      const isTaken = body.milestone === "acknowledged" && incident.acknowledgedBy === undefined;
      if (!isTaken || actor.kind !== "person") return set;
      return { ...set, acknowledgedBy: { userId: actor.userId, name: actor.name } };
    }
    case "incident.milestone-not-applicable": {
      const open = forgotten(incident, [body.milestone]);
      return { ...open, notApplicable: { ...open.notApplicable, [body.milestone]: body.reason } };
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
    case "runbook.updated":
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
