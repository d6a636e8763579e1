import { setTimeout as wait } from "node:timers/promises";
import { systemClock } from "../../adapters/clock.ts";
import { evaluateCheck } from "../../domain/check-probes.ts";
import { partReadings } from "../../domain/detect/parts.ts";
import { FACT_NAMES } from "../../domain/facts.ts";
import type { HostState } from "../../domain/host-state.ts";
import { isFirewallUndecided } from "../../domain/modes/shared/wiped.ts";
import { redactLines, redactText } from "../../domain/redaction/redact.ts";
import type { Runbook } from "../../domain/runbook.ts";
import { isThere, type Symptom } from "../../domain/symptom.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Gate } from "../../engine/ports.ts";
import { riskViews } from "../../engine/views/risk-view.ts";
import { createSymptomContext } from "../../engine/views/symptom-context.ts";
import type { WatchedHost } from "../../engine/watched-host.ts";
import type { GateStatus } from "../../gate-protocol/answers.ts";
import {
  beganBefore,
  type Diagnosis,
  type FoundSymptom,
  type HostDiagnosis,
  NO_ANSWER_IN_TIME,
  type Search,
} from "./diagnosis.ts";
import { startMemoryEngine } from "./memory-engine.ts";
import { isCountAwaited, isYetToBeAsked, notRead, ofOneLook } from "./not-read.ts";

export interface DiagnoseOptions {
  readonly gate: Gate;
  readonly runbooks: readonly Runbook[];
  /** Key of the redaction: a look leaves nothing behind that another could be compared with. */
  readonly redactionKey: string;
  /** The only host that is asked for; all when absent. */
  readonly hostId?: string;
  readonly withinMs: number;
}

const LOOK_EVERY_MS = 100;
/** After the last reading the engine judges within a tick, and lines of the log follow. */
const SETTLE_MS = 1_200;
/** A reading that decides nothing is taken anew, and not more often than its answer takes. */
const ASK_AGAIN_EVERY_MS = 1_500;

/**
 * The same engine as the console's, for one look: until each host's readings have come, at most `withinMs`; what
 * has not by then is said. Rejects with `no-host` when there is no such host.
 */
export async function diagnose(options: DiagnoseOptions): Promise<Diagnosis> {
  const { gate, redactionKey: key } = options;
  const clock = systemClock;
  const endsAt = clock.now() + options.withinMs;
  const engine = await startMemoryEngine({
    gate,
    redact: (text) => redactText(text, { key }).text,
    redactLines: (lines) => redactLines(lines, { key }).lines,
  });
  const hosts = () =>
    engine.hosts().filter(({ id }) => options.hostId === undefined || id === options.hostId);
  try {
    let askedAgainAt = clock.now();
    const askUndecided = () => {
      if (clock.now() - askedAgainAt < ASK_AGAIN_EVERY_MS) return;
      askedAgainAt = clock.now();
      const isUndecided = (state: HostState, now: EpochMs) =>
        isFirewallUndecided(state, now) || isYetToBeAsked(state, now);
      for (const host of hosts()) if (isUndecided(host.state(), clock.now())) host.readNow();
    };
    const isRead = (host: WatchedHost) =>
      notRead(host.state(), host.symptoms(), clock.now()).length === 0 &&
      !isCountAwaited(host.state(), host.symptoms(), options.runbooks);
    const isDone = () => engine.hosts().length > 0 && hosts().every(isRead);
    while (clock.now() < endsAt - SETTLE_MS && !isDone()) {
      askUndecided();
      await wait(LOOK_EVERY_MS);
    }
    await wait(Math.max(0, Math.min(SETTLE_MS, endsAt - clock.now())));
    const now = clock.now();
    const contextOf = createSymptomContext({
      runbooks: () => options.runbooks,
      incidentOf: () => undefined,
      checklistOf: () => undefined,
      readCheck: (condition, hostId, subject) => {
        const host = engine.stateOf(hostId);
        if (host === undefined) throw new RangeError(`${hostId} is not watched`);
        return evaluateCheck(condition, { container: subject }, host, now);
      },
    });
    const view = engine.gateView();
    return {
      schema: 1,
      at: iso(now),
      hosts: hosts().map((host) => hostDiagnosis(host, now, contextOf)),
      ...(engine.hosts().length === 0 && view.state === "up" && { search: searchOf(view.status) }),
    };
  } finally {
    engine.stop();
  }
}

