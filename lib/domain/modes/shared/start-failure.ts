import type { HostState } from "../../host-state.ts";
import type { Evidence, ModeId } from "../../symptom.ts";
import type { EpochMs } from "../../time.ts";
import { configVerdict } from "./config-verdict.ts";
import type { EngineSight } from "./engine-sight.ts";
import { unitOf, unitText } from "./host-facts.ts";
import { lineEvidence, linesWith } from "./log-lines.ts";
import { failuresSince, lastWordsOf } from "./start-words.ts";
import { toEvidence } from "./text.ts";

const FAILED: readonly string[] = [
  "exit-code",
  "start-limit-hit",
  "timeout",
  "protocol",
  "resources",
  "core-dump",
];

const OF_THE_CONFIGURATION: readonly ModeId[] = [
  "daemon-json-invalid",
  "daemon-json-flag-conflict",
  "daemon-json-unknown-key",
  "daemon-json-wrong-type",
];

/** A start of dockerd that failed since it last answered, whatever the reason. */
export interface StartFailure {
  readonly at: EpochMs;
  readonly evidence: readonly Evidence[];
  /** Its files are wrong: it ended before it touched disk, network or containerd. */
  readonly isOfTheConfiguration: boolean;
}

/** Undefined where nothing says that a start was tried and failed: somebody may have stopped it, or it was killed. */
export function startFailure(
  host: HostState,
  now: EpochMs,
  sight: Extract<EngineSight, { kind: "down" }>,
): StartFailure | undefined {
  const sinceAt = failuresSince(host);
  const words = lastWordsOf(host);
  const lines = linesWith(
    host,
    ["engine-start-failed", "engine-start-refused", "start-limit", "start-timed-out"],
    sinceAt,
  );
  const unit = unitOf(host, "docker.service", now);
  const socket = unitOf(host, "docker.socket", now);
  // One that ended while it ran has failed too; a start that systemd tried after that is what counts.
  const isRetried = unit !== undefined && unit.reading.restarts > 0 && FAILED.includes(unit.reading.result);
  const isGivenUp =
    unit?.reading.result === "start-limit-hit" ||
    unit?.reading.loadState === "bad-setting" ||
    socket?.reading.result === "service-start-limit-hit";
  const isTold = words !== undefined || lines.length > 0;
  if (!isTold && !isRetried && !isGivenUp) return undefined;
  const findings = configVerdict(host, now)?.findings.filter(({ stopsTheStart }) => stopsTheStart) ?? [];
  // The first that failed: systemd's next attempts are the same failure again.
  const first = Math.min(...lines.map(({ line }) => line.sourceAt), words?.at ?? Number.POSITIVE_INFINITY);
  return {
    at: Number.isFinite(first) ? first : (unit?.reading.stateChangedAt ?? sight.sinceAt),
    evidence: [
      ...(unit === undefined
        ? []
        : [
            toEvidence(
              unit.at,
              "systemctl show docker.service",
              `ActiveState=${unit.reading.activeState} Result=${unit.reading.result} NRestarts=${unit.reading.restarts} LoadState=${unit.reading.loadState}`,
              `docker.service ${unitText(unit.reading)}`,
            ),
          ]),
      ...lines.slice(0, 4).map((line) => lineEvidence(line)),
    ],
    isOfTheConfiguration:
      findings.length > 0 || OF_THE_CONFIGURATION.some((mode) => words?.causes.has(mode) === true),
  };
}
