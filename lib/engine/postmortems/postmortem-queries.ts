import type { IncidentId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident.ts";
import { DURATIONS, durationMs } from "../../domain/incidents/durations.ts";
import { leadSymptom } from "../../domain/incidents/opening.ts";
import type { PostmortemDocument } from "../../domain/postmortem/document.ts";
import { postmortemDueAt } from "../../domain/postmortem/due.ts";
import { liveFigures } from "../../domain/postmortem/live-figures.ts";
import type { Symptom } from "../../domain/symptom.ts";
import type { PostmortemRow } from "../../protocol/postmortem-views.ts";
import type { IncidentsDeps } from "../incidents/contract.ts";
import { partsOf } from "../incidents/summary.ts";
import type { PostmortemQueries } from "./contract.ts";
import { inList, redactedActions } from "./for-readers.ts";
import { requireKept } from "./require-text.ts";
import type { Writers } from "./writers.ts";

/** Of these it is said where one is due; what was written stands in the list however long ago it was. */
const LOOKED_AT = 200;

const MITIGATE = DURATIONS.find(({ id }) => id === "mitigate");

const hasPostmortem = ({ state }: Incident): boolean => state === "resolved" || state === "closed";

/** A later incident whose first cause is of the same mode on the same host. */
function cameBackIn(
  incident: Incident,
  all: readonly { readonly incident: Incident; readonly lead: Symptom | undefined }[],
): string | undefined {
  const own = all.find((one) => one.incident.id === incident.id)?.lead;
  if (own === undefined) return undefined;
  return all.find(
    ({ incident: other, lead }) =>
      other.number > incident.number &&
      other.state !== "dismissed" &&
      other.state !== "merged" &&
      lead?.mode === own.mode &&
      lead.hostId === own.hostId,
  )?.incident.id;
}

export function createPostmortemQueries(
  { stores, postmortemTemplates, redact }: IncidentsDeps,
  writers: Writers,
): PostmortemQueries {
  const { postmortems } = stores;

  /** What figures stand on: as it is, or as it was when it was published. */
  async function basis(document: PostmortemDocument) {
    const version = document.published.at(-1)?.version;
    const frozen =
      document.status === "published" && version !== undefined
        ? await postmortems.frozen(document.incidentId, version)
        : undefined;
    if (frozen !== undefined) return frozen;
    const incident = await stores.incidents.get(document.incidentId);
    if (incident === undefined) return undefined;
    return { incident, symptoms: await stores.symptoms.byIds(incident.symptomIds) };
  }

  /** An open action is not forgotten because two hundred incidents came after it. */
  async function withOlder(
    newest: readonly Incident[],
    writtenIds: readonly IncidentId[],
  ): Promise<readonly Incident[]> {
    const known = new Set(newest.map(({ id }) => id));
    const older = await Promise.all(
      writtenIds.filter((id) => !known.has(id)).map((id) => stores.incidents.get(id)),
    );
    return [...newest, ...older.filter((incident) => incident !== undefined)];
  }

  return {
    view: async (incidentId) => {
      const document = await postmortems.get(incidentId);
      const stands = document && (await basis(document));
      if (document === undefined || stands === undefined) return undefined;
      const { text: _, ...rest } = document;
      const { title, severity, state, openedAt, headSeq, roles } = stands.incident;
      return {
        ...rest,
        title,
        severity,
        state,
        openedAt,
        ...(roles.commander && { commanderId: roles.commander.userId }),
        headSeq,
        figures: liveFigures(stands),
        writers: writers.of(incidentId),
      };
    },

    paper: async (incidentId) => {
      const document = await postmortems.get(incidentId);
      const stands = document && (await basis(document));
      if (document === undefined || stands === undefined) return undefined;
      const { status, revision, editedAt, published, followUps } = document;
      return {
        incidentId,
        status,
        revision,
        editedAt,
        published,
        followUps: redactedActions(followUps, redact),
        title: redact(stands.incident.title).text,
        headSeq: stands.incident.headSeq,
      };
    },

    text: async (incidentId) => {
      const document = await postmortems.get(incidentId);
      return document && { text: document.text, revision: document.revision };
    },

    editsAfter: async (incidentId: IncidentId, revision: number) => {
      const edits = await postmortems.editsAfter(incidentId, revision);
      requireKept(edits);
      return { edits: edits.map(({ clientId, changes }) => ({ clientId, changes })) };
    },

    list: async () => {
      const written = new Map((await postmortems.list()).map((one) => [one.incidentId, one]));
      const incidents = await withOlder(await stores.incidents.list({ limit: LOOKED_AT }), [
        ...written.keys(),
      ]);
      const ids = [...new Set(incidents.flatMap(({ symptomIds }) => symptomIds))];
      const symptoms = new Map((await stores.symptoms.byIds(ids)).map((symptom) => [symptom.id, symptom]));
      const all = incidents.map((incident) => {
        const own = incident.symptomIds.flatMap((id) => symptoms.get(id) ?? []);
        return { incident, own, lead: leadSymptom(own) };
      });
      return all.flatMap(({ incident, own }): readonly PostmortemRow[] => {
        const postmortem = written.get(incident.id);
        if (postmortem === undefined && !hasPostmortem(incident)) return [];
        const { id, title, severity, state, openedAt } = incident;
        const mitigateMs = MITIGATE && durationMs(MITIGATE, incident.milestones);
        const dueAt = postmortemDueAt(incident);
        const later = cameBackIn(incident, all);
        const lead = incident.roles.commander ?? incident.acknowledgedBy;
        return [
          {
            id,
            title,
            severity,
            state,
            openedAt,
            parts: partsOf(incident, own),
            ...(lead && { lead: { userId: lead.userId, name: lead.name } }),
            ...(mitigateMs !== undefined && { mitigateMs }),
            ...(dueAt !== undefined && { dueAt }),
            ...(postmortem && { postmortem: inList(postmortem, redact) }),
            ...(later !== undefined && { cameBackIn: later }),
          },
        ];
      });
    },

    templates: async () => {
      const { templates, problems } = await postmortemTemplates();
      return {
        templates: templates.map(({ id, title, description, isOwn }) => ({
          id,
          title,
          ...(description !== undefined && { description }),
          ...(isOwn && { isOwn }),
        })),
        problems,
      };
    },
  };
}
