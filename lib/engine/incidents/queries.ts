import type { IncidentId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident.ts";
import { isLit, isOpen } from "../../domain/incidents/transitions.ts";
import type { Symptom } from "../../domain/symptom.ts";
import type { EvidenceView, IncidentSummary } from "../../protocol/incident-views.ts";
import type { Checklists } from "../checklists/checklists.ts";
import type { CapturedEvidence } from "../ports.ts";
import type { IncidentQueries, IncidentsDeps } from "./contract.ts";
import { createEarlier } from "./earlier.ts";
import { archiveOf } from "./incident-archive.ts";
import { toIncidentExport } from "./incident-export.ts";
import { factsOf } from "./incident-facts.ts";
import { postmortemPage, writePostmortem } from "./postmortem.ts";
import type { Recorder } from "./recorder.ts";
import { hashOfToken, snapshotOf } from "./shares.ts";

/** The list shows these; older ones are found by their address. */
const SUMMARY_LIMIT = 200;
const AFTER_LIMIT = 5_000;

const toEvidenceView = (evidence: CapturedEvidence): EvidenceView => ({
  id: evidence.id,
  hostId: evidence.hostId,
  subject: evidence.subject,
  title: evidence.title,
  capturedAt: evidence.capturedAt,
  lineCount: evidence.lines.length,
});

/** Parts that are lit for it: named by its symptoms, and cut off by them. Of what is over, those that were. */
function partsOf(incident: Incident, symptoms: readonly Symptom[]): IncidentSummary["parts"] {
  const parts: { -readonly [Part in keyof IncidentSummary["parts"]]: IncidentSummary["parts"][Part] } = {};
  const lit = symptoms.filter((symptom) =>
    isOpen(incident.state) ? isLit(symptom) : symptom.absorbedBy === undefined,
  );
  for (const { blast } of lit) for (const part of blast.parts) parts[part] = "hit";
  for (const { part, severity } of lit) {
    if (severity === "page") parts[part] = "fault";
    else if (parts[part] !== "fault") parts[part] = "warn";
  }
  return parts;
}

/** One line on where it stands now. */
function nowOf(incident: Incident, symptoms: readonly Symptom[]): string | undefined {
  const lit = symptoms.filter(isLit);
  if (lit.length > 0) return `${lit.length} of ${symptoms.length} lit`;
  if (symptoms.length === 0) return undefined;
  const recovering = symptoms.filter(({ state }) => state === "recovering").length;
  if (recovering > 0) return `recovering, ${recovering} not cleared yet`;
  return incident.state === "active" || incident.state === "triage" ? "nothing lit any more" : undefined;
}

function toSummary(incident: Incident, symptoms: readonly Symptom[]): IncidentSummary {
  const lead = (incident.roles.commander ?? incident.acknowledgedBy)?.name;
  const now = nowOf(incident, symptoms);
  return {
    ...incident,
    parts: partsOf(incident, symptoms),
    openSymptoms: symptoms.filter(({ state }) => state !== "cleared").length,
    ...(lead !== undefined && { lead }),
    ...(now !== undefined && { now }),
  };
}

export function createQueries(
  deps: IncidentsDeps,
  recorder: Recorder,
  checklists: Checklists,
): IncidentQueries {
  const { clock, stores, epoch, viewSymptoms } = deps;

  const evidence = async (incidentId: IncidentId): Promise<readonly EvidenceView[]> =>
    (await stores.incidents.evidence(incidentId)).map(toEvidenceView);

  const earlier = createEarlier(deps);

  return {
    summaries: async () => {
      const incidents = await stores.incidents.list({ limit: SUMMARY_LIMIT });
      const ids = [...new Set(incidents.flatMap(({ symptomIds }) => symptomIds))];
      const symptoms = new Map((await stores.symptoms.byIds(ids)).map((symptom) => [symptom.id, symptom]));
      return incidents.map((incident) =>
        toSummary(
          incident,
          incident.symptomIds.map((id) => symptoms.get(id)).filter((symptom) => symptom !== undefined),
        ),
      );
    },

    detail: async (incidentId) => {
      const incident = await stores.incidents.get(incidentId);
      if (!incident) return undefined;
      const symptoms = await stores.symptoms.byIds(incident.symptomIds);
      return {
        ...toSummary(incident, symptoms),
        symptoms: viewSymptoms(symptoms),
        checklists: await checklists.view(incident, symptoms),
        shares: await stores.shares.ofIncident(incidentId),
        evidence: await evidence(incidentId),
        seenBefore: await earlier(incident, symptoms),
      };
    },

    entries: async (incidentId, { tail, beforeSeq }) => {
      const incident = await stores.incidents.get(incidentId);
      if (!incident) return undefined;
      const rows = await stores.incidents.entries(incidentId, {
        limit: tail,
        ...(beforeSeq !== undefined && { beforeSeq }),
      });
      // The number of the last row that is sent: entries stored meanwhile come after it.
      const seq = rows.at(-1)?.seq ?? (beforeSeq === undefined ? incident.headSeq : beforeSeq - 1);
      return { epoch, seq, rows };
    },

    entriesAfter: async (incidentId, position, limit) => {
      const incident = await stores.incidents.get(incidentId);
      if (!incident || position.epoch !== epoch || position.seq > incident.headSeq) return undefined;
      const rows = await stores.incidents.entries(incidentId, {
        afterSeq: position.seq,
        limit: Math.min(limit, AFTER_LIMIT),
      });
      return { epoch, seq: rows.at(-1)?.seq ?? position.seq, rows };
    },

    evidence,
    attachment: async (incidentId, seq) => {
      const [entry] = await stores.incidents.entries(incidentId, { afterSeq: seq - 1, limit: 1 });
      if (entry?.seq !== seq || entry.body.kind !== "attachment.added") return undefined;
      const bytes = await stores.incidents.attachment(incidentId, seq);
      return bytes && { name: entry.body.name, mediaType: entry.body.mediaType, bytes };
    },
    postmortem: (incidentId) => writePostmortem(deps, checklists, incidentId),
    postmortemPage: (incidentId) => postmortemPage(deps, checklists, incidentId),
    incidentFile: async (incidentId) => {
      const facts = await factsOf(deps, checklists, incidentId);
      if (facts === undefined) return undefined;
      const json = `${JSON.stringify(toIncidentExport(facts), undefined, 2)}\n`;
      return { json, fileName: `${incidentId}.json` };
    },
    archive: (incidentId) => archiveOf(deps, checklists, incidentId),
    sharePreview: (incidentId, sharedBy) =>
      snapshotOf(deps, incidentId, { sharedBy, frozenAt: clock.now(), expiresAt: clock.now() }),
    shared: (shareId) => stores.shares.view(shareId, clock.now()),
    shareOfToken: (token) => stores.shares.byTokenHash(hashOfToken(token), clock.now()),
    openIncidents: recorder.listening,
    incidentOfSymptom: recorder.holderOf,
    checklistOfSymptom: checklists.ofSymptom,
  };
}
