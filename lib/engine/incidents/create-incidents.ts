import { createActionCommands, endLostActions } from "../actions/action-commands.ts";
import { createChecklistCommands } from "../checklists/checklist-commands.ts";
import { createChecklists } from "../checklists/checklists.ts";
import { withMergedChecklists } from "../checklists/merged-checklists.ts";
import { createPostmortemCommands } from "../postmortems/postmortem-commands.ts";
import { createPostmortemQueries } from "../postmortems/postmortem-queries.ts";
import { createWriters } from "../postmortems/writers.ts";
import { createAttachCommands } from "./attach-commands.ts";
import { createAutoOpen } from "./auto-open.ts";
import { createChangeCommands } from "./change-commands.ts";
import type { CreateIncidents, IncidentsDeps } from "./contract.ts";
import { createHostChanges } from "./host-changes.ts";
import { createIntake } from "./intake.ts";
import { createServiceJoin } from "./join-services.ts";
import { createLander } from "./land.ts";
import { createLinks } from "./link-commands.ts";
import { createMilestoneCommands } from "./milestone-commands.ts";
import { createNoteCommands } from "./note-commands.ts";
import { createOpening } from "./open-incident.ts";
import { createQueries } from "./queries.ts";
import { createRecorder } from "./recorder.ts";
import { createRoleCommands } from "./role-commands.ts";
import { createSerial } from "./serially.ts";
import { createShareReadings } from "./share-readings.ts";
import { createShareCommands } from "./shares.ts";
import { createToldTimelines } from "./told-timelines.ts";
import { createWriteCommands } from "./write-commands.ts";

/**
 * The incident side of Foghorn: what people do to incidents, what hosts report onto them, and what is asked of them.
 * Every change is an entry, stored first and published second.
 */
export const createIncidents: CreateIncidents = (given) => {
  const serial = createSerial<string>();
  const forgetChecklists = (incidentId: Parameters<typeof checklists.changed>[0]) =>
    checklists.changed(incidentId);
  const deps: IncidentsDeps = {
    ...given,
    stores: { ...given.stores, incidents: withMergedChecklists(given.stores.incidents) },
    publish: {
      stateChanged: (topic) => {
        given.publish.stateChanged(topic);
        // Figures of a postmortem follow its timeline.
        if (topic.startsWith("incident:")) {
          const incidentId = topic.slice("incident:".length);
          given.publish.stateChanged(`postmortem:${incidentId}`);
          given.publish.stateChanged(`paper:${incidentId}`);
        }
      },
      entriesAdded: (incidentId, entries) => {
        const isAboutSteps = entries.some(
          ({ body }) =>
            body.kind === "runbook.opened" ||
            body.kind === "runbook.updated" ||
            body.kind === "step.changed" ||
            // What was merged brings what was done of its checklists.
            body.kind === "incident.linked",
        );
        if (isAboutSteps) forgetChecklists(incidentId);
        given.publish.entriesAdded(incidentId, entries);
        shareReadings.entriesAdded(incidentId, entries);
      },
    },
  };
  const recorder = createRecorder(deps);
  const timelines = createToldTimelines(deps);
  const shareReadings = createShareReadings(deps, timelines);
  const checklists = createChecklists(deps, recorder, serial);
  const lander = createLander(deps, recorder);
  const opening = createOpening(deps, recorder, lander, serial);
  const links = createLinks(deps, recorder, opening);
  const tellChanges = createHostChanges(deps, recorder, serial);
  const services = createServiceJoin(deps, recorder, opening);
  const autoOpen = createAutoOpen(deps, recorder, opening, services);
  const intake = createIntake(deps, recorder, lander, serial, services, autoOpen);
  const writers = createWriters((incidentId) => deps.publish.stateChanged(`postmortem:${incidentId}`));
  return {
    commands: {
      open: async (input) => services.joined(await opening.open(input)),
      ...createChangeCommands(deps, recorder, opening, links),
      detachSymptoms: links.detachSymptoms,
      split: links.split,
      ...createMilestoneCommands(deps, recorder),
      ...createRoleCommands(deps, recorder),
      ...createWriteCommands(deps, recorder),
      ...createNoteCommands(deps, recorder, serial),
      ...createAttachCommands(deps, recorder),
      ...createShareCommands(deps, recorder, timelines, shareReadings),
      ...createActionCommands(deps, recorder),
      ...createChecklistCommands(deps, recorder, checklists, serial),
    },
    intake,
    postmortems: {
      commands: createPostmortemCommands(deps, recorder, serial, writers),
      queries: createPostmortemQueries(deps, writers),
    },
    queries: createQueries(deps, recorder, checklists, shareReadings),
    hostChanged: (hostId) => {
      checklists.hostChanged(hostId);
      tellChanges(hostId);
    },
    ownWordsChanged: shareReadings.ownWordsChanged,
    start: async () => {
      await recorder.load();
      await checklists.start();
      await endLostActions(deps, recorder);
      const hostIds = new Set(recorder.listening().flatMap((incident) => incident.hostIds));
      for (const hostId of hostIds) {
        await serial.run(`host:${hostId}`, async () => {
          await lander.changes(hostId);
          await lander.rows(hostId);
        });
      }
      await links.repair();
      await shareReadings.start();
    },
    close: async () => {
      writers.close();
      await intake.flush();
      await serial.idle();
      await shareReadings.idle();
    },
  };
};
