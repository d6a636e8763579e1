import { withoutNumbers } from "../../domain/incidents/group-entries.ts";
import type { DockerEvent, JournalLine } from "../../domain/signal.ts";
import type { ModeId, Symptom } from "../../domain/symptom.ts";
import { type EpochMs, MINUTE_MS } from "../../domain/time.ts";
import type { EntryBody } from "../../domain/timeline.ts";
import type { StreamRow } from "../ports.ts";
import type { EntryDraft } from "../ports-incidents.ts";

/** Events further apart than this are two happenings. */
const GROUP_WITHIN_MS = 5 * MINUTE_MS;
/** Of each sort in one landing, the newest; the rest is in the events and the engine log of the host. */
const GROUP_LIMIT = 120;
const LINE_LIMIT_CHARS = 2_048;

const TOLD_ACTIONS =
  /^(?:start|die|oom|stop|restart|kill|pause|unpause|destroy|rename|health_status: (?:un)?healthy)$/;

export type NumberedRow = StreamRow & { readonly seq: number };

/** Whose events belong on a timeline: those of the containers its symptoms name, or of all when the host itself is sick. */
export function subjectsOf(symptoms: readonly Symptom[]): (name: string) => boolean {
  const names = new Set(
    symptoms.flatMap(({ subject, facts }) => [subject, facts.container ?? ""]).filter((name) => name !== ""),
  );
  const isWholeHost = symptoms.some(({ subject }) => subject === "");
  return (name) => isWholeHost || names.has(name);
}

const nameOf = (event: DockerEvent): string => event.attributes.name ?? event.actorId.slice(0, 12);

function detailOf(event: DockerEvent, isInferred: boolean): string {
  const { exitCode, signal } = event.attributes;
  const parts = [
    event.action === "die" && exitCode !== undefined ? `exitCode=${exitCode}` : "",
    event.action === "kill" && signal !== undefined ? `signal=${signal}` : "",
    isInferred ? "found by comparing lists" : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

const msOf = (event: DockerEvent): EpochMs => Number(event.timeNano.slice(0, -6));

interface Group {
  readonly key: string;
  readonly seq: number;
  readonly firstAt: EpochMs;
  readonly lastAt: EpochMs;
  readonly times: number;
  readonly toBody: (times: number, lastAt: EpochMs) => EntryBody;
}

/** Groups in the order of their first row; an equal row joins the last group of its kind if it came soon after. */
function addToGroups(groups: Group[], open: Map<string, number>, next: Group): void {
  const index = open.get(next.key);
  const group = index === undefined ? undefined : groups[index];
  if (index !== undefined && group && next.firstAt - group.lastAt <= GROUP_WITHIN_MS) {
    groups[index] = { ...group, times: group.times + 1, lastAt: Math.max(group.lastAt, next.lastAt) };
    return;
  }
  open.set(next.key, groups.length);
  groups.push(next);
}

function eventGroup(row: NumberedRow & { kind: "docker-event" }): Group {
  const { event, hostId, isInferred } = row;
  const base = { action: event.action, subject: nameOf(event), detail: detailOf(event, isInferred) };
  const at = msOf(event);
  return {
    key: `${base.action} ${base.subject} ${base.detail}`,
    seq: row.seq,
    firstAt: at,
    lastAt: at,
    times: 1,
    toBody: (times, lastAt) => ({ kind: "docker.event", hostId, ...base, times, lastAt }),
  };
}

function lineGroup(
  row: NumberedRow & { kind: "journal-line" },
  redact: (text: string) => string,
  mode: ModeId | undefined,
): Group {
  const { line, hostId } = row;
  const text = redact(line.text).slice(0, LINE_LIMIT_CHARS);
  return {
    key: `${line.unit} ${withoutNumbers(text)}`,
    seq: row.seq,
    firstAt: line.sourceAt,
    lastAt: line.sourceAt,
    times: 1,
    toBody: (times, lastAt) => ({
      kind: "engine.line",
      hostId,
      unit: line.unit,
      text,
      ...(mode !== undefined && { mode }),
      ...(times > 1 && { times, lastAt }),
    }),
  };
}

export interface RowDraftOptions {
  readonly now: EpochMs;
  readonly isTold: (containerName: string) => boolean;
  readonly redact: (text: string) => string;
  readonly signatureOf: (line: JournalLine) => ModeId | undefined;
  /** The restarts of that time have entries of their own, which name what they tore. */
  readonly isRestartTold: boolean;
}

/**
 * What stored rows become on a timeline: lifecycle events of the containers concerned, lines a signature knows, and
 * every gap. Equal ones near each other are one entry with a count; each is keyed by the number of its first row,
 * so rows that land twice are one entry.
 */
export function draftRows(rows: readonly NumberedRow[], options: RowDraftOptions): readonly EntryDraft[] {
  const events: Group[] = [];
  const lines: Group[] = [];
  const openEvents = new Map<string, number>();
  const openLines = new Map<string, number>();
  const lastOf = new Map<string, string>();
  const gaps: EntryDraft[] = [];
  const draft = (seq: number, hostId: string, sourceAt: EpochMs, body: EntryBody): EntryDraft => ({
    at: options.now,
    sourceAt,
    actor: { kind: "foghorn" },
    visibility: "shared",
    body,
    clientKey: `row/${hostId}/${seq}`,
  });
  for (const row of rows) {
    if (row.kind === "gap") {
      if (options.isRestartTold && row.gap.isOfRestart === true) continue;
      gaps.push(
        draft(row.seq, row.hostId, row.gap.fromAt, { kind: "gap", hostId: row.hostId, gap: row.gap }),
      );
    } else if (row.kind === "docker-event") {
      const { type, action } = row.event;
      const isLife = type === "container" && TOLD_ACTIONS.test(action) && options.isTold(nameOf(row.event));
      const isDaemon = type === "daemon";
      if (isLife || isDaemon) {
        const group = eventGroup(row);
        // What did something else in between has not done the same twice: its order is the story.
        const before = lastOf.get(row.event.actorId);
        if (before !== undefined && before !== group.key) openEvents.delete(group.key);
        lastOf.set(row.event.actorId, group.key);
        addToGroups(events, openEvents, group);
      }
    } else if (row.line.unit !== "container") {
      addToGroups(lines, openLines, lineGroup(row, options.redact, options.signatureOf(row.line)));
    }
  }
  const hostId = rows[0]?.hostId ?? "";
  const grouped = [...events.slice(-GROUP_LIMIT), ...lines.slice(-GROUP_LIMIT)].map((group) =>
    draft(group.seq, hostId, group.firstAt, group.toBody(group.times, group.lastAt)),
  );
  return [...grouped, ...gaps].sort((a, b) => (a.sourceAt ?? a.at) - (b.sourceAt ?? b.at));
}
