import type { IncidentId } from "../../domain/ids.ts";
import type { EvidenceView } from "../../protocol/incident-views.ts";
import type { Checklists } from "../checklists/checklists.ts";
import type { CapturedEvidence } from "../ports.ts";
import type { IncidentQueries, IncidentsDeps } from "./contract.ts";
import { createEarlier } from "./earlier.ts";
import { archiveOf } from "./incident-archive.ts";
import { toIncidentExport } from "./incident-export.ts";
import { factsOf } from "./incident-facts.ts";
import { postmortemPage, postmortemPreview, writePostmortem } from "./postmortem.ts";
import type { Recorder } from "./recorder.ts";
import type { ShareReadings } from "./share-readings.ts";
import { toSummary } from "./summary.ts";

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

export function createQueries(
  deps: IncidentsDeps,
  recorder: Recorder,
  checklists: Checklists,
  shares: ShareReadings,
): IncidentQueries {
  const { stores, epoch, viewSymptoms } = deps;

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
    postmortem: (incidentId, options) => writePostmortem(deps, checklists, incidentId, options),
    postmortemPage: (incidentId, options) => postmortemPage(deps, checklists, incidentId, options),
    postmortemPreview: (incidentId) => postmortemPreview(deps, checklists, incidentId),
    exportSummary: async (incidentId, options) => {
      const facts = await factsOf(deps, checklists, incidentId, options);
      if (facts === undefined) return undefined;
      const { redactions, internalCount, chosen } = facts;
      return { redactions, internalCount, chosen };
    },
    incidentFile: async (incidentId, options) => {
      const facts = await factsOf(deps, checklists, incidentId, options);
      if (facts === undefined) return undefined;
      const json = `${JSON.stringify(toIncidentExport(deps, facts), undefined, 2)}\n`;
      return { json, fileName: `${incidentId}.json` };
    },
    archive: (incidentId, options) => archiveOf(deps, checklists, incidentId, options),
    sharePreview: shares.sharePreview,
    shared: shares.shared,
    sharedNow: shares.sharedNow,
    shareOfToken: shares.shareOfToken,
    shares: shares.shares,
    openIncidents: recorder.listening,
    incidentOfSymptom: recorder.holderOf,
    checklistOfSymptom: checklists.ofSymptom,
  };
}
