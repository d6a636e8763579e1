import type { HostId } from "#lib/domain/ids.ts";
import type { MuteScope } from "#lib/domain/mute.ts";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "#lib/domain/time.ts";
import type { MuteView, SymptomView } from "#lib/protocol/views.ts";
import { formatClock, formatDay } from "../ui/format.ts";

/** When it ends: the clock, and the day where that is not within the next one. */
export const untilText = (until: EpochMs, now: EpochMs): string =>
  until - now < DAY_MS
    ? formatClock(until).slice(0, 5)
    : `${formatDay(until, now)} ${formatClock(until).slice(0, 5)}`;

/** "30 min", "2 h", "7 days" */
export function lengthWords(ms: number): string {
  if (ms < HOUR_MS) return `${Math.round(ms / MINUTE_MS)} min`;
  if (ms < 2 * DAY_MS) return `${Math.round(ms / HOUR_MS)} h`;
  return `${Math.round(ms / DAY_MS)} days`;
}

/** "everything on fra1-app-07", "“Restart loop” on fra1-app-07 / api"; `title` is of its mode. */
export function scopeWords({ hostId, mode, subject }: MuteScope, title: string | undefined): string {
  const what = mode === undefined ? "everything" : `“${title ?? mode}”`;
  const where = hostId === undefined ? "on every host" : `on ${hostId}`;
  return subject === undefined || subject === "" ? `${what} ${where}` : `${what} ${where} / ${subject}`;
}

export interface MuteChoice {
  readonly scope: MuteScope;
  readonly words: string;
}

const toChoice = (scope: MuteScope, title?: string): MuteChoice => ({
  scope,
  words: scopeWords(scope, title),
});

/**
 * What can be muted from a row: the symptom itself, its kind on its host, its host; the narrowest first. Of a row that
 * stands for many hosts, its kind on every host.
 */
export function choicesOf({
  hostId,
  mode,
  subject,
  title,
  alike,
}: Pick<SymptomView, "hostId" | "mode" | "subject" | "title"> & {
  readonly alike?: readonly unknown[];
}): readonly MuteChoice[] {
  if (alike !== undefined) return [toChoice({ mode }, title)];
  const kind = toChoice({ hostId, mode }, title);
  const own = subject === "" ? [] : [toChoice({ hostId, mode, subject }, title)];
  return [...own, kind, toChoice({ hostId })];
}

/** Planned work on a host. */
export const choicesOfHost = (hostId: HostId): readonly MuteChoice[] => [toChoice({ hostId })];

/** The mutes that may hold something of a host. */
export const mutesOfHost = (mutes: readonly MuteView[], hostId: string): readonly MuteView[] =>
  mutes.filter((mute) => mute.hostId === undefined || mute.hostId === hostId);

/** What the key does to a symptom. */
export const muteWord = ({ mute }: Pick<SymptomView, "mute">): string =>
  mute === undefined ? "mute until" : "end its mute";
