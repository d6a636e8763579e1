import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { systemClock } from "../adapters/clock.ts";
import { openImports } from "../adapters/imports/import-directory.ts";
import { cleanProse } from "../adapters/markdown/clean-prose.ts";
import { renderProse } from "../adapters/markdown/render-prose.ts";
import { loadAllTemplates } from "../adapters/postmortem-templates/template-library.ts";
import { createPrinter } from "../adapters/print/print-page.ts";
import { openStorage, type Storage } from "../adapters/prisma/storage.ts";
import { openRunbookLibrary } from "../adapters/runbooks/runbook-library.ts";
import { applyEdits } from "../adapters/text-edits/apply-edits.ts";
import { PART_IDS } from "../domain/anatomy.ts";
import { TARGETS } from "../domain/availability/targets.ts";
import { evaluateCheck } from "../domain/check-probes.ts";
import { conditionText } from "../domain/checks/condition-text.ts";
import { vitalsOf } from "../domain/detect/vitals.ts";
import type { ContainerId, ShareId } from "../domain/ids.ts";
import { parseFact } from "../domain/parse/parse-fact.ts";
import { redactLines, redactText, redactValue } from "../domain/redaction/redact.ts";
import type { CheckReading, PassCondition } from "../domain/runbook.ts";
import type { JournalLine } from "../domain/signal.ts";
import { markLine } from "../domain/signatures/mark-line.ts";
import type { Symptom } from "../domain/symptom.ts";
import { HOUR_MS } from "../domain/time.ts";
import { startAvailability } from "../engine/availability.ts";
import { type Engine, startEngine } from "../engine/engine.ts";
import { followContainer } from "../engine/follow-container.ts";
import { createHandovers } from "../engine/handovers.ts";
import { createImported } from "../engine/imported/imported-incidents.ts";
import type { Incidents } from "../engine/incidents/contract.ts";
import { createIncidents } from "../engine/incidents/create-incidents.ts";
import { openIncidentSettings } from "../engine/incidents/incident-settings.ts";
import { createLogSources } from "../engine/log-sources.ts";
import { createMutes } from "../engine/mutes.ts";
import { reportOf } from "../engine/report.ts";
import { toConsoleView } from "../engine/views/console-view.ts";
import { toHostSummary } from "../engine/views/host-view.ts";
import type { LineMark } from "../engine/views/log-view.ts";
import { watchSteps } from "../engine/views/step-watch.ts";
import { createSymptomContext } from "../engine/views/symptom-context.ts";
import { toSymptomViews } from "../engine/views/symptom-view.ts";
import type { ConsoleView, SymptomView } from "../protocol/views.ts";
import { createAccounts } from "../transport/accounts/accounts.ts";
import { dropSetupCode, issueSetupCode } from "../transport/accounts/setup-code.ts";
import { actionPorts } from "./action-ports.ts";
import { openAliveMark } from "./alive.ts";
import { checkImport } from "./check-import.ts";
import { watchEventLoop } from "./event-loop-lag.ts";
import { healthDetail } from "./health-detail.ts";
import { openGate } from "./open-gate.ts";
import { createQueries } from "./queries.ts";
import { redactionKeyOf } from "./redaction-key.ts";
import type { ChangeListener, Runtime } from "./runtime.ts";
import type { RuntimeOptions } from "./runtime-options.ts";

const TEMPLATES = join(import.meta.dirname, "../../postmortems");
const RUNBOOKS = join(import.meta.dirname, "../../runbooks");
/** Rows of a burst become one grouped entry. */
const GROUPING_MS = 1_500;

/**
 * Builds the running console in order, and takes it down in reverse. Rejects with `storage` or `conflict`
 * when the data directory cannot be used; the message says what to do, and nothing is served then.
 */
