import { nextStartFlags } from "../daemon-config/start-arguments.ts";
import type { HostState } from "../host-state.ts";
import { clockText } from "../modes/shared/counted-since.ts";
import { sightOfEngine } from "../modes/shared/engine-sight.ts";
import { freshFact } from "../modes/shared/host-facts.ts";
import { parsedConfig } from "../modes/shared/start-cause.ts";
import type { EpochMs } from "../time.ts";
import { type ProbeReading, unknown, value } from "./reading.ts";

/** Of the daemon that runs, as of its last /info; while it is down, what its next start will have. */
export function readLiveRestore(host: HostState, now: EpochMs): ProbeReading {
  const next = sightOfEngine(host, now).kind === "down" ? nextStart(host, now) : undefined;
  if (next !== undefined) return next;
  const last = host.info.lastGood;
  if (last === undefined)
    return host.info.tries.length === 0
      ? { kind: "waiting", text: "not asked yet" }
      : unknown(`not said since Foghorn started, ${clockText(host.startedAt)}`);
  return value(last.reading.isLiveRestoreOn, last.reading.isLiveRestoreOn ? "on" : "off", last.at);
}

/** By flag or file, where both can be read and the file parses. */
function nextStart(host: HostState, now: EpochMs): ProbeReading | undefined {
  const file = freshFact(host, "config-file", now);
  const units = freshFact(host, "unit-files", now);
  const flags = units && nextStartFlags(units.fact.files);
  if (file === undefined || units === undefined || flags === undefined) return undefined;
  const config = file.fact.file.exists ? parsedConfig(host, file.fact.file) : undefined;
  if (config?.ok === false) return undefined;
  const inFile = config?.keys.find(({ key }) => key === "live-restore")?.valueText === "true";
  const asFlag = flags.some(({ name, value: given }) => name === "live-restore" && given !== "false");
  const isOn = inFile || asFlag;
  return value(isOn, isOn ? "on at the next start" : "off at the next start", Math.min(file.at, units.at));
}