/** A gate that has no host says where it looked. */
function searchOf({ configFile, configProblems, discovery }: GateStatus): Search {
  return {
    ...(configFile !== undefined && { configFile }),
    problems: configProblems.map(
      ({ file, line, column, message, hint }) => `${file}:${line}:${column} ${message}: ${hint}`,
    ),
    tried: discovery.map(({ origin, url, verdict, command }) => ({
      origin,
      url,
      verdict,
      ...(command !== undefined && { command }),
    })),
  };
}

const iso = (at: EpochMs): string => new Date(at).toISOString();

type ContextOf = ReturnType<typeof createSymptomContext>;

function hostDiagnosis(host: WatchedHost, now: EpochMs, contextOf: ContextOf): HostDiagnosis {
  const state = host.state();
  const symptoms = host.symptoms().filter((symptom) => !symptom.isUnknown && isThere(symptom));
  const reason = unreadable(host);
  return {
    id: host.id,
    ...(reason !== undefined && { unreadable: reason }),
    symptoms: inOrder(symptoms).map((symptom) => found(symptom, symptoms, state.startedAt, contextOf)),
    risks: riskViews(host.risks()).map(({ mode, title, part, count, items }) => ({
      symptom: mode,
      title,
      part,
      count,
      items: items.map(({ subject, summary, reading }) => ({
        ...(subject !== "" && { subject }),
        summary,
        ...(reading !== undefined && { reading }),
      })),
    })),
    notRead: reason === undefined ? notRead(state, host.symptoms(), now) : [],
    notVisible: partReadings(state, symptoms, now, host.gateHost()).flatMap(({ id, notVisible }) =>
      notVisible === undefined ? [] : [{ part: id, ...ofOneLook(notVisible) }],
    ),
  };
}

/** A dead daemon is a finding where the host itself was read; where nothing ever answered, nobody knows. */
function unreadable(host: WatchedHost): string | undefined {
  const { ping, facts } = host.state();
  const lastTry = ping.tries.at(-1);
  const isAsked = lastTry !== undefined && lastTry.failure !== "host-unreachable";
  const isAnythingRead =
    ping.lastGood !== undefined || FACT_NAMES.some((name) => facts[name].last !== undefined);
  if (isAsked && isAnythingRead) return undefined;
  const { channel } = host.gateHost();
  const reason = channel.state === "down" ? channel.reason : undefined;
  return reason ?? lastTry?.message ?? NO_ANSWER_IN_TIME;
}

const RANK = { page: 0, ticket: 1, notice: 2 } as const;

/** Worst first, and beneath each what it explains. */
function inOrder(symptoms: readonly Symptom[]): readonly Symptom[] {
  const ids = new Set(symptoms.map(({ id }) => id));
  const isRoot = ({ absorbedBy }: Symptom) => absorbedBy === undefined || !ids.has(absorbedBy);
  const sorted = symptoms.toSorted(
    (a, b) => RANK[a.severity] - RANK[b.severity] || a.sinceAt - b.sinceAt || (a.id < b.id ? -1 : 1),
  );
  const withEffects = (cause: Symptom): readonly Symptom[] => [
    cause,
    ...sorted.filter(({ absorbedBy }) => absorbedBy === cause.id).flatMap(withEffects),
  ];
  return sorted.filter(isRoot).flatMap(withEffects);
}

function found(
  symptom: Symptom,
  all: readonly Symptom[],
  lookedFromAt: EpochMs,
  contextOf: ContextOf,
): FoundSymptom {
  const { runbook, next } = contextOf(symptom);
  const cause = all.find(({ id }) => id === symptom.absorbedBy);
  return {
    symptom: symptom.mode,
    ...(symptom.subject !== "" && { subject: symptom.subject }),
    title: symptom.title,
    summary: symptom.summary,
    part: symptom.part,
    since: iso(symptom.sinceAt),
    ...(!beganBefore(symptom, lookedFromAt) && { isSinceFirstLook: true }),
    severity: symptom.severity,
    ...(cause !== undefined && { explainedBy: cause.mode }),
    evidence: symptom.evidence.map(({ at, source, text, reading }) => ({
      at: iso(at),
      source,
      text: reading ?? text,
    })),
    ...(runbook !== undefined &&
      next !== undefined && {
        nextStep: {
          runbook: runbook.id,
          number: next.stepNumber,
          title: next.title,
          ...(next.command !== undefined && { command: next.command }),
        },
      }),
  };
}
