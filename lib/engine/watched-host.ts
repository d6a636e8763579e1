import { FACT_NAMES, type GlanceReading } from "../domain/facts.ts";
import { oldReadings } from "../domain/glance.ts";
import type { HostState } from "../domain/host-state.ts";
import type { ContainerId, HostId, SymptomId } from "../domain/ids.ts";
import type { Imports } from "../domain/imports.ts";
import type { ContainerReading } from "../domain/readings.ts";
import type { JournalLine, Signal } from "../domain/signal.ts";
import { isForeignKill } from "../domain/signatures/foreign-line.ts";
import type { Symptom, SymptomChange } from "../domain/symptom.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../domain/time.ts";
import type { GateHost } from "../gate-protocol/answers.ts";
import type { EngineDeps } from "./engine-deps.ts";
import { createEvidenceCapture } from "./evidence-capture.ts";
import { startHostEngine } from "./host-engine.ts";
import { type HostLines, startHostLines } from "./host-lines.ts";
import { hurriedBy, hurriedByChanges } from "./hurried-by.ts";
import { createInspectTurns } from "./inspect-turns.ts";
import { type StoredRow, startIntake } from "./intake.ts";
import { startProber } from "./prober.ts";
import { createSymptomRedaction } from "./redact-symptom.ts";
import { QUICK_PROBES } from "./schedule.ts";
import type { LineMark } from "./views/log-view.ts";
import { wantsDiskCount } from "./wanted-disk-count.ts";
import { isCalm, mayRest, wantsFact } from "./wanted-facts.ts";

/** Names change rarely; they matter only once the daemon is gone. */
const REMEMBER_NAMES_EVERY_MS = MINUTE_MS;
const BRIDGE_LOST_A_PORT = /: port \d+\(\S+\) entered disabled state/;
/** Every container that ends takes a port away: the network is not read again for each of them. */
const LINKS_HURRY_GAP_MS = 5 * SECOND_MS;
/** What may leave a container's lock held when the layer below does not answer. */
const STOPPING: ReadonlySet<string> = new Set(["kill", "stop", "pause"]);

/** One host as it is watched: readings, judgement, log. */
export interface WatchedHost {
  readonly id: HostId;
  readonly gateHost: () => GateHost;
  readonly setGateHost: (host: GateHost) => void;
  readonly gateIsUp: (isUp: boolean) => void;
  readonly state: () => HostState;
  /** What is broken, or may be soon: pages and tickets. */
  readonly symptoms: () => readonly Symptom[];
  /** What stands on the Host page and nowhere else: notices. */
  readonly risks: () => readonly Symptom[];
  /** What scanners and CI say has changed. */
  readonly takeImports: (imports: Imports) => void;
  readonly lines: HostLines;
  /** Asks for all quick readings ahead of their time, for somebody who wants to know now. */
  readonly readNow: () => void;
  readonly stop: () => void;
  /** The gate does not know it any more. Returns what is open on it, for when it comes back. */
  readonly leave: () => readonly Symptom[];
}

interface WatchedHostOptions
  extends Pick<
    EngineDeps,
    | "gate"
    | "clock"
    | "parseFact"
    | "markOf"
    | "redact"
    | "redactLines"
    | "newId"
    | "streams"
    | "names"
    | "evidence"
    | "incidents"
    | "availability"
    | "onStorageError"
  > {
  readonly hostId: HostId;
  readonly host: GateHost;
  readonly logEpoch: string;
  readonly openSymptoms: readonly Symptom[];
  readonly onChanges: (changes: readonly SymptomChange[]) => Promise<void>;
  readonly onState: () => void;
  readonly onStoredRows: (rows: readonly StoredRow[]) => void;
  readonly onRows: EngineDeps["onRows"];
  readonly onGateRestart: (gateStartedAt: EpochMs) => void;
  readonly onCaughtUp: () => void;
}

