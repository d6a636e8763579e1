import type { PartId, PartState } from "../../domain/anatomy.ts";
import { connectionLadder, probeLadder } from "../../domain/detect/ladder.ts";
import { kernelCells } from "../../domain/detect/part-floor.ts";
import { partReadings } from "../../domain/detect/parts.ts";
import { sightOf } from "../../domain/detect/sight.ts";
import { vitalsOf } from "../../domain/detect/vitals.ts";
import type { HostState } from "../../domain/host-state.ts";
import { runningByShims } from "../../domain/modes/shared/running.ts";
import type { Severity } from "../../domain/severity.ts";
import type { Symptom } from "../../domain/symptom.ts";
import { type EpochMs, SECOND_MS } from "../../domain/time.ts";
import type { GateHost } from "../../gate-protocol/answers.ts";
import type { HostDetail, HostSummary } from "../../protocol/views.ts";
import type { RestartRow } from "../restart-cells.ts";
import { containerViews } from "./container-view.ts";

/** A host that said nothing for so long is not heard from: its readings are last known. */
const HEARD_WITHIN_MS = 30 * SECOND_MS;
const WORST: readonly Severity[] = ["page", "ticket", "notice"];

/** What is drawn of one host; the parts of a WatchedHost that a view needs. */
export interface ViewedHost {
  readonly gateHost: () => GateHost;
  readonly state: () => HostState;
  readonly symptoms: () => readonly Symptom[];
  readonly lines: { readonly restarts: (now: EpochMs) => readonly RestartRow[] };
}

export function toHostSummary(host: ViewedHost, now: EpochMs): HostSummary {
  return summaryOf(host, now, partReadings(host.state(), host.symptoms(), now));
}

export function toHostDetail(host: ViewedHost, now: EpochMs): HostDetail {
  const state = host.state();
  const partViews = partReadings(state, host.symptoms(), now);
  const { socketPath } = host.gateHost();
  const lastListAt = state.containers.lastGood?.at;
  const lastInfoAt = state.info.lastGood?.at;
  return {
    ...summaryOf(host, now, partViews),
    ...(socketPath !== undefined && { socketPath }),
    partViews,
    ladder: probeLadder(state, now),
    connection: connectionLadder(state, now),
    containers: containerViews(state, now),
    vitals: vitalsOf(state, now),
    kernel: kernelCells(state, now),
    sight: sightOf(state, now),
    ...(lastListAt !== undefined && { lastListAt }),
    // Full: both halves of the engine spoke, dockerd for the list and containerd for info.
    ...(lastListAt !== undefined &&
      lastInfoAt !== undefined && { lastFullAnswerAt: Math.min(lastListAt, lastInfoAt) }),
  };
}

function summaryOf(
  host: ViewedHost,
  now: EpochMs,
  parts: readonly { readonly id: PartId; readonly state: PartState }[],
): HostSummary {
  const { id, url, transport, labels, channel, isInsecure } = host.gateHost();
  const state = host.state();
  const symptoms = host.symptoms();
  const severity = severityOf(symptoms);
  const lastHeardAt = lastHeard(state);
  const engineVersion =
    state.version.lastGood?.reading.engineVersion ?? state.info.lastGood?.reading.engineVersion;
  const lastPing = state.ping.tries.at(-1);
  const list = state.containers.lastGood?.reading;
  const shims = runningByShims(state, now);
  const isListFresh = state.containers.tries.at(-1)?.ok === true && lastPing?.ok === true;
  const listed = list?.filter((container) => container.state === "running").length;
  const running = isListFresh ? listed : (shims?.length ?? listed);
  const restarts = host.lines.restarts(now);
  return {
    id,
    url,
    transport,
    labels,
    isInsecure,
    isHeard: lastHeardAt !== undefined && now - lastHeardAt <= HEARD_WITHIN_MS,
    parts: Object.fromEntries(parts.map((part) => [part.id, part.state])) as Record<PartId, PartState>,
    symptomIds: symptoms.map((symptom) => symptom.id),
    channel: { state: channel.state, ...("reason" in channel && { reason: channel.reason }) },
    restarts,
    ...(engineVersion !== undefined && { engineVersion }),
    ...(severity && { severity }),
    ...(lastHeardAt !== undefined && { lastHeardAt }),
    ...(running !== undefined && { containersRunning: running }),
    ...(list && { containersExpected: list.filter((container) => container.state !== "created").length }),
    ...(lastPing?.ok === true && { pingMs: lastPing.durationMs }),
  };
}

/** The worst of the symptoms that count: lit, not explained by another. */
function severityOf(symptoms: readonly Symptom[]): Severity | undefined {
  const counted = symptoms.filter(
    (symptom) =>
      symptom.absorbedBy === undefined &&
      (symptom.state === "seen" || symptom.state === "raised") &&
      !symptom.isUnknown,
  );
  return WORST.find((severity) => counted.some((symptom) => symptom.severity === severity));
}

/** The newest word of any source: an answer, a refusal of the daemon itself, a fact, a line. */
function lastHeard(state: HostState): EpochMs | undefined {
  const heard = [
    state.ping.tries.findLast((tried) => tried.failure !== "host-unreachable")?.at,
    state.lastLineAt,
    ...Object.values(state.facts).map((fact) => fact.last?.at),
  ].filter((at) => at !== undefined);
  return heard.length === 0 ? undefined : Math.max(...heard);
}
