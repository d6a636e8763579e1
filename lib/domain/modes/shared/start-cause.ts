import { type ConfigParse, parseDaemonJson, readerOf } from "../../daemon-config/parse-json.ts";
import type { ConfigFileReading } from "../../facts.ts";
import type { HostState } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import type { Severity } from "../../severity.ts";
import type { BlastRadius, Symptom } from "../../symptom.ts";
import { type EpochMs, SECOND_MS } from "../../time.ts";
import { sightOfEngine } from "./engine-sight.ts";
import { unitOf } from "./host-facts.ts";
import { openOf } from "./judgement.ts";
import { type FoundLine, linesWith } from "./log-lines.ts";
import { ON_DISK, STOPS_THE_START } from "./relations.ts";
import { downText, runOnText } from "./running.ts";

// The line is written when the start fails, the ping notices up to a round later.
const LINE_SLACK_MS = 10 * SECOND_MS;

export const engineVersionOf = (host: HostState): string | undefined =>
  host.version.lastGood?.reading.engineVersion ?? host.info.lastGood?.reading.engineVersion;

const parsed = new WeakMap<ConfigFileReading, Map<string, ConfigParse>>();

/** daemon.json as the engine of this host would read it; parsed once per reading, since several modes ask each second. */
export function parsedConfig(host: HostState, file: ConfigFileReading): ConfigParse {
  const reader = readerOf(engineVersionOf(host));
  const known = parsed.get(file) ?? new Map<string, ConfigParse>();
  parsed.set(file, known);
  const before = known.get(reader);
  if (before !== undefined) return before;
  const result = parseDaemonJson(file.text, reader);
  known.set(reader, result);
  return result;
}

export interface StartCause {
  readonly variant: typeof STOPS_THE_START | typeof ON_DISK;
  readonly severity: Severity;
  /** The daemon is down now, for this or another reason. */
  readonly isDown: boolean;
  readonly lines: readonly FoundLine[];
}

/**
 * What a mistake in the configuration does at the moment. Page while the daemon is down: nothing can bring
 * it back before the file is mended. Ticket while it runs on the file it read before: only the next start
 * will fail, and that can be prevented by daylight.
 */
export function startCauseOf(
  host: HostState,
  signatureId: string,
  open: readonly Symptom[],
  now: EpochMs,
): StartCause {
  const isDown = sightOfEngine(host, now).kind === "down";
  const lastAnswerAt = host.ping.lastGood?.at ?? 0;
  const lines = linesWith(host, [signatureId], lastAnswerAt - LINE_SLACK_MS);
  const stops = isDown && (lines.length > 0 || failsToStart(host, open, now));
  return {
    variant: stops ? STOPS_THE_START : ON_DISK,
    severity: isDown ? "page" : "ticket",
    isDown,
    lines: lines.slice(0, 2),
  };
}

/**
 * systemd says that the newest start failed. Stopped on purpose ends in success, killed in a signal: then no mistake stopped
 * it. While the unit cannot be read, what was known to keep it down still does.
 */
export function failsToStart(host: HostState, open: readonly Symptom[], now: EpochMs): boolean {
  const unit = unitOf(host, "docker.service", now)?.reading;
  if (unit === undefined) return openOf(open, "")?.variant === STOPS_THE_START;
  return unit.result === "exit-code" || unit.result === "start-limit-hit";
}

/** dockerd said so after this reading was made, and did not come up since. */
export function wasSaidSince(host: HostState, signatureId: string, readAt: EpochMs, now: EpochMs): boolean {
  return sightOfEngine(host, now).kind === "down" && linesWith(host, [signatureId], readAt).length > 0;
}

/** What both mistakes of the configuration share: people and tools write the file and the unit in steps. */
export const START_MODE = {
  inputs: ["fact", "journal-line", "ping"],
  windows: {
    // Only what stands there 10 s later is meant.
    raiseAfterMs: 10 * SECOND_MS,
    raiseAfterReadings: 2,
    clearAfterMs: 10 * SECOND_MS,
    clearAfterReadings: 2,
  },
} as const satisfies Pick<Mode, "inputs" | "windows">;

/** What a mistake in the configuration does comes before where it is: while it keeps dockerd from starting, that is the fault. */
export const startTitle = (variant: StartCause["variant"], mistake: string): string =>
  variant === STOPS_THE_START ? `dockerd does not start: ${mistake}` : mistake;

/** The part of a judgement that every mistake of the configuration has. */
export const startMistake = (host: HostState, cause: StartCause, now: EpochMs) =>
  ({
    subject: "",
    verdict: "failing",
    variant: cause.variant,
    severity: cause.severity,
    part: "config",
    blast: blastOfStart(host, cause, now),
  }) as const;

export function blastOfStart(host: HostState, cause: Pick<StartCause, "isDown">, now: EpochMs): BlastRadius {
  if (!cause.isDown)
    return {
      affected: ["The next start of dockerd: a restart, an upgrade or a reboot"],
      parts: [],
      notAffected: ["dockerd still runs on the configuration it read before"],
    };
  return {
    affected: [
      "dockerd cannot start",
      ...downText(host, now),
      "docker CLI, compose, CI jobs and every other caller",
    ],
    parts: ["dockerd", "sock", "callers"],
    notAffected: runOnText(host, now),
  };
}