export function startWatchedHost(options: WatchedHostOptions): WatchedHost {
  const { hostId, gate, clock } = options;
  let gateHost = options.host;
  let namesStoredAt = 0;
  let linksHurriedAt = 0;
  const markOf = (line: JournalLine): LineMark | undefined =>
    isForeignKill(line, (id) => judge.state().names.has(id as ContainerId))
      ? undefined
      : options.markOf(line);
  const lines = startHostLines({
    hostId,
    gate,
    clock,
    epoch: options.logEpoch,
    streams: options.streams,
    markOf,
    onRows: options.onRows,
    onStoredEvents: (events) => judge.recall(events),
    onStorageError: options.onStorageError,
  });
  const clean = createSymptomRedaction(options.redact);
  const judge = startHostEngine({
    hostId,
    clock,
    newSymptomId: () => options.newId() as SymptomId,
    open: options.openSymptoms,
    onChanges: (changes) => {
      prober.hurry(...hurriedByChanges(changes));
      return options.onChanges(changes.map((change) => ({ ...change, symptom: clean(change.symptom) })));
    },
    onFolded: (signals, host) => options.availability.take(hostId, signals, host),
    onState: options.onState,
  });

  void options.names.recall(hostId).then(judge.remember, options.onStorageError);

  const turns = createInspectTurns();

  function take(signals: readonly Signal[]): void {
    const lookedBefore = judge.state().facts.glance.last?.fact.glance;
    judge.take(signals);
    for (const signal of signals) {
      prober.hurry(...hurriedBy(signal));
      if (signal.kind === "docker-event") {
        evidence.take(signal.event);
        if (STOPPING.has(signal.event.action)) prober.inspectNext(signal.event.actorId as ContainerId);
        const next = turns.take(signal.event);
        if (next !== undefined) prober.inspectNext(next);
      }
      if (signal.kind === "journal-line") seeBridges(signal.line);
      if (signal.kind === "fact" && signal.fact.name === "glance") see(lookedBefore, signal.fact.glance);
      if (signal.kind === "inspect") turns.told(signal.containerId);
      if (signal.kind === "containers" && signal.outcome.ok) remember(signal.outcome.reading);
    }
    if (wantsDiskCount(judge.state(), judge.symptoms(), clock.now())) prober.hurry("disk-usage");
  }

  function see(before: GlanceReading | undefined, glance: GlanceReading): void {
    const { disk, socket, "config-file": config } = judge.state().facts;
    const paths = { socket: socket.last?.fact.socket.path, configFile: config.last?.fact.file.path };
    prober.hurry(...oldReadings(before, glance, disk.last?.fact.disks ?? [], paths));
  }

  /** The kernel tells at once that a bridge lost a port, as it does when the bridge itself is taken away. */
  function seeBridges({ unit, text }: JournalLine): void {
    const now = clock.now();
    if (unit !== "kernel" || !BRIDGE_LOST_A_PORT.test(text) || now - linksHurriedAt < LINKS_HURRY_GAP_MS)
      return;
    linksHurriedAt = now;
    prober.hurry("network-links");
  }

  function remember(containers: readonly ContainerReading[]): void {
    const now = clock.now();
    if (now - namesStoredAt < REMEMBER_NAMES_EVERY_MS) return;
    namesStoredAt = now;
    const names = containers.map(({ id, name, image }) => ({ id, name, image }));
    void options.names.remember(hostId, names, now).catch(options.onStorageError);
  }

  const evidence = createEvidenceCapture({
    hostId,
    gate,
    clock,
    store: options.evidence,
    newId: options.newId,
    redact: options.redact,
    redactLines: options.redactLines,
    onCaptured: (captured) => void options.incidents.evidenceCaptured(captured).catch(options.onStorageError),
  });

  const prober = startProber({
    hostId,
    gate,
    clock,
    parseFact: options.parseFact,
    onSignal: (signal) => take([signal]),
    answersPing: () => judge.state().ping.tries.at(-1)?.ok ?? false,
    isWell: () => {
      const { ping, info } = judge.state();
      return ping.tries.at(-1)?.ok === true && info.tries.at(-1)?.ok === true;
    },
    wants: (name) => wantsFact(name, judge.state(), judge.symptoms(), clock.now()),
    isCalm: () => isCalm(judge.state(), judge.symptoms(), clock.now()),
    mayRest: (name) => mayRest(name, judge.state(), judge.symptoms(), clock.now()),
    inspectable: () => turns.due(judge.state(), clock.now()),
  });

  const intake = startIntake({
    hostId,
    gate,
    clock,
    store: options.streams,
    isMarked: (line) => markOf(line) !== undefined,
    onSignals: take,
    onStored(rows) {
      lines.addStored(rows);
      options.onStoredRows(rows);
    },
    onStorageError: options.onStorageError,
    onGateRestart: options.onGateRestart,
    onCaughtUp: options.onCaughtUp,
    onLines: lines.addLines,
  });

  function stopAsking(): void {
    prober.stop();
    intake.stop();
    evidence.stop();
  }

  return {
    id: hostId,
    gateHost: () => gateHost,
    setGateHost: (host) => {
      const isBack = host.channel.state === "up" && gateHost.channel.state !== "up";
      gateHost = host;
      // What was asked while there was no way to the host would wait for its whole interval.
      if (isBack) prober.hurry(...FACT_NAMES, "ping");
    },
    gateIsUp: (isUp) => judge.take([{ hostId, at: clock.now(), kind: "gate-state", isUp }]),
    state: judge.state,
    symptoms: () =>
      judge
        .symptoms()
        .filter(({ severity }) => severity !== "notice")
        .map(clean),
    risks: () =>
      judge
        .symptoms()
        .filter(({ severity }) => severity === "notice")
        .map(clean),
    takeImports: (imports) => judge.take([{ hostId, at: clock.now(), kind: "imports", imports }]),
    lines,
    readNow: () => prober.hurry(...QUICK_PROBES),
    stop() {
      stopAsking();
      judge.stop();
    },
    leave() {
      stopAsking();
      options.availability.leave(hostId);
      return judge.leave().map(clean);
    },
  };
}
