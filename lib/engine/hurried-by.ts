import type { FactName } from "../domain/facts.ts";
import type { DockerEvent, JournalLine, Signal } from "../domain/signal.ts";
import type { ModeId, SymptomChange } from "../domain/symptom.ts";
import type { TimedProbe } from "./schedule.ts";

/** systemd starts docker.service, or it ended: what is read of it, and what a failed start is judged by, is old by then. */
const UNIT_CHANGED =
  /^Starting docker\.service|^(?:docker|containerd)\.service: (?:Main process exited|Failed with result)/;
const ON_UNIT_CHANGE = ["units", "info", "ping", "socket", "disk", "config-file", "unit-files"] as const;
/** Of the engine's units or of systemd itself: each health check makes it speak of a mount that came and went. */
const OF_THE_ENGINE =
  /\b(?:docker|containerd)\.(?:service|socket)\b|Docker (?:Application Container Engine|Socket for the API)|containerd container runtime|^Reload/;
/** How full the disk was in that moment tells later whether room was made. */
const OF_SPACE = /no space left on device/;

/** What is read of a host only while such a symptom is open: at once when it is found, before somebody mends it. */
const LOOKED_INTO: Partial<Record<ModeId, FactName>> = { "json-log-corrupt": "torn-logs" };

export const hurriedByChanges = (changes: readonly SymptomChange[]): readonly FactName[] =>
  changes.flatMap(({ kind, symptom }) => (kind === "seen" ? (LOOKED_INTO[symptom.mode] ?? []) : []));

/** What a signal makes old: read again at once, ahead of its turn. */
export function hurriedBy(signal: Signal): readonly (TimedProbe | FactName)[] {
  switch (signal.kind) {
    case "docker-event":
      return hurriedByEvent(signal.event);
    case "journal-line":
      return hurriedByLine(signal.line);
    case "stream-state":
      if (signal.stream !== "events") return [];
      // It ends the moment dockerd does, seconds before the next ping would tell. It comes back with dockerd, which reads
      // its certificate at that moment and never again, and may be another version or told otherwise.
      return signal.isOpen
        ? ["certificate", "version", "info", "unit-files"]
        : ["ping", "units", "socket", "config-file", "unit-files"];
    case "ping":
    case "info":
    case "inspect":
      // Judged by what the host says of that moment, which may have rested until then.
      return !signal.outcome.ok && signal.outcome.failure !== "http-status"
        ? ["units", "socket", "processes"]
        : [];
    default:
      return [];
  }
}

function hurriedByEvent({ type, action }: DockerEvent): readonly TimedProbe[] {
  if (type === "network") return ["networks"];
  // Each health check makes three events, and none of them shows in a list.
  return type === "container" && !action.startsWith("exec_") ? ["containers"] : [];
}

function hurriedByLine({ unit, text }: JournalLine): readonly (TimedProbe | FactName)[] {
  if (OF_SPACE.test(text)) return ["disk"];
  if (unit !== "systemd") return [];
  if (UNIT_CHANGED.test(text)) return ON_UNIT_CHANGE;
  return OF_THE_ENGINE.test(text) ? ["units"] : [];
}
