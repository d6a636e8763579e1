import { recallChanges } from "../domain/changes/recall-changes.ts";
import {
  type Detected,
  type Detection,
  detect,
  openSymptoms,
  startDetection,
  stopDetection,
} from "../domain/detect/detect.ts";
import { foldSignals, rememberNames, startHostState } from "../domain/fold.ts";
import type { HostState } from "../domain/host-state.ts";
import type { HostId, SymptomId } from "../domain/ids.ts";
import type { Signal, SignalKind } from "../domain/signal.ts";
import type { Symptom, SymptomChange } from "../domain/symptom.ts";
import { SECOND_MS } from "../domain/time.ts";
import type { Clock } from "./ports.ts";

/** Signals that arrive together are judged together: a thousand events a second are twenty judgements. */
const BATCH_MS = 50;
/** Time alone raises and clears symptoms. */
const TICK_MS = SECOND_MS;

export interface HostEngine {
  readonly take: (signals: readonly Signal[]) => void;
  readonly state: () => HostState;
  readonly symptoms: () => readonly Symptom[];
  /** Names from before the console started. */
  readonly remember: (names: Parameters<typeof rememberNames>[1]) => void;
  /** Stored events from before the console started, oldest first. */
  readonly recall: (events: Parameters<typeof recallChanges>[1]) => void;
  readonly stop: () => void;
  /** Stops because the host is not watched any more, and says so of what is open. Returns that, to go on with one day. */
  readonly leave: () => readonly Symptom[];
}

interface HostEngineOptions {
  readonly hostId: HostId;
  readonly clock: Clock;
  readonly newSymptomId: () => SymptomId;
  /** Symptoms that had not cleared when the console stopped, or when the host was last watched. */
  readonly open: readonly Symptom[];
  /** Stores and hands on; the next judgement waits for it, so that changes arrive in order. */
  readonly onChanges: (changes: readonly SymptomChange[]) => Promise<void>;
  /** `host` is the state after these signals. */
  readonly onFolded: (signals: readonly Signal[], host: HostState) => void;
  /** Something that is drawn may have changed. */
  readonly onState: () => void;
}

/** One host's signals in, its state and its symptom changes out. All knowledge is in lib/domain. */
export function startHostEngine(options: HostEngineOptions): HostEngine {
  const { hostId, clock } = options;
  let state = startHostState(hostId, clock.now());
  let detection: Detection = startDetection(hostId, options.open);
  let waiting: Signal[] = [];
  let batch: NodeJS.Timeout | undefined;
  let handing: Promise<void> = Promise.resolve();
  let isStopped = false;

  function step(kinds: ReadonlySet<SignalKind> | "tick"): void {
    hand(detect(detection, state, kinds, clock.now(), options.newSymptomId));
  }

  function hand({ detection: next, changes }: Detected): void {
    detection = next;
    if (changes.length > 0) handing = handing.then(() => options.onChanges(changes));
  }

  function flush(): void {
    batch = undefined;
    const signals = waiting;
    waiting = [];
    if (isStopped || signals.length === 0) return;
    state = foldSignals(state, signals);
    options.onFolded(signals, state);
    step(new Set(signals.map((signal) => signal.kind)));
    options.onState();
  }

  const tick = setInterval(() => step("tick"), TICK_MS);

  function stop(): void {
    isStopped = true;
    clearInterval(tick);
    clearTimeout(batch);
  }

  return {
    take(signals) {
      for (const signal of signals) waiting.push(signal);
      batch ??= setTimeout(flush, BATCH_MS);
    },
    state: () => state,
    symptoms: () => openSymptoms(detection),
    remember(names) {
      state = rememberNames(state, names);
    },
    recall(events) {
      state = recallChanges(state, events);
      options.onState();
    },
    stop,
    leave() {
      stop();
      hand(stopDetection(detection, clock.now()));
      return openSymptoms(detection);
    },
  };
}
