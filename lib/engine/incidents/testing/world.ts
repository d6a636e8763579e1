import { cleanProse } from "../../../adapters/markdown/clean-prose.ts";
import { openTemporaryStorage } from "../../../adapters/prisma/testing/temporary-storage.ts";
import { applyEdits } from "../../../adapters/text-edits/apply-edits.ts";
import type { AllowedAction } from "../../../domain/action.ts";
import type { HostChange } from "../../../domain/changes/host-change.ts";
import type { Vital } from "../../../domain/detect/vitals.ts";
import type { ContainerId, HostId, IncidentId, SymptomId } from "../../../domain/ids.ts";
import type { Redact } from "../../../domain/incidents/redact-value.ts";
import { INCIDENT_SETTINGS, type IncidentSettings } from "../../../domain/incidents/settings.ts";
import { aChange, aPerson, aSymptom, T0 } from "../../../domain/incidents/testing/builders.ts";
import type { ContainerReading } from "../../../domain/readings.ts";
import { redactText } from "../../../domain/redaction/redact.ts";
import type { CheckReading, Runbook } from "../../../domain/runbook.ts";
import type { Symptom, SymptomChangeKind } from "../../../domain/symptom.ts";
import { anInspectReading } from "../../../domain/testing/builders.ts";
import type { TimelineEntry } from "../../../domain/timeline.ts";
import type { Recording } from "../../../protocol/incident-views.ts";
import type { StreamRow } from "../../ports.ts";
import type { IncidentStores } from "../../ports-incidents.ts";
import { HOST } from "../../testing/rows.ts";
import type { Incidents, IncidentsDeps } from "../contract.ts";
import { createIncidents } from "../create-incidents.ts";

/* The incident side on a real database, with the rest of Foghorn as values a test sets. */

/** What postmortems of the tests begin with. */
export const TEMPLATE = {
  id: "incident",
  title: "Incident",
  text: "## Summary\n\n{{timeline: key}}\n\n{{actions}}\n",
};

export const ADA = aPerson("Ada");
export const BOB = aPerson("Bob");

const INSPECT = anInspectReading(1, {
  id: "ab".repeat(32) as ContainerId,
  name: "api-1",
  image: "shop:1",
  startedAt: T0,
});

const RUNBOOK: Runbook = {
  id: "daemon-down",
  title: "dockerd down",
  symptoms: ["daemon-down"],
  intro: "",
  version: "v1",
  file: "daemon-down.md",
  steps: [
    {
      id: "answers",
      kind: "check",
      title: "It answers",
      text: "",
      commands: ["systemctl status docker # {{host}}"],
      pass: { probe: "api.ping", operator: "answers" },
    },
    { id: "tell", kind: "manual", title: "Tell people", text: "", commands: [] },
  ],
};

const hideHunter: Redact = (text) => ({
  text: text.replaceAll("hunter2", "[redacted]"),
  replacements: text.includes("hunter2")
    ? [{ rule: "password", count: text.split("hunter2").length - 1 }]
    : [],
});

export const line = (text: string, at: number): StreamRow => ({
  kind: "journal-line",
  hostId: HOST,
  at,
  line: { cursor: `cursor-${at}-${text.length}`, sourceAt: at, unit: "dockerd", text },
});

export interface World {
  now: number;
  /** What an incident opened from now on works with. */
  runbook: Runbook;
  /** What every live check reads. */
  check: CheckReading;
  /** What the gate's configuration allows. */
  allowed: readonly AllowedAction[];
  /** Of every host, newest last. */
  changes: readonly HostChange[];
  /** Of every host, as they are now. */
  vitals: readonly Vital[];
  /** Containers of every host, as last listed. */
  listed: readonly Pick<ContainerReading, "id" | "name">[];
  /** What the daemon tells of a container now. */
  inspect: IncidentsDeps["inspect"];
  /** What the gate makes of an action. */
  act: IncidentsDeps["act"];
  incidents: Incidents;
  readonly stores: IncidentStores;
  /** What was published, in order. */
  readonly told: { readonly topic?: string; readonly entries?: readonly TimelineEntry[] }[];
  settings: IncidentSettings;
  people: readonly string[];
  /** Compose service by name of container. */
  readonly services: Map<string, string>;
  /** Every host there is. */
  watched: readonly HostId[];
  /** What every host is called besides its id. */
  hostNames: readonly string[];
  recording: Recording | undefined;
  readonly muted: Set<string>;
  readonly revoked: string[];
  /** Links whose readers were told to look again. */
  readonly changedShares: string[];
  /** Texts that were looked through for readers of links. */
  readonly redacted: string[];
  readonly start: (groupingMs?: number) => Incidents;
  readonly entriesOf: (id: IncidentId) => Promise<readonly TimelineEntry[]>;
  readonly kindsOf: (id: IncidentId) => Promise<readonly string[]>;
  /** As the symptom side does it: stored, then told. */
  readonly report: (...changes: [Symptom, SymptomChangeKind, number?][]) => Promise<void>;
  readonly rows: (...list: StreamRow[]) => Promise<void>;
  /** An incident of `sym-1`, daemon-down on `web-1`, opened by Ada. */
  readonly openOne: () => Promise<IncidentId>;
  readonly close: () => Promise<void>;
}

