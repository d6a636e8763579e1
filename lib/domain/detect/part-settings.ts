import type { PartId } from "../anatomy.ts";
import { findConflicts } from "../daemon-config/conflicts.ts";
import { driftText, findDrift } from "../daemon-config/drift.ts";
import { findingText } from "../daemon-config/finding.ts";
import type { SettingKey } from "../daemon-config/parse-json.ts";
import { nextStartFlags, runningFlags } from "../daemon-config/start-arguments.ts";
import type { UnitReading } from "../facts.ts";
import type { HostState } from "../host-state.ts";
import { configVerdict } from "../modes/shared/config-verdict.ts";
import { sightOfEngine } from "../modes/shared/engine-sight.ts";
import { isInMotion, isPodman, unitText } from "../modes/shared/host-facts.ts";
import { parsedConfig } from "../modes/shared/start-cause.ts";
import { counted, durationText } from "../modes/shared/text.ts";
import { DAY_MS, type EpochMs, HOUR_MS, SECOND_MS } from "../time.ts";
import { asLastKnown, fromFact, type OwnReading, offPart, outOfSight } from "./part-reading.ts";
import { BY_ITSELF, factSight } from "./visibility.ts";

/* Configuration, along the top: tls, unit, config, cunit. */

const ACTIVATING_TOO_LONG_MS = 90 * SECOND_MS;

/** The way Foghorn speaks to the daemon, as the gate knows it. */
export interface HostLink {
  readonly transport: "unix" | "ssh" | "tcp";
  readonly isInsecure: boolean;
  /** End of the server's certificate; known once a TLS connection was made. */
  readonly certificateEndsAt?: EpochMs;
}

export const SETTINGS_PARTS: Partial<
  Record<PartId, (host: HostState, now: EpochMs, link: HostLink) => OwnReading>
> = {
  tls: readTls,
  unit: (host, now) => readUnit(host, "docker.service", now),
  config: readConfig,
  cunit: (host, now) => readUnit(host, "containerd.service", now),
};

function readUnit(host: HostState, name: string, now: EpochMs): OwnReading {
  return fromFact(host, "units", now, () => {
    const unit = host.facts.units.last?.fact.units.find((known) => known.name === name);
    if (unit === undefined || unit.loadState === "not-found") return offPart("no such unit");
    const isUnused = unit.activeState === "inactive" && sightOfEngine(host, now).kind === "answers";
    if (isUnused) return offPart("not used: dockerd answers without it");
    const since =
      unit.stateChangedAt === undefined
        ? []
        : [`for ${durationText(Math.max(0, now - unit.stateChangedAt))}`];
    const restarts = unit.restarts > 0 ? [counted(unit.restarts, "restart")] : [];
    return {
      state: stateOfUnit(unit, now),
      short: SHORT_STATES[unit.activeState] ?? unit.activeState.slice(0, 6),
      reading: unitText(unit),
      lines: [...since, ...restarts],
    };
  });
}

const SHORT_STATES: Readonly<Record<string, string>> = {
  inactive: "dead",
  activating: "starts",
  deactivating: "stops",
  reloading: "reload",
};

/** systemd names the unit itself: what failed or stopped is broken, what moves may still come up. */
function stateOfUnit(unit: UnitReading, now: EpochMs): OwnReading["state"] {
  if (unit.activeState === "active") return "ok";
  if (!isInMotion(unit)) return "fault";
  const forMs = unit.stateChangedAt === undefined ? 0 : now - unit.stateChangedAt;
  return forMs > ACTIVATING_TOO_LONG_MS ? "fault" : "warn";
}

