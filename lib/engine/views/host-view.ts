import type { PartId, PartState } from "../../domain/anatomy.ts";
import { awaySince } from "../../domain/detect/away-since.ts";
import { containerCount } from "../../domain/detect/container-count.ts";
import { importSight } from "../../domain/detect/import-sight.ts";
import { connectionLadder, probeLadder } from "../../domain/detect/ladder.ts";
import { kernelCells } from "../../domain/detect/part-floor.ts";
import { partReadings } from "../../domain/detect/parts.ts";
import { processLists } from "../../domain/detect/process-lists.ts";
import { sightOf } from "../../domain/detect/sight.ts";
import { vitalsOf } from "../../domain/detect/vitals.ts";
import type { HostState } from "../../domain/host-state.ts";
import { failuresInARow } from "../../domain/modes/shared/engine-sight.ts";
import { isPodman } from "../../domain/modes/shared/host-facts.ts";
import type { ApiFailure } from "../../domain/readings.ts";
import type { Runbook } from "../../domain/runbook.ts";
import type { Symptom } from "../../domain/symptom.ts";
import { type EpochMs, SECOND_MS } from "../../domain/time.ts";
import type { GateHost } from "../../gate-protocol/answers.ts";
import type { HostDetail, HostSummary } from "../../protocol/views.ts";
import type { RestartRow } from "../restart-cells.ts";
import { changesView } from "./change-view.ts";
import { containerViews } from "./container-view.ts";
import { riskSight, riskViews } from "./risk-view.ts";

/** A host that said nothing for so long is not heard from: its readings are last known. */
const HEARD_WITHIN_MS = 30 * SECOND_MS;
/** Tries that never came as far as the daemon. */
const UNHEARD: readonly ApiFailure[] = ["host-unreachable", "not-tried"];

/** What is drawn of one host; the parts of a WatchedHost that a view needs. */
export interface ViewedHost {
  readonly gateHost: () => GateHost;
  readonly state: () => HostState;
  readonly symptoms: () => readonly Symptom[];
  readonly risks: () => readonly Symptom[];
  readonly lines: { readonly restarts: (now: EpochMs) => readonly RestartRow[] };
}

/** What is known of a host outside detection. */
export interface HostContext {
  readonly runbooks?: readonly Runbook[];
}

export function toHostSummary(host: ViewedHost, now: EpochMs): HostSummary {
  return summaryOf(host, now, partReadings(host.state(), host.symptoms(), now, host.gateHost()));
}

export function toHostDetail(host: ViewedHost, now: EpochMs, context: HostContext = {}): HostDetail {
  const state = host.state();
  const partViews = partReadings(state, host.symptoms(), now, host.gateHost());
  const { socketPath, actions } = host.gateHost();
  const lastListAt = state.containers.lastGood?.at;
  const looked = riskSight(state, now);
  const processes = processLists(state, now);
  const awaySinceAt = awaySince(state, host.symptoms(), now);
  return {
    ...summaryOf(host, now, partViews),
    ...(awaySinceAt !== undefined && { awaySinceAt }),
    ...(socketPath !== undefined && { socketPath }),
    ...(actions && { actions }),
    partViews,
    ladder: probeLadder(state, now),
    connection: connectionLadder(state, now),
    containers: containerViews(state, now),
    vitals: vitalsOf(state, now),
    kernel: kernelCells(state, now),
    sight: sightOf(state, now),
    sources: importSight(state, now),
    risks: riskViews(host.risks(), context.runbooks),
    changes: changesView(state),
    ...(looked && { riskSight: looked }),
    ...(processes && { processes }),
    ...(lastListAt !== undefined && { lastListAt }),
  };
}

function summaryOf(
  host: ViewedHost,
  now: EpochMs,
  parts: readonly { readonly id: PartId; readonly state: PartState }[],
): HostSummary {
  const { id, url, transport, labels, channel, isInsecure, isRecorded } = host.gateHost();
  const state = host.state();
  const lastHeardAt = lastHeard(state);
  const isHeard = lastHeardAt !== undefined && now - lastHeardAt <= HEARD_WITHIN_MS && !isCutOff(state);
  const engineVersion =
    state.version.lastGood?.reading.engineVersion ?? state.info.lastGood?.reading.engineVersion;
  const lastPing = state.ping.tries.at(-1);
  const count = containerCount(state, now);
  const lastFullAnswerAt = lastFullAnswer(state);
  return {
    id,
    url,
    transport,
    labels,
    isInsecure,
    isHeard,
    parts: Object.fromEntries(parts.map((part) => [part.id, part.state])) as Record<PartId, PartState>,
    channel: { state: channel.state, ...("reason" in channel && { reason: channel.reason }) },
    restarts: host.lines.restarts(now),
    ...(isRecorded === true && { isRecorded }),
    ...(engineVersion !== undefined && { engineVersion }),
    ...(isPodman(state) && { engineName: "podman" as const }),
    ...(lastHeardAt !== undefined && { lastHeardAt }),
    ...(!isHeard && { silence: silenceOf(state, lastHeardAt) }),
    ...(lastFullAnswerAt !== undefined && { lastFullAnswerAt }),
    ...(count && { containersRunning: count.running, containersBy: count.by, containersAt: count.at }),
    ...(count?.expected !== undefined && { containersExpected: count.expected }),
    ...(lastPing?.ok === true && { pingMs: lastPing.durationMs }),
  };
}

/** Known to be out of reach before its last word is old: the gate is down, or twice in a row no ping came as far as the daemon. */
function isCutOff({ gate, ping }: HostState): boolean {
  const newest = ping.tries.at(-1);
  const isUnreached = newest?.failure === "host-unreachable" && failuresInARow(ping) >= 2;
  return gate?.isUp === false || isUnreached;
}

/** Why nothing is heard and since when; of a host that never said anything, since it is asked. */
function silenceOf(state: HostState, lastHeardAt: EpochMs | undefined): NonNullable<HostSummary["silence"]> {
  return {
    sinceAt: lastHeardAt ?? state.ping.failingSinceAt ?? state.startedAt,
    reason: reasonOf(state),
  };
}

function reasonOf({ gate, ping }: HostState): string {
  if (gate?.isUp === false) return "Foghorn's gate is down: no host is asked";
  const newest = ping.tries.at(-1);
  return newest === undefined ? "not asked yet" : (newest.message ?? "no reading arrives");
}

/** Full: both halves of the engine spoke, dockerd for the list and containerd for info. */
function lastFullAnswer({ containers, info }: HostState): EpochMs | undefined {
  if (containers.lastGood === undefined || info.lastGood === undefined) return undefined;
  return Math.min(containers.lastGood.at, info.lastGood.at);
}

/** The newest word of any source: an answer, a refusal of the daemon itself, a fact, a line. */
function lastHeard(state: HostState): EpochMs | undefined {
  const heard = [
    state.ping.tries.findLast((tried) => tried.failure === undefined || !UNHEARD.includes(tried.failure))?.at,
    state.lastLineAt,
    ...Object.values(state.facts).map((fact) => fact.last?.at),
  ].filter((at) => at !== undefined);
  return heard.length === 0 ? undefined : Math.max(...heard);
}
