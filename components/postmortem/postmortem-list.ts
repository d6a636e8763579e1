import { severityWords } from "#lib/domain/incidents/state-words.ts";
import { formatDuration } from "#lib/domain/length.ts";
import { type Day, STATUS_WORDS } from "#lib/domain/postmortem/document.ts";
import { dayOf, daysBetween } from "#lib/domain/postmortem/follow-ups.ts";
import type { EpochMs } from "#lib/domain/time.ts";
import type { PostmortemRow } from "#lib/protocol/postmortem-views.ts";
import { formatDay, plural } from "../ui/format.ts";
import type { MarkName } from "../ui/mark.tsx";
import type { ActionItem } from "./action-list.ts";
import { dayWords, startOf } from "./follow-up-words.ts";

export const LIST_FILTERS = ["all", "mine", "overdue"] as const;
export type ListFilter = (typeof LIST_FILTERS)[number];

/** What the address says. */
export interface ListView {
  readonly filter: ListFilter;
  readonly isByOwner: boolean;
}

/** An address that says nonsense shows everything. */
export function readListView(query: URLSearchParams): ListView {
  return {
    filter: LIST_FILTERS.find((filter) => filter === query.get("show")) ?? "all",
    isByOwner: query.get("by") === "owner",
  };
}

export function addressOf({ filter, isByOwner }: ListView): string {
  const query = new URLSearchParams();
  if (filter !== "all") query.set("show", filter);
  if (isByOwner) query.set("by", "owner");
  const text = query.toString();
  return text === "" ? "/postmortems" : `/postmortems?${text}`;
}

/** Days since it should have been published; undefined while there is time, and for a later version. */
export function daysLate({ dueAt, postmortem }: PostmortemRow, today: Day): number | undefined {
  if (dueAt === undefined || (postmortem?.published.length ?? 0) > 0) return undefined;
  const days = daysBetween(dayOf(dueAt), today);
  return days > 0 ? days : undefined;
}

/** Nothing is asked for where nothing was begun and no day is set. */
const isListed = ({ dueAt, postmortem }: PostmortemRow): boolean =>
  postmortem !== undefined || dueAt !== undefined;

/** Led, begun, edited or commented by this person, or with an action of theirs. Texts remember names only. */
export function isOf(
  { lead, postmortem }: PostmortemRow,
  me: { readonly id: string; readonly name: string },
): boolean {
  return (
    lead?.userId === me.id ||
    postmortem?.createdBy === me.name ||
    postmortem?.editedBy === me.name ||
    postmortem?.comments.some(({ by }) => by.userId === me.id) === true ||
    postmortem?.followUps.some(({ owner }) => owner?.userId === me.id) === true
  );
}

export function filtered(
  rows: readonly PostmortemRow[],
  filter: ListFilter,
  me: { readonly id: string; readonly name: string },
  today: Day,
): readonly PostmortemRow[] {
  const listed = rows.filter(isListed);
  if (filter === "mine") return listed.filter((row) => isOf(row, me));
  return filter === "overdue" ? listed.filter((row) => daysLate(row, today) !== undefined) : listed;
}

export function filteredActions(
  items: readonly ActionItem[],
  filter: ListFilter,
  meId: string,
): readonly ActionItem[] {
  if (filter === "mine") return items.filter(({ owner }) => owner?.userId === meId);
  return filter === "overdue" ? items.filter(({ isOverdue }) => isOverdue) : items;
}

export interface ListSection {
  readonly key: "draft" | "in-review" | "due" | "published";
  readonly name: string;
  readonly note: string;
  readonly rows: readonly PostmortemRow[];
}

const keyOf = ({ postmortem }: PostmortemRow): ListSection["key"] => postmortem?.status ?? "due";

const publishedAt = ({ postmortem }: PostmortemRow): number => postmortem?.published.at(-1)?.at ?? 0;

/** What asks for work first, the most urgent first; then what is published, newest first. */
export function sectionsOf(rows: readonly PostmortemRow[]): readonly ListSection[] {
  const byKey = Map.groupBy(rows, keyOf);
  const of = (key: ListSection["key"], name: string, note = ""): ListSection => ({
    key,
    name,
    note,
    rows: (byKey.get(key) ?? []).toSorted((a, b) =>
      key === "published"
        ? publishedAt(b) - publishedAt(a)
        : (a.dueAt ?? Number.POSITIVE_INFINITY) - (b.dueAt ?? Number.POSITIVE_INFINITY) ||
          b.openedAt - a.openedAt,
    ),
  });
  return [
    of("draft", "Being written"),
    of("in-review", "In review"),
    of("due", "Not begun"),
    of("published", "Published", "frozen with their version"),
  ].filter((section) => section.rows.length > 0);
}

