import type { IncidentId } from "../ids.ts";
import type { Estimate, Incident, Milestone } from "../incident.ts";
import { type ListName, listKey } from "../runbooks/list-place.ts";
import { identityKey, type Symptom } from "../symptom.ts";
import type { EpochMs } from "../time.ts";

import type { Actor, TimelineEntry } from "../timeline.ts";
import { applyAction } from "./apply-action.ts";
import type { AttachReason } from "./attach-words.ts";

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
  links: [],
  changedBy: {},
  reopenedAt: [],
  roles: {},
  hostIds: [],
  symptomIds: [],
  attachedBy: {},
  apart: [],
  runbookIds: [],
  openLists: [],
  headSeq: 0,
  headHash: genesis,
});

const withItem = <T>(items: readonly T[], item: T): readonly T[] =>
  items.includes(item) ? items : [...items, item];

const withList = (lists: readonly ListName[], { runbookId, on }: ListName): readonly ListName[] => {
  const name: ListName = { runbookId, ...(on && { on }) };
  return lists.some((known) => listKey(known) === listKey(name)) ? lists : [...lists, name];
};

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

/** Evidence of an earlier beginning moves the proposal; no evidence moves it later. */
function withImpactOf(incident: Incident, symptom: Symptom): Incident {
  if (symptom.severity === "notice") return incident;
  const proposedImpactAt = Math.min(incident.proposedImpactAt ?? symptom.sinceAt, symptom.sinceAt);
  return proposedImpactAt === incident.proposedImpactAt ? incident : { ...incident, proposedImpactAt };
}

function attached(incident: Incident, symptom: Symptom, because: AttachReason | undefined): Incident {
  const { id, hostId } = symptom;
  return {
    ...incident,
    symptomIds: withItem(incident.symptomIds, id),
    hostIds: withItem(incident.hostIds, hostId),
    attachedBy: because === undefined ? incident.attachedBy : { ...incident.attachedBy, [id]: because },
    // Whoever attaches it by hand takes their word back.
    apart: incident.apart.filter((identity) => identity !== identityKey(symptom)),
  };
}

/** Its entries stay; what its host says from now on is told only while something else of it is attached. */
function detached(incident: Incident, symptom: Symptom, isLast: boolean): Incident {
  const { [symptom.id]: _, ...attachedBy } = incident.attachedBy;
  const isHostGone = isLast && incident.namedHostIds?.includes(symptom.hostId) !== true;
  return {
    ...incident,
    symptomIds: incident.symptomIds.filter((id) => id !== symptom.id),
    hostIds: isHostGone ? incident.hostIds.filter((hostId) => hostId !== symptom.hostId) : incident.hostIds,
    attachedBy,
    apart: withItem(incident.apart, identityKey(symptom)),
  };
}

/** The one way in which the proposal moves later: the evidence of the earlier beginning is not this incident's. */
function withImpactNow(incident: Incident, impactNow: EpochMs | null | undefined): Incident {
  if (impactNow === undefined) return incident;
  const { proposedImpactAt: _, ...others } = incident;
  return impactNow === null ? others : { ...others, proposedImpactAt: impactNow };
}

const called = (incident: Incident, title: string | undefined): Incident =>
  title === undefined ? incident : { ...incident, title };

const nameOf = (actor: Actor): string => (actor.kind === "person" ? actor.name : "Foghorn");

function applyBody(incident: Incident, entry: TimelineEntry): Incident {
  const { body, actor } = entry;
  switch (body.kind) {
    case "incident.opened": {
      const { title, severity, hostIds } = body;
      const named = hostIds === undefined ? {} : { hostIds, namedHostIds: hostIds };
      const opened = { ...incident, title, severity, openedAt: entry.at, ...named };
      return actor.kind === "person" ? { ...opened, openedBy: actor.userId } : opened;
    }
    case "incident.state": {
      const { stateReason: _, ...before } = incident;
      const said = body.reason === undefined ? {} : { stateReason: body.reason };
      const changedBy = { ...incident.changedBy, state: nameOf(actor) };
      const moved: Incident = { ...before, ...said, state: body.to, stateAt: entry.at, changedBy };
      if (body.to === "mitigated" || body.to === "resolved")
        return withMilestone(moved, body.to, entry.at, undefined);
      if (body.to === "active" || body.to === "triage") {
        const back = withoutEnd(moved);
        return body.isReopened ? { ...back, reopenedAt: [...incident.reopenedAt, entry.at] } : back;
      }
      return body.mergedInto === undefined ? moved : { ...moved, mergedInto: body.mergedInto };
    }
    case "incident.severity":
      return {
        ...incident,
        severity: body.to,
        changedBy: { ...incident.changedBy, severity: nameOf(actor) },
      };
    case "incident.renamed":
      return {
        ...incident,
        title: body.to,
        changedBy: { ...incident.changedBy, title: nameOf(actor) },
      };
    case "incident.milestone": {
      const by = nameOf(actor);
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
    case "incident.linked": {
      const { how, incidentId, title } = body;
      return { ...incident, links: [...incident.links, { how, incidentId, title }] };
    }
    case "incident.role": {
      const { [body.role]: _, ...others } = incident.roles;
      return { ...incident, roles: body.to === undefined ? others : { ...others, [body.role]: body.to } };
    }
    case "symptom.attached":
      return called(
        withImpactOf(attached(incident, body.symptom, body.because), body.symptom),
        body.calledNow,
      );
    case "symptom.detached":
      return called(
        withImpactNow(detached(incident, body.symptom, body.isHostGone === true), body.impactNow),
        body.calledNow,
      );
    case "symptom.changed":
      return incident.symptomIds.includes(body.symptom.id) ? withImpactOf(incident, body.symptom) : incident;
    case "runbook.opened":
      return {
        ...incident,
        runbookIds: withItem(incident.runbookIds, body.runbookId),
        openLists: withList(incident.openLists, body),
      };
    case "action.asked":
    case "action.withdrawn":
    case "action.begun":
    case "action.ended":
    case "action.settled":
      return { ...incident, actions: applyAction(incident.actions ?? [], body, actor, entry.at) };
    case "runbook.updated":
    case "docker.event":
    case "engine.line":
    case "gap":
    case "host.changed":
    case "foghorn.restarted":
    case "note":
    case "note.edited":
    case "note.removed":
    case "entry.erased":
    case "removed":
    case "lines.pinned":
    case "reading.pinned":
    case "attachment.added":
    case "evidence.captured":
    case "step.changed":
    case "share.created":
    case "share.revoked":
    case "postmortem.changed":
    case "postmortem.erased":
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
