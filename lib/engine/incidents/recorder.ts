import type { IncidentId, SymptomId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident.ts";
import { isListening } from "../../domain/incidents/landing.ts";
import { isOpen, OPEN_STATES } from "../../domain/incidents/transitions.ts";
import { identityKey, type Symptom } from "../../domain/symptom.ts";
import type { Appended, IncidentWrite } from "../ports-incidents.ts";
import type { IncidentsDeps } from "./contract.ts";

/** The one way to write on a timeline: stored first, published second; and what is open, in memory. */
export interface Recorder {
  readonly open: (plan: () => IncidentWrite) => Promise<Appended>;
  readonly append: (
    incidentId: IncidentId,
    plan: (incident: Incident) => IncidentWrite,
    options: { readonly isCommutative: boolean },
  ) => Promise<Appended>;
  /** Incidents on which something of their hosts may land, newest first. */
  readonly listening: () => readonly Incident[];
  /** The one of them that has this symptom. */
  readonly holderOf: (id: SymptomId) => Incident | undefined;
  /** The open one of them that works on a symptom like it, and that one, unless a person took it away from there. */
  readonly openLike: (symptom: Symptom, isLike: (attached: Symptom) => boolean) => Likeness | undefined;
  /** Attached symptoms of listening incidents, as they were last reported. */
  readonly symptomOf: (id: SymptomId) => Symptom | undefined;
  readonly rememberSymptoms: (symptoms: readonly Symptom[]) => void;
  readonly load: () => Promise<void>;
}

export interface Likeness {
  readonly incident: Incident;
  readonly attached: Symptom;
}

/** More open incidents than this at once is a storm that people split or merge first. */
const LOAD_LIMIT = 500;

export function createRecorder({ clock, stores, publish, settings }: IncidentsDeps): Recorder {
  const held = new Map<IncidentId, Incident>();
  const symptoms = new Map<SymptomId, Symptom>();

  const listens = (incident: Incident): boolean =>
    isListening(incident, clock.now(), settings().reopenWithinMs);

  function hold(incident: Incident): void {
    // A later append may have answered first; a head never goes back.
    if ((held.get(incident.id)?.headSeq ?? 0) > incident.headSeq) return;
    if (listens(incident)) held.set(incident.id, incident);
    else held.delete(incident.id);
  }

  const listening = (): readonly Incident[] =>
    [...held.values()].filter(listens).sort((a, b) => b.number - a.number);

  function forgetUnused(): void {
    const used = new Set([...held.values()].flatMap((incident) => incident.symptomIds));
    for (const id of symptoms.keys()) if (!used.has(id)) symptoms.delete(id);
  }

  function published(appended: Appended): Appended {
    const { incident, entries } = appended;
    hold(incident);
    for (const { body } of entries) {
      if (body.kind === "symptom.attached") symptoms.set(body.symptom.id, body.symptom);
    }
    if (entries.length === 0) return appended;
    publish.entriesAdded(incident.id, entries);
    publish.stateChanged(`incident:${incident.id}`);
    publish.stateChanged("incidents");
    // A postmortem is due once the incident is resolved, and stands in the list under its title.
    if (entries.some(({ body }) => body.kind.startsWith("incident.") || "calledNow" in body))
      publish.stateChanged("postmortems");
    // A symptom shows whose incident it is and who took it.
    publish.stateChanged("symptoms");
    return appended;
  }

  return {
    open: async (plan) => published(await stores.incidents.open(plan)),
    append: async (incidentId, plan, options) =>
      published(await stores.incidents.append(incidentId, plan, options)),
    listening,
    holderOf: (id) => listening().find(({ symptomIds }) => symptomIds.includes(id)),
    openLike: (symptom, isLike) => {
      for (const incident of listening()) {
        if (!isOpen(incident.state) || incident.apart.includes(identityKey(symptom))) continue;
        const attached = incident.symptomIds
          .map((id) => symptoms.get(id))
          .find((one) => one !== undefined && isLike(one));
        if (attached !== undefined) return { incident, attached };
      }
      return undefined;
    },
    symptomOf: (id) => symptoms.get(id),
    rememberSymptoms: (changed) => {
      const used = new Set([...held.values()].flatMap((incident) => incident.symptomIds));
      for (const symptom of changed) if (used.has(symptom.id)) symptoms.set(symptom.id, symptom);
      forgetUnused();
    },
    load: async () => {
      const incidents = await stores.incidents.list({
        states: [...OPEN_STATES, "resolved"],
        limit: LOAD_LIMIT,
      });
      for (const incident of incidents) hold(incident);
      const ids = [...held.values()].flatMap((incident) => incident.symptomIds);
      for (const symptom of await stores.symptoms.byIds(ids)) symptoms.set(symptom.id, symptom);
    },
  };
}
