import type { HostId } from "../../domain/ids.ts";
import { isOpen } from "../../domain/incidents/transitions.ts";
import type { IncidentIntake } from "../ports.ts";
import type { createAutoOpen } from "./auto-open.ts";
import type { IncidentsDeps } from "./contract.ts";
import { subjectsOf } from "./draft-rows.ts";
import { entry, evidenceDraft, FOGHORN } from "./drafts.ts";
import type { ServiceJoin } from "./join-services.ts";
import type { Lander } from "./land.ts";
import type { Recorder } from "./recorder.ts";
import type { createSerial } from "./serially.ts";

export interface HeldIntake extends IncidentIntake {
  /** Lands everything that waits. */
  readonly flush: () => Promise<void>;
}

/**
 * What the symptom side tells: landed on incidents before it answers. Rows wait `groupingMs`, so that equal events of
 * one moment are one entry; they are stored already and land after a restart as well.
 */
export function createIntake(
  { clock, groupingMs }: IncidentsDeps,
  recorder: Recorder,
  lander: Lander,
  serial: ReturnType<typeof createSerial<string>>,
  services: ServiceJoin,
  openForPages: ReturnType<typeof createAutoOpen>,
): HeldIntake {
  const waiting = new Map<HostId, NodeJS.Timeout>();

  const isConcerned = (hostId: HostId): boolean =>
    recorder.listening().some((incident) => incident.hostIds.includes(hostId));

  const landRows = (hostId: HostId): Promise<void> => serial.run(`host:${hostId}`, () => lander.rows(hostId));

  function landRowsSoon(hostId: HostId): void {
    if (waiting.has(hostId)) return;
    const timer = setTimeout(() => {
      waiting.delete(hostId);
      // A failed write is told by the storage's status; the position has not moved, so the next rows bring these along.
      landRows(hostId).catch(() => undefined);
    }, groupingMs);
    waiting.set(hostId, timer);
  }

  return {
    symptomsChanged: async (changes) => {
      recorder.rememberSymptoms(changes.map(({ symptom }) => symptom));
      const hostIds = [...new Set(changes.map(({ symptom }) => symptom.hostId))].filter(isConcerned);
      await Promise.all(hostIds.map((hostId) => serial.run(`host:${hostId}`, () => lander.changes(hostId))));
      // What landed on an open incident has one.
      await openForPages(changes);
      await services.changed(changes);
    },

    rowsStored: async (rows) => {
      const hostIds = [...new Set(rows.map(({ hostId }) => hostId))].filter(isConcerned);
      if (groupingMs === 0) await Promise.all(hostIds.map(landRows));
      else hostIds.forEach(landRowsSoon);
    },

    evidenceCaptured: async (evidence) => {
      for (const incident of recorder.listening()) {
        const symptoms = incident.symptomIds
          .map(recorder.symptomOf)
          .filter((symptom) => symptom !== undefined)
          .filter(({ hostId }) => hostId === evidence.hostId);
        const isHost = isOpen(incident.state) && incident.hostIds.includes(evidence.hostId);
        if (!isHost || !subjectsOf(symptoms)(evidence.subject)) continue;
        const draft = evidenceDraft(evidence, clock.now());
        await recorder.append(incident.id, () => ({ entries: [draft] }), { isCommutative: true });
      }
    },

    processRestarted: async (body) => {
      for (const incident of recorder.listening()) {
        const draft = entry(clock.now(), FOGHORN, body, {
          sourceAt: body.downAt,
          clientKey: `restart/${body.process}/${body.downAt}`,
        });
        await recorder.append(incident.id, () => ({ entries: [draft] }), { isCommutative: true });
      }
    },

    flush: async () => {
      const hostIds = [...waiting.keys()];
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
      await Promise.all(hostIds.map(landRows));
    },
  };
}