/** "2 drafts, 1 in review, 6 published, 1 not begun" */
export function countWords(rows: readonly PostmortemRow[]): string {
  const counts = new Map(sectionsOf(rows.filter(isListed)).map(({ key, rows: own }) => [key, own.length]));
  const words = (key: ListSection["key"], text: string) =>
    counts.has(key) ? [`${counts.get(key) ?? 0} ${text}`] : [];
  return [
    ...(counts.has("draft") ? [plural(counts.get("draft") ?? 0, "draft")] : []),
    ...words("in-review", "in review"),
    ...words("published", "published"),
    ...words("due", "not begun"),
  ].join(", ");
}

/** "SEV 2, 18 Nov, 28 min 36 s; opened again for a correction" */
export function incidentWords(
  { severity, openedAt, mitigateMs, postmortem }: PostmortemRow,
  today: Day,
): string {
  const facts = [
    severityWords(severity),
    formatDay(openedAt, startOf(today)),
    mitigateMs === undefined ? "length unknown" : formatDuration(mitigateMs),
  ].join(", ");
  const isCorrected =
    postmortem !== undefined && postmortem.status !== "published" && publishedBefore(postmortem);
  return isCorrected ? `${facts}; opened again for a correction` : facts;
}

const publishedBefore = ({ published }: NonNullable<PostmortemRow["postmortem"]>): boolean =>
  published.length > 0;

export interface Standing {
  readonly mark: MarkName;
  /** "Draft, 9 d overdue" */
  readonly words: string;
  readonly isLate: boolean;
  readonly note: string;
}

const MARKS = {
  draft: "by-hand",
  "in-review": "waiting",
  published: "was-ticked",
} as const;

/** Where it stands, who is at it, and until when. */
export function standing(row: PostmortemRow, today: Day): Standing {
  const { postmortem, dueAt, lead } = row;
  const late = daysLate(row, today);
  const isLate = late !== undefined;
  const due = isLate || dueAt === undefined ? [] : [`due ${dayWords(dayOf(dueAt), today)}`];
  const withLate = (words: string) => (isLate ? `${words}, ${late} d overdue` : words);
  if (postmortem === undefined)
    return {
      mark: isLate ? "ticket" : "by-hand",
      words: withLate("Not begun"),
      isLate,
      note: [...(lead === undefined ? [] : [`${lead.name} led`]), ...due].join("; "),
    };
  const { status, published, editedBy, editedAt, comments } = postmortem;
  const last = published.at(-1);
  if (status === "published" && last !== undefined)
    return {
      mark: MARKS.published,
      words: STATUS_WORDS.published,
      isLate: false,
      note: `${dayWords(dayOf(last.at), today)}, version ${last.version}`,
    };
  const open = comments.filter(({ resolvedAt }) => resolvedAt === undefined).length;
  const edited = dayOf(editedAt) === today ? "today" : dayWords(dayOf(editedAt), today);
  return {
    mark: isLate ? "ticket" : MARKS[status],
    words: withLate(STATUS_WORDS[status]),
    isLate,
    note: [
      `${editedBy}, last edit ${edited}`,
      ...(comments.length > 0 ? [`${plural(comments.length, "comment")}, ${open} open`] : []),
      ...(last === undefined ? due : []),
    ].join("; "),
  };
}

/** The same in a narrow column: "Draft", "due 25 Nov", "9 d overdue"; undefined where none is begun or asked for. */
export function postmortemState(
  row: PostmortemRow,
  now: EpochMs,
): { readonly words: string; readonly isLate: boolean } | undefined {
  const today = dayOf(now);
  const late = daysLate(row, today);
  if (late !== undefined) return { words: `${late} d overdue`, isLate: true };
  if (row.postmortem !== undefined) return { words: STATUS_WORDS[row.postmortem.status], isLate: false };
  return row.dueAt === undefined
    ? undefined
    : { words: `due ${dayWords(dayOf(row.dueAt), today)}`, isLate: false };
}

export interface ActionSquares {
  readonly done: number;
  readonly open: number;
  readonly overdue: number;
  /** "5 actions, 1 overdue" */
  readonly words: string;
}

/** The actions of one postmortem as a count and as squares. */
export function squaresOf(items: readonly ActionItem[]): ActionSquares {
  const overdue = items.filter(({ isOverdue }) => isOverdue).length;
  const done = items.filter(({ doneAt }) => doneAt !== undefined).length;
  const unowned = items.filter(({ doneAt, owner }) => doneAt === undefined && owner === undefined).length;
  const open = items.length - done - overdue;
  const all = plural(items.length, "action");
  const words =
    items.length === 0
      ? "no actions"
      : overdue > 0
        ? `${all}, ${overdue} overdue`
        : unowned > 0
          ? `${all}, ${unowned} no owner`
          : open > 0
            ? `${all}, ${open} open`
            : `${done} done`;
  return { done, open, overdue, words };
}
