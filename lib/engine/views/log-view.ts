import type { ContainerId, HostId } from "../../domain/ids.ts";
import type { DockerEvent, JournalLine, StreamGap } from "../../domain/signal.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { LogLine } from "../../gate-protocol/answers.ts";
import type { ContainerLogRow, EngineLogRow, EventRow } from "../../protocol/row-views.ts";
import type { StoredRow } from "../intake.ts";

type Level = NonNullable<EngineLogRow["level"]>;

const LEVELS: Readonly<Record<string, Level>> = {
  trace: "debug",
  debug: "debug",
  info: "info",
  notice: "info",
  warn: "warn",
  warning: "warn",
  error: "error",
  err: "error",
  fatal: "error",
  panic: "error",
  critical: "error",
};

const NAMED_LEVEL =
  /(?:^|[\s"{,[])(?:level|lvl|severity)"?\s*[=:]\s*"?([a-z]+)|^[\d\s:.,/TZ+-]{0,40}\[?(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|PANIC|CRITICAL)\b/i;

/** The level a line claims for itself; undefined where it claims none. A look at the first 300 characters. */
export function levelOf(text: string): Level | undefined {
  const found = NAMED_LEVEL.exec(text.slice(0, 300));
  return LEVELS[(found?.[1] ?? found?.[2] ?? "").toLowerCase()];
}

/** What a signature says of a line. */
export type LineMark = Pick<EngineLogRow, "mark" | "mode" | "severity">;

/** syslog priorities: 0 to 3 are errors, 4 is a warning, 7 is debug. */
function levelOfPriority(priority: number | undefined): Level | undefined {
  if (priority === undefined) return undefined;
  if (priority <= 3) return "error";
  if (priority === 4) return "warn";
  return priority === 7 ? "debug" : "info";
}

export function toEngineLogRow(
  hostId: HostId,
  order: number,
  line: JournalLine,
  mark: LineMark | undefined,
): EngineLogRow {
  // A fatal start-up line has no level of its own, and systemd's priority for a service's output says nothing.
  const level =
    levelOf(line.text) ??
    (line.unit === "kernel" || line.unit === "systemd" ? levelOfPriority(line.priority) : undefined);
  return {
    id: line.cursor === "" ? `${hostId}-${line.sourceAt}-${order}` : line.cursor,
    at: line.sourceAt,
    unit: line.unit,
    text: line.text,
    ...(level && { level }),
    ...mark,
    ...(line.containerId !== undefined && { containerId: line.containerId }),
  };
}

export function toEngineLogGap(hostId: HostId, at: EpochMs, gap: StreamGap): EngineLogRow {
  return { id: `${hostId}-gap-${gap.fromAt}-${gap.toAt}`, at, unit: "systemd", text: gap.cause, gap };
}

export function toEventRow(row: StoredRow): EventRow | undefined {
  const head = { id: `${row.hostId}-${row.seq}`, seq: row.seq };
  if (row.kind === "gap") return { ...head, at: row.at, kind: "gap", gap: row.gap };
  if (row.kind !== "docker-event") return undefined;
  const { event } = row;
  return {
    ...head,
    at: atOf(event, row.at),
    timeNano: event.timeNano,
    kind: "event",
    type: event.type,
    action: event.action,
    actor: event.attributes.name ?? event.actorId,
    actorId: event.actorId,
    attributes: event.attributes,
    isInferred: row.isInferred,
  };
}

/** The source's own time in milliseconds; ours where it gives none. */
export function atOf(event: DockerEvent, at: EpochMs): EpochMs {
  return /^\d{7,}$/.test(event.timeNano) ? Number(event.timeNano.slice(0, -6)) : at;
}

export function toContainerLogRow(containerId: ContainerId, order: number, line: LogLine): ContainerLogRow {
  const level = levelOf(line.text);
  return {
    id: `${containerId.slice(0, 12)}-${line.timeNano}-${order}`,
    at: Number(line.timeNano.slice(0, -6)),
    timeNano: line.timeNano,
    stream: line.stream,
    text: line.text,
    ...(line.byteCount !== undefined && { byteCount: line.byteCount }),
    ...(level && { level }),
  };
}
