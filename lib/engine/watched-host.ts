import type { HostState } from "../domain/host-state.ts";
import type { HostId, SymptomId } from "../domain/ids.ts";
import type { ContainerReading } from "../domain/readings.ts";
import type { Signal } from "../domain/signal.ts";
import type { Symptom, SymptomChange } from "../domain/symptom.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import type { GateHost } from "../gate-protocol/answers.ts";
import type { EngineLogRow } from "../protocol/views.ts";
import type { EngineDeps } from "./engine.ts";
import { createEvidenceCapture } from "./evidence-capture.ts";
import { startHostEngine } from "./host-engine.ts";
import { type StoredRow, startIntake } from "./intake.ts";
import { createLineRing, type LineRing } from "./line-ring.ts";
import { startProber } from "./prober.ts";
import { toEngineLogGap, toEngineLogRow } from "./views/log-view.ts";

const LOG_ROWS = 5_000;
/** Names change rarely; they matter only once the daemon is gone. */
const REMEMBER_NAMES_EVERY_MS = MINUTE_MS;

/** One host as it is watched: readings, judgement, log. */
export interface WatchedHost {
  readonly id: HostId;
  readonly gateHost: () => GateHost;
  readonly setGateHost: (host: GateHost) => void;
  readonly state: () => HostState;
  readonly symptoms: () => readonly Symptom[];
  readonly log: LineRing<EngineLogRow>;
  readonly stop: () => void;
}

interface WatchedHostOptions
  extends Pick<
    EngineDeps,
    | "gate"
    | "clock"
    | "parseFact"
    | "markOf"
    | "redact"
    | "newId"
    | "streams"
    | "names"
    | "evidence"
    | "incidents"
    | "onStorageError"
  > {
  readonly hostId: HostId;
  readonly host: GateHost;
  readonly logEpoch: string;
  readonly openSymptoms: readonly Symptom[];
  readonly nextRow: () => number;
  readonly onChanges: (changes: readonly SymptomChange[]) => Promise<void>;
  readonly onState: () => void;
  readonly onStoredRows: (rows: readonly StoredRow[]) => void;
  readonly onLogRows: (
    position: { readonly epoch: string; readonly seq: number },
    rows: readonly EngineLogRow[],
  ) => void;
  readonly onGateRestart: (gateStartedAt: EpochMs, isWhole: boolean) => void;
}

export function startWatchedHost(options: WatchedHostOptions): WatchedHost {
  const { hostId, gate, clock } = options;
  let gateHost = options.host;
  let namesStoredAt = 0;
  const log = createLineRing<EngineLogRow>(options.logEpoch, LOG_ROWS);
  const judge = startHostEngine({
    hostId,
    clock,
    newSymptomId: () => options.newId() as SymptomId,
    open: options.openSymptoms,
    onChanges: options.onChanges,
    onState: options.onState,
  });

  void options.names.recall(hostId).then(judge.remember, options.onStorageError);

  const running = (): readonly ContainerReading[] =>
    (judge.state().containers.lastGood?.reading ?? []).filter((container) => container.state === "running");

  function take(signals: readonly Signal[]): void {
    judge.take(signals);
    for (const signal of signals) {
      if (signal.kind === "docker-event") {
        evidence.take(signal.event);
        if (signal.event.type === "container") prober.hurry("containers");
        if (signal.event.type === "network") prober.hurry("networks");
      }
      // The stream ends the moment dockerd does: seconds before the next ping would tell.
      if (signal.kind === "stream-state" && signal.stream === "events" && !signal.isOpen) {
        prober.hurry("ping");
        prober.hurry("units");
        prober.hurry("socket");
      }
      if (signal.kind === "containers" && signal.outcome.ok) remember(signal.outcome.reading);
    }
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
    onCaptured: (captured) => void options.incidents.evidenceCaptured(captured).catch(options.onStorageError),
  });

  const prober = startProber({
    hostId,
    gate,
    clock,
    parseFact: options.parseFact,
    onSignal: (signal) => take([signal]),
    answersPing: () => judge.state().ping.tries.at(-1)?.ok ?? false,
    running,
  });

  const intake = startIntake({
    hostId,
    gate,
    clock,
    store: options.streams,
    isMarked: (line) => options.markOf(line) !== undefined,
    onSignals: take,
    onStored: options.onStoredRows,
    onStorageError: options.onStorageError,
    onGateRestart: options.onGateRestart,
    onLines(lines, gaps) {
      const rows = [
        ...gaps.flatMap((row) => (row.kind === "gap" ? [toEngineLogGap(hostId, row.at, row.gap)] : [])),
        ...lines.map((line) => toEngineLogRow(hostId, options.nextRow(), line, options.markOf(line))),
      ];
      if (rows.length > 0) options.onLogRows(log.push(rows), rows);
    },
  });

  return {
    id: hostId,
    gateHost: () => gateHost,
    setGateHost: (host) => {
      gateHost = host;
    },
    state: judge.state,
    symptoms: judge.symptoms,
    log,
    stop() {
      prober.stop();
      intake.stop();
      evidence.stop();
      judge.stop();
    },
  };
}
