import { FoghornError } from "../../domain/errors.ts";
import type { IncidentId, SymptomId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident.ts";
import { evidenceLeft } from "../../domain/incidents/evidence-left.ts";
import { titleNow } from "../../domain/incidents/opening.ts";
import { isOpen } from "../../domain/incidents/transitions.ts";
import type { Symptom } from "../../domain/symptom.ts";
import type { Actor } from "../../domain/timeline.ts";
import type { IncidentCommands } from "../incident-commands.ts";
import type { EntryDraft } from "../ports-incidents.ts";
import type { IncidentsDeps } from "./contract.ts";
import { entry, FOGHORN, linkDraft, recordedDetection } from "./drafts.ts";
import type { createOpening } from "./open-incident.ts";
import type { Recorder } from "./recorder.ts";
import { optionalText, REASON_LIMIT, requireText } from "./require.ts";

/** So many merged incidents are looked at when Foghorn starts; older ones were looked at before. */
const REPAIR_LIMIT = 50;

export interface Links extends Pick<IncidentCommands, "detachSymptoms" | "split"> {
  /** The other half of a merge: the target says so, and has the symptoms. Told once, however often it is called. */
  readonly merged: (from: Incident, into: IncidentId, by: Actor, reason?: string) => Promise<void>;
  /** A kill between the two halves of a merge or a split: the second is written now. */
  readonly repair: () => Promise<void>;
}

/** What ties incidents together. Entries are linked and never moved, so every old address still leads to all of its own. */
export function createLinks(
  { clock, stores }: IncidentsDeps,
  recorder: Recorder,
  opening: ReturnType<typeof createOpening>,
): Links {
  async function required(incidentId: IncidentId): Promise<Incident> {
    const incident = await stores.incidents.get(incidentId);
    if (!incident) throw new FoghornError("not-found", `There is no incident ${incidentId}.`);
    return incident;
  }

  async function requiredOpen(incidentId: IncidentId): Promise<Incident> {
    const incident = await required(incidentId);
    if (!isOpen(incident.state)) throw new FoghornError("conflict", `${incidentId} is ${incident.state}.`);
    return incident;
  }

  /** These, and what is attached because one of them explains it. */
  async function withExplained(
    { id, symptomIds }: Incident,
    asked: readonly SymptomId[],
  ): Promise<{ readonly gone: readonly Symptom[]; readonly stay: readonly Symptom[] }> {
    const missing = asked.find((symptomId) => !symptomIds.includes(symptomId));
    if (missing !== undefined) throw new FoghornError("conflict", `It does not belong to ${id} any more.`);
    const attached = await stores.symptoms.byIds(symptomIds);
    const isGone = ({ id: own, absorbedBy }: Symptom) =>
      asked.includes(own) || (absorbedBy !== undefined && asked.includes(absorbedBy));
    return { gone: attached.filter(isGone), stay: attached.filter((symptom) => !isGone(symptom)) };
  }

  const detachDrafts = (
    incident: Incident,
    { gone, stay }: { readonly gone: readonly Symptom[]; readonly stay: readonly Symptom[] },
    how: { readonly reason: string; readonly movedTo?: IncidentId; readonly by: Actor },
  ): readonly EntryDraft[] => {
    const going = gone.filter(({ id }) => incident.symptomIds.includes(id));
    const calledNow = titleNow(incident, [...stay, ...gone], stay);
    const { impactNow, detectedNow } = evidenceLeft(incident, stay);
    const detaching = going.map((symptom, index) => {
      const { by, ...rest } = how;
      const isHostGone = !stay.some(({ hostId }) => hostId === symptom.hostId);
      return entry(clock.now(), by, {
        kind: "symptom.detached",
        symptom: { ...symptom, evidence: symptom.evidence.slice(0, 1) },
        ...rest,
        ...(isHostGone && { isHostGone }),
        // Said once, by the last of them.
        ...(index === going.length - 1 && calledNow !== undefined && { calledNow }),
        ...(index === going.length - 1 && impactNow !== undefined && { impactNow }),
      });
    });
    if (going.length === 0 || detectedNow === undefined) return detaching;
    return [...detaching, recordedDetection(detectedNow, clock.now())];
  };

  async function splitOff(from: Incident, into: Incident, by: Actor, reason: string): Promise<void> {
    const both = from.symptomIds.filter((id) => into.symptomIds.includes(id));
    const parts = await withExplained(from, both);
    await recorder.append(
      from.id,
      (current) => ({
        entries: [
          linkDraft(clock.now(), by, {
            how: "split-into",
            incidentId: into.id,
            title: into.title,
            reason,
          }),
          ...detachDrafts(current, parts, { reason: "split off", movedTo: into.id, by }),
        ],
      }),
      { isCommutative: true },
    );
  }

  const merged: Links["merged"] = async (from, into, by, reason) => {
    const { id: incidentId, title } = from;
    const link = linkDraft(clock.now(), by, {
      how: "merged-from",
      incidentId,
      title,
      ...(reason !== undefined && { reason }),
    });
    const { incident } = await recorder.append(into, () => ({ entries: [link] }), { isCommutative: true });
    if (!isOpen(incident.state)) return;
    await opening.attach(into, from.symptomIds, by, { mayBeHeldBy: incidentId, because: { rule: "merged" } });
  };

  return {
    merged,

    detachSymptoms: async ({ incidentId, symptomIds, reason, to, by }) => {
      const why = requireText(reason, "The reason", REASON_LIMIT);
      const parts = await withExplained(await requiredOpen(incidentId), symptomIds);
      if (to === incidentId) throw new FoghornError("invalid-input", "Name another incident.");
      if (to !== undefined) await requiredOpen(to);
      const { incident } = await recorder.append(
        incidentId,
        (current) => {
          const entries = detachDrafts(current, parts, {
            reason: why,
            by,
            ...(to !== undefined && { movedTo: to }),
          });
          if (entries.length === 0)
            throw new FoghornError("conflict", `Somebody was first: it is detached from ${incidentId}.`);
          return { entries };
        },
        { isCommutative: false },
      );
      const ids = parts.gone.map(({ id }) => id);
      if (to !== undefined)
        await opening.attach(to, ids, by, { mayBeHeldBy: incidentId, because: { rule: "person" } });
      return incident;
    },

    split: async ({ incidentId, symptomIds, title, reason, by }) => {
      const why = requireText(reason, "The reason", REASON_LIMIT);
      const name = optionalText(title, "The title", 200);
      const from = await requiredOpen(incidentId);
      const { gone, stay } = await withExplained(from, symptomIds);
      if (gone.length === 0 || stay.length === 0)
        throw new FoghornError("invalid-input", "At least one symptom goes, and at least one stays.");
      const into = await opening.open({
        symptomIds: gone.map(({ id }) => id),
        ...(name !== undefined && { title: name }),
        reason: `split off ${incidentId}: ${why}`,
        splitFrom: { how: "split-from", incidentId, title: from.title, reason: why },
        by,
      });
      await splitOff(from, into, by, why);
      return into;
    },

    repair: async () => {
      for (const from of await stores.incidents.list({ states: ["merged"], limit: REPAIR_LIMIT })) {
        const into = from.mergedInto && (await stores.incidents.get(from.mergedInto));
        if (into && !into.links.some(({ incidentId }) => incidentId === from.id))
          await merged(from, into.id, FOGHORN);
      }
      for (const into of recorder.listening()) {
        const link = into.links.find(({ how }) => how === "split-from");
        const from = link && (await stores.incidents.get(link.incidentId));
        if (from && !from.links.some(({ incidentId }) => incidentId === into.id))
          await splitOff(from, into, FOGHORN, "found half done after a restart");
      }
    },
  };
}
