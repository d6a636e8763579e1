import { writeSync } from "node:fs";
import { openStorage } from "../../../adapters/prisma/storage.ts";
import { applyEdits } from "../../../adapters/text-edits/apply-edits.ts";
import { INCIDENT_SETTINGS } from "../../../domain/incidents/settings.ts";
import { aPerson } from "../../../domain/incidents/testing/builders.ts";
import { createIncidents } from "../create-incidents.ts";

/*
 * note-writer.ts <data directory>: writes notes to the newest incident as fast as it can, and prints each entry at
 * the moment a browser would see it. Made to be killed.
 */

const directory = process.argv[2] ?? "";
const storage = await openStorage({ dataDirectory: directory, clock: { now: Date.now } });
const incidents = createIncidents({
  clock: { now: Date.now },
  stores: storage,
  publish: {
    stateChanged: () => undefined,
    entriesAdded: (_, entries) => {
      for (const { seq, hash } of entries) writeSync(1, `${seq} ${hash}\n`);
    },
  },
  shareRevoked: () => undefined,
  shareChanged: () => undefined,
  runbooks: () => [],
  readCheck: () => ({ outcome: "unknown", reading: "", condition: "" }),
  viewSymptoms: () => [],
  redact: (text) => ({ text, replacements: [] }),
  postmortemTemplates: async () => ({ templates: [], problems: [] }),
  applyEdits,
  renderProse: (text) => text,
  people: async () => [],
  redactionKey: "k".repeat(32),
  recordingOf: () => undefined,
  watchedHosts: () => [],
  hostNamesOf: () => [],
  cleanProse: (text) => text,
  redactForReaders: (text) => ({ text, replacements: [] }),
  engineOf: () => undefined,
  actionsOf: () => [],
  containersOf: () => [],
  inspect: async () => ({ ok: false, failure: "not-tried", message: "", durationMs: 0 }),
  prunePreview: async () => ({ ok: false, failure: "not-tried", message: "", durationMs: 0 }),
  act: async () => ({ outcome: "failed", text: "", durationMs: 0 }),
  changesOf: () => [],
  vitalsOf: () => [],
  failed: () => undefined,
  unseenParts: () => [],
  signatureOf: () => undefined,
  settings: () => INCIDENT_SETTINGS,
  serviceOf: () => undefined,
  isMuted: () => false,
  epoch: storage.databaseId,
  groupingMs: 0,
});
await incidents.start();
const by = aPerson();
const [newest] = await storage.incidents.list({ limit: 1 });
const incident = newest ?? (await incidents.commands.open({ symptomIds: [], title: "Killed", by }));

const writeForEver = async (writer: number): Promise<never> => {
  for (let count = 0; ; count += 1) {
    await incidents.commands.addNote({
      incidentId: incident.id,
      markdown: `note ${count} of ${writer}`,
      visibility: "internal",
      clientKey: `${process.pid}-${writer}-${count}`,
      by,
    });
  }
};
await Promise.all([0, 1, 2, 3].map(writeForEver));
