import type { UnitReading } from "../facts.ts";
import type { EpochMs } from "../time.ts";
import { malformed, numberOf, section } from "./sections.ts";

/** `systemctl show` of several units: blocks of Key=Value, an empty line between them. */
export function parseUnits(sections: ReadonlyMap<string, string>): readonly UnitReading[] {
  const blocks = section(sections, "units")
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== "");
  if (blocks.length === 0) throw malformed("systemctl named no unit", section(sections, "units"));
  return blocks.map(parseUnit);
}

function parseUnit(block: string): UnitReading {
  const properties = new Map(
    block.split("\n").map((line) => {
      const equals = line.indexOf("=");
      return [line.slice(0, Math.max(0, equals)), line.slice(equals + 1)];
    }),
  );
  const name = properties.get("Id");
  const activeState = properties.get("ActiveState");
  if (name === undefined || activeState === undefined) throw malformed("systemctl printed no unit", block);
  const exitStatus = properties.get("ExecMainStatus");
  const socketGroup = properties.get("SocketGroup");
  const socketMode = properties.get("SocketMode");
  const stateChangedAt = parseSystemdTime(properties.get("StateChangeTimestamp") ?? "");
  return {
    name,
    loadState: properties.get("LoadState") ?? "",
    activeState,
    subState: properties.get("SubState") ?? "",
    result: properties.get("Result") ?? "",
    // Sockets have neither restarts nor a process of their own.
    restarts: numberOf(properties.get("NRestarts") ?? "0", "NRestarts"),
    mainPid: numberOf(properties.get("MainPID") ?? "0", "MainPID"),
    ...(exitStatus === undefined ? {} : { exitStatus: numberOf(exitStatus, "ExecMainStatus") }),
    ...(stateChangedAt === undefined ? {} : { stateChangedAt }),
    ...(socketGroup === undefined ? {} : { socketGroup }),
    ...(socketMode === undefined ? {} : { socketMode }),
  };
}

const TIME = /^[A-Z][a-z]{2} (\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})(?:\.\d+)? (?:UTC|GMT)$/;

/** "Sat 2026-11-21 11:20:01 UTC": the reader asks in UTC, since systemd names zones, not offsets. */
export function parseSystemdTime(text: string): EpochMs | undefined {
  const parts = TIME.exec(text)?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