function readConfig(host: HostState, now: EpochMs): OwnReading {
  return fromFact(host, "config-file", now, () => {
    const file = host.facts["config-file"].last?.fact.file;
    if (file === undefined) return undefined;
    if (!file.exists)
      return { state: "ok", short: "none", reading: "no file", lines: ["defaults are in force", file.path] };
    const config = parsedConfig(host, file);
    if (!config.ok) {
      const { line, column } = config.mistake;
      return {
        state: "ok",
        short: `${line}:${column}`.slice(0, 6),
        reading: `broken at ${line}:${column}`,
        lines: [config.message, config.mistake.words],
      };
    }
    const files = host.facts["unit-files"].last?.fact.files;
    const flags = files && (nextStartFlags(files) ?? runningFlags(files));
    const conflicts = flags ? findConflicts(config.keys, flags) : [];
    if (conflicts.length > 0)
      return {
        state: "ok",
        short: "twice",
        reading: `${conflicts.map(({ key }) => key).join(", ")} set twice`,
        lines: [file.path],
      };
    const mistakes = configVerdict(host, now)?.findings ?? [];
    if (mistakes.length > 0)
      return {
        state: "ok",
        short: mistakes.some(({ stopsTheStart }) => stopsTheStart) ? "wrong" : "risky",
        reading: mistakes
          .map(({ key }) => key)
          .join(", ")
          .slice(0, 60),
        lines: mistakes.slice(0, 3).map((mistake) => findingText(mistake)),
      };
    const unchecked = flags === undefined ? ["flags of dockerd are not visible"] : [];
    return {
      state: "ok",
      short: "valid",
      reading: "valid on disk",
      lines: [file.path, ...driftLines(host, config.keys, now), ...unchecked],
    };
  });
}

/** What somebody changed since dockerd read the file, of what a running daemon tells. */
function driftLines(host: HostState, keys: readonly SettingKey[], now: EpochMs): readonly string[] {
  const info = host.info.lastGood?.reading;
  if (info === undefined || sightOfEngine(host, now).kind !== "answers") return [];
  return findDrift(keys, info).map(driftText);
}

const DRIFTS_BELOW_DAYS = 21;
const TICKET_BELOW_DAYS = 7;

/** Days that are left of the certificate; where the way to the daemon has none, what it is instead. */
function readTls(host: HostState, now: EpochMs, link: HostLink): OwnReading {
  if (link.transport === "tcp") return link.isInsecure ? offPart("none: insecure") : certificate(link, now);
  // A port may be served beside the way that Foghorn takes; its certificate is then read from its file.
  if (!isPodman(host) && listensOnTcp(host)) return certificateFile(host, now);
  return offPart(`not used: ${link.transport}`);
}

function certificate({ certificateEndsAt }: Pick<HostLink, "certificateEndsAt">, now: EpochMs): OwnReading {
  if (certificateEndsAt === undefined)
    return outOfSight("no TLS connection was made yet", BY_ITSELF.connected);
  const days = Math.floor((certificateEndsAt - now) / DAY_MS);
  const day = new Date(certificateEndsAt).toISOString().slice(0, 10);
  if (certificateEndsAt <= now)
    return { state: "fault", short: "over", reading: "expired", lines: [`ended ${day}`], readAt: now };
  return {
    state: days < TICKET_BELOW_DAYS ? "warn" : "ok",
    short: days > 9_999 ? "years" : `${days} d`,
    reading: `${days} d left`,
    lines: [`ends ${day}`, ...(days < DRIFTS_BELOW_DAYS ? [`below ${DRIFTS_BELOW_DAYS} d: renew it`] : [])],
    readAt: now,
  };
}

// Two rounds of a reading that is made four times a day.
const FILE_FRESH_MS = 13 * HOUR_MS;

function certificateFile(host: HostState, now: EpochMs): OwnReading {
  const { last } = host.facts.certificate;
  if (last === undefined) {
    const sight = factSight(host, "certificate", now);
    return sight.kind === "not-visible" ? outOfSight(sight.why.reason, sight.why.change) : offPart("none");
  }
  const { path, certificate: found } = last.fact.certificate;
  if (path === "") return { ...offPart("none: plain TCP"), readAt: last.at };
  if (found === undefined)
    return outOfSight(
      `the certificate in ${path} could not be understood`,
      "Let Foghorn's account read the file.",
    );
  const reading = { ...certificate({ certificateEndsAt: found.notAfter }, now), readAt: last.at };
  return now - last.at <= FILE_FRESH_MS ? reading : asLastKnown(reading);
}

function listensOnTcp(host: HostState): boolean {
  const files = host.facts["unit-files"].last?.fact.files;
  const flags = (files && (runningFlags(files) ?? nextStartFlags(files))) ?? [];
  const file = host.facts["config-file"].last?.fact.file;
  const config = file?.exists ? parsedConfig(host, file) : undefined;
  const settings = config?.ok ? config.keys.map(({ key, valueText }) => `${key} ${valueText}`) : [];
  return [...settings, ...flags.map(({ name, value }) => `${name} ${value}`)].some((text) =>
    text.includes("tcp://"),
  );
}