export async function createWorld(redact: Redact = hideHunter): Promise<World> {
  const temporary = await openTemporaryStorage({ now: () => T0 });
  const clock = { now: () => world.now };
  const stores: IncidentStores = temporary.storage;
  const entriesOf: World["entriesOf"] = (id) => stores.incidents.entries(id, { afterSeq: 0, limit: 500 });

  const start: World["start"] = (groupingMs = 0) =>
    createIncidents({
      clock,
      stores,
      publish: {
        stateChanged: (topic) => world.told.push({ topic }),
        entriesAdded: (_, entries) => world.told.push({ entries }),
      },
      shareRevoked: (id) => world.revoked.push(id),
      shareChanged: (id) => world.changedShares.push(id),
      runbooks: () => [world.runbook],
      readCheck: () => world.check,
      engineOf: () => "20.10.24",
      actionsOf: () => world.allowed,
      containersOf: () => world.listed,
      inspect: (hostId, id) => world.inspect(hostId, id),
      prunePreview: async () => ({
        ok: true,
        durationMs: 1,
        reading: { count: 0, bytes: 0, keptCount: 0, keptBytes: 0, items: [] },
      }),
      act: (action, who) => world.act(action, who),
      changesOf: () => world.changes,
      vitalsOf: () => world.vitals,
      failed: (what) => {
        throw new Error(what);
      },
      viewSymptoms: (symptoms) => symptoms.map((symptom) => ({ ...symptom, chain: [] })),
      redact,
      postmortemTemplates: async () => ({ templates: [TEMPLATE], problems: [] }),
      applyEdits,
      watchedHosts: () => world.watched,
      hostNamesOf: () => world.hostNames,
      cleanProse,
      renderProse: (markdown) => `<p>${markdown.replaceAll("<", "&lt;")}</p>`,
      redactForReaders: (text) => {
        world.redacted.push(text);
        const { text: known, replacements } = redact(text);
        const masked = redactText(known, { key: "k".repeat(32), areEmailsHidden: true });
        return { text: masked.text, replacements: [...replacements, ...masked.replacements] };
      },
      settings: () => world.settings,
      serviceOf: ({ subject }) => world.services.get(subject),
      isMuted: ({ id }) => world.muted.has(id),
      people: async () => world.people,
      redactionKey: "k".repeat(32),
      recordingOf: () => world.recording,
      unseenParts: () => ["tls"],
      signatureOf: () => undefined,
      epoch: "e1",
      groupingMs,
    });

  const world: World = {
    now: T0 + 60_000,
    runbook: RUNBOOK,
    check: { outcome: "unknown", reading: "", condition: "" },
    allowed: [],
    changes: [],
    vitals: [],
    listed: [{ id: INSPECT.id, name: INSPECT.name }],
    inspect: async () => ({ ok: true, durationMs: 1, reading: INSPECT }),
    act: async () => ({ outcome: "done", text: "Docker answered 204", durationMs: 5 }),
    incidents: start(),
    stores,
    told: [],
    settings: INCIDENT_SETTINGS,
    people: [],
    services: new Map(),
    watched: [],
    hostNames: [],
    recording: undefined,
    muted: new Set(),
    revoked: [],
    changedShares: [],
    redacted: [],
    start,
    entriesOf,
    kindsOf: async (id) => (await entriesOf(id)).map(({ body }) => body.kind),
    report: async (...changes) => {
      const stored = changes.map(([symptom, kind, at]) => aChange(kind, symptom, at ?? world.now));
      await stores.symptoms.save(stored);
      await world.incidents.intake.symptomsChanged(stored);
    },
    rows: async (...list) => {
      const stored = await stores.stream.append(HOST, list, { epoch: "spool", seq: 1 });
      await world.incidents.intake.rowsStored(stored);
    },
    openOne: async () => {
      await world.report([aSymptom(), "raised", T0]);
      const symptomIds = ["sym-1" as SymptomId];
      return (await world.incidents.commands.open({ symptomIds, by: ADA })).id;
    },
    close: async () => {
      await world.incidents.close();
      await temporary.close();
    },
  };
  await world.incidents.start();
  return world;
}