export async function createRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { gate, clock, recording } = await openGate(options);
  const storage = await openStorage({ dataDirectory: options.dataDir, clock });
  const listeners = new Set<(change: ChangeListener) => void>();
  const tell = (change: ChangeListener) => {
    for (const listener of listeners) listener(change);
  };
  const stateChanged = (topic: string) => tell({ kind: "state", topic });
  const redactionKey = await redactionKeyOf(storage, clock);
  const redact = (text: string) => redactText(text, { key: redactionKey });
  const library = await openRunbookLibrary(
    RUNBOOKS,
    () => {
      stateChanged("symptoms");
      // The room offers the newer text to incidents that work with an older one.
      for (const { id } of incidents.queries.openIncidents()) stateChanged(`incident:${id}`);
    },
    options.runbookDirectory,
  );
  let { templateDirectory } = options;
  const loop = watchEventLoop();
  let engine: Engine | undefined;
  const imports = await openImports(options.dataDir, () => engine?.importsChanged());

  const readCheck = (condition: PassCondition, hostId: string, subject: string): CheckReading => {
    const host = engine?.stateOf(hostId);
    if (host === undefined)
      return { outcome: "unknown", reading: "host not watched", condition: conditionText(condition) };
    return evaluateCheck(condition, { container: subject }, host, clock.now());
  };
  const settings = await openIncidentSettings(storage.settings, clock, (before, now) => {
    stateChanged("console");
    if (before.ownWords !== now.ownWords) incidents.ownWordsChanged();
  });
  const incidents: Incidents = createIncidents({
    settings: settings.incidents,
    serviceOf: ({ hostId, subject }) => {
      const containers = engine?.stateOf(hostId)?.containers.lastGood?.reading ?? [];
      const { project, service } = containers.find(({ name }) => name === subject) ?? {};
      return service === undefined ? undefined : `${project ?? ""}/${service}`;
    },
    isMuted: (symptom) => mutes.of(symptom) !== undefined,
    clock,
    stores: storage,
    epoch: storage.databaseId,
    groupingMs: GROUPING_MS,
    publish: {
      stateChanged,
      entriesAdded: (incidentId, entries) =>
        tell({
          kind: "rows",
          topic: `entries:${incidentId}`,
          epoch: storage.databaseId,
          seq: entries.at(-1)?.seq ?? 0,
          rows: entries,
        }),
    },
    shareRevoked: (shareId: ShareId) => tell({ kind: "share-revoked", shareId }),
    shareChanged: (shareId: ShareId) => tell({ kind: "share-changed", shareId }),
    runbooks: library.runbooks,
    readCheck,
    ...actionPorts(gate, (hostId) => engine?.host(hostId)),
    changesOf: (hostId) => engine?.stateOf(hostId)?.changes ?? [],
    vitalsOf: (hostId) => {
      const state = engine?.stateOf(hostId);
      return state === undefined ? [] : vitalsOf(state, clock.now());
    },
    failed: (what, error) => console.error(`${what}:`, error),
    engineOf: (hostId) => engine?.stateOf(hostId)?.version.lastGood?.reading.engineVersion,
    viewSymptoms: (symptoms) => viewSymptoms(symptoms),
    redact,
    renderProse,
    cleanProse,
    watchedHosts: () => engine?.hosts().map(({ id }) => id) ?? [],
    hostNamesOf: (hostId) => {
      const host = engine?.host(hostId)?.gateHost();
      const name = engine?.stateOf(hostId)?.info.lastGood?.reading.name;
      const address = host && URL.parse(host.url)?.hostname;
      return [name, address].flatMap((one) => (one === undefined || one === "" ? [] : [one]));
    },
    applyEdits,
    postmortemTemplates: () => loadAllTemplates(TEMPLATES, templateDirectory),
    redactForReaders: (text: string) => redactText(text, { key: redactionKey, areEmailsHidden: true }),
    people: async () => (await storage.accounts.list()).map(({ name }) => name),
    redactionKey,
    recordingOf: (hostIds) => {
      const isPlayed =
        recording?.hostCount === undefined || hostIds.some((id) => engine?.host(id)?.gateHost().isRecorded);
      return isPlayed ? recording : undefined;
    },
    unseenParts: (hostId) => {
      const host = engine?.host(hostId);
      if (host === undefined) return PART_IDS;
      const { parts } = toHostSummary(host, clock.now());
      return PART_IDS.filter((id) => parts[id] === "stale");
    },
    signatureOf: (line) => markLine(line)?.signature.mode,
  });
  const mutes = await createMutes({
    clock,
    store: storage.mutes,
    newId: randomUUID,
    isHost: (hostId) => engine?.host(hostId) !== undefined,
    onChanged() {
      for (const topic of ["console", "symptoms"]) stateChanged(topic);
    },
  });
  const handovers = await createHandovers({
    clock,
    store: storage.handovers,
    newId: randomUUID,
    onChanged: () => stateChanged("console"),
  });
  const imported = createImported({
    clock,
    store: storage.imported,
    newId: randomUUID,
    check: checkImport,
    onChanged: () => stateChanged("imports"),
  });
  const contextOf = createSymptomContext({
    muteOf: mutes.of,
    runbooks: library.runbooks,
    incidentOf: incidents.queries.incidentOfSymptom,
    checklistOf: incidents.queries.checklistOfSymptom,
    readCheck,
  });
  const viewSymptoms = (symptoms: readonly Symptom[]): readonly SymptomView[] =>
    toSymptomViews(symptoms, contextOf);

  const stepsOf = watchSteps({
    clock,
    symptoms: () => engine?.symptoms() ?? [],
    contextOf,
    onMoved: () => stateChanged("symptoms"),
  });

  const onStorageError = (error: unknown) => {
    console.error("not stored:", error);
    stateChanged("console");
  };
  let targets = options.targets ?? TARGETS;
  const availability = await startAvailability({
    clock,
    store: storage.availability,
    settings: storage.settings,
    onStorageError,
  });
  await incidents.start();
  const alive = recording === undefined ? await openAliveMark(options.dataDir) : undefined;
  const downAt = alive?.lastAliveAt;
  const begin = () => void alive?.begin().catch((error: unknown) => console.error(error));
  if (downAt === undefined) begin();
  engine = await startEngine({
    gate,
    clock,
    parseFact,
    markOf,
    redact: (text) => redact(text).text,
    redactLines: (lines) => redactLines(lines, { key: redactionKey }).lines,
    newId: randomUUID,
    streams: storage.stream,
    symptoms: storage.symptoms,
    names: storage.names,
    evidence: storage.evidence,
    incidents: incidents.intake,
    availability,
    imports: imports.imports,
    onTopicChanged: stateChanged,
    onHostChanged(hostId) {
      incidents.hostChanged(hostId);
      stepsOf(hostId);
    },
    onRows: (topic, position, rows) => tell({ kind: "rows", topic, ...position, rows }),
    webWasAway: downAt === undefined ? undefined : { downAt, backAt: clock.now() },
    onReturnTold: begin,
    onStorageError,
  });
  const running = engine;
  const consoleView = (): ConsoleView =>
    toConsoleView({
      version: options.version,
      gate: running.gateView(),
      engineLagMs: 0,
      eventLoopLagMs: loop.p99Ms(),
      storage: storage.status(),
      mutes: mutes.active(),
      handover: handovers.last(),
      incidentSettings: settings.incidents(),
      ...(recording && { recording }),
    });
  const queries = createQueries({
    printer: createPrinter(options.chromium === undefined ? {} : { executable: options.chromium }),
    report: (question) =>
      reportOf(
        {
          clock,
          hosts: running.hosts,
          availability,
          store: storage.availability,
          stores: storage,
          settings: settings.incidents,
          targets: () => targets,
          ...(recording && { recording }),
        },
        question,
      ),
    redactDocument: (document) =>
      redactValue(document, { key: redactionKey, areEmailsHidden: true }).value as typeof document,
    gate,
    clock,
    engine: running,
    incidents: incidents.queries,
    postmortems: incidents.postmortems.queries,
    imported: imported.queries,
    evidence: storage.evidence,
    console: consoleView,
    viewSymptoms,
    library,
    markOf,
  });
  const onChange: Runtime["onChange"] = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const { olderEngineLog } = queries;
  const logSources = createLogSources({ gate, clock, engine: running, onChange, olderEngineLog });
  const accounts = await openAccounts(options.dataDir, storage);
  const expiry = startExpiry(storage, () =>
    storage.availability.tidy(clock.now(), settings.incidents().keepUptimeMs),
  );

  return {
    queries,
    incidents: incidents.commands,
    postmortems: incidents.postmortems.commands,
    setTemplateDirectory: (directory) => {
      templateDirectory = directory;
    },
    imported: imported.commands,
    setRunbookDirectory: library.setOwn,
    setTargets: (next) => {
      targets = next ?? TARGETS;
    },
    readRunbooksAgain: library.readAgain,
    settings,
    mutes,
    handovers,
    accounts,
    audit: storage.audit,
    now: clock.now,
    followLogs: (hostId, containerId, follow) =>
      followContainer(logSources, hostId, containerId as ContainerId, follow),
    readHost: (hostId) => running.readNow(hostId),
    onChange,
    health: () => ({ status: "ok", gate: running.gateView().state, version: options.version }),
    healthDetail: async () => healthDetail(storage, running, loop.p99Ms(), clock),
    async close() {
      clearInterval(expiry);
      alive?.stop();
      mutes.stop();
      running.stop();
      library.close();
      imports.close();
      loop.stop();
      await incidents.close();
      await availability.stop();
      await storage.close();
    },
  };
}

function markOf(line: JournalLine): LineMark | undefined {
  const marked = markLine(line);
  if (marked === undefined) return undefined;
  const { label, mode, severity } = marked.signature;
  return { mark: label, ...(mode && { mode }), ...(severity && { severity }) };
}

async function openAccounts(dataDir: string, storage: Storage): Promise<Runtime["accounts"]> {
  const isNew = (await storage.accounts.count()) === 0;
  if (!isNew) await dropSetupCode(dataDir);
  // Sign-ins live by the real clock, also while a recording replays another night.
  return createAccounts({
    store: storage.accounts,
    audit: storage.audit,
    now: systemClock.now,
    wait: (ms) => wait(ms, undefined, { ref: false }),
    ...(isNew && { setupCode: await issueSetupCode(dataDir, systemClock.now()) }),
  });
}

/** Removes what is older than its retention, now and then. */
function startExpiry(storage: Storage, tidy: () => Promise<unknown>): NodeJS.Timeout {
  const run = () => storage.removeExpired().then(tidy);
  return setInterval(() => void run().catch((error) => console.error(error)), HOUR_MS);
}
