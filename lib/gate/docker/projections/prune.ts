import { type ActionVerb, PRUNE_OLDER_THAN, type PrunePreview } from "../../../domain/action.ts";
import { bytesText } from "../../../domain/modes/shared/text.ts";
import { HOUR_MS } from "../../../domain/time.ts";

export type PruneVerb = Extract<ActionVerb, `prune.${string}`>;

interface Piece {
  readonly name: string;
  readonly bytes: number;
  readonly note: string;
  readonly goes: boolean;
}

type Fields = Readonly<Record<string, unknown>>;
const SHOWN = 10;

const listOf = (value: unknown): readonly Fields[] =>
  Array.isArray(value)
    ? value.filter((item): item is Fields => typeof item === "object" && item !== null)
    : [];
const numberOf = (value: unknown): number =>
  typeof value === "number" && Number.isFinite(value) && value > 0 ? value : 0;
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** "24h" as milliseconds. */
const spanMs = (span: string): number => Number.parseInt(span, 10) * HOUR_MS;

const STOPPED = ["exited", "created", "dead"];

function containersOf(df: Fields, now: number): readonly Piece[] {
  const before = now - spanMs(PRUNE_OLDER_THAN["prune.containers"]);
  return listOf(df.Containers).map((item) => {
    const state = textOf(item.State);
    const [first] = Array.isArray(item.Names) ? item.Names : [];
    return {
      name: textOf(first).replace(/^\//u, "") || textOf(item.Id).slice(0, 12),
      bytes: numberOf(item.SizeRw),
      note: textOf(item.Status),
      goes: STOPPED.includes(state) && numberOf(item.Created) * 1_000 < before,
    };
  });
}

function imagesOf(df: Fields): readonly Piece[] {
  return listOf(df.Images).map((item) => {
    const tags = Array.isArray(item.RepoTags) ? item.RepoTags.filter((tag) => tag !== "<none>:<none>") : [];
    const isUsed = numberOf(item.Containers) > 0;
    return {
      name: textOf(tags[0]) || textOf(item.Id).replace("sha256:", "").slice(0, 12),
      bytes: Math.max(0, numberOf(item.Size) - numberOf(item.SharedSize)),
      note: isUsed ? "in use" : tags.length > 0 ? "has a name" : "without a name",
      goes: tags.length === 0 && !isUsed,
    };
  });
}

function buildCacheOf(df: Fields, now: number): readonly Piece[] {
  const before = now - spanMs(PRUNE_OLDER_THAN["prune.build-cache"]);
  return listOf(df.BuildCache).map((item) => {
    const usedAt = Date.parse(textOf(item.LastUsedAt) || textOf(item.CreatedAt));
    return {
      name: textOf(item.Type) || "record",
      bytes: item.Shared === true ? 0 : numberOf(item.Size),
      note: Number.isNaN(usedAt) ? "never used" : `last used ${new Date(usedAt).toISOString().slice(0, 10)}`,
      goes: item.InUse !== true && item.Shared !== true && !(usedAt >= before),
    };
  });
}

/** What a prune with the gate's constant filters would take of `/system/df`, by what that says now. */
export function toPrunePreview(verb: PruneVerb, value: unknown, now: number): PrunePreview {
  const df: Fields = typeof value === "object" && value !== null ? (value as Fields) : {};
  const pieces =
    verb === "prune.containers"
      ? containersOf(df, now)
      : verb === "prune.images"
        ? imagesOf(df)
        : buildCacheOf(df, now);
  const going = pieces.filter(({ goes }) => goes);
  const kept = pieces.filter(({ goes }) => !goes);
  const sum = (of: readonly Piece[]) => of.reduce((bytes, piece) => bytes + piece.bytes, 0);
  return {
    count: going.length,
    bytes: sum(going),
    keptCount: kept.length,
    keptBytes: sum(kept),
    items: going
      .toSorted((a, b) => b.bytes - a.bytes)
      .slice(0, SHOWN)
      .map(({ name, bytes, note }) => ({ name: name.slice(0, 200), bytes, note: note.slice(0, 100) })),
  };
}

/** "removed 3, 1.2 GB free again" */
export function toPruned(value: unknown): string {
  const answer: Fields = typeof value === "object" && value !== null ? (value as Fields) : {};
  const lists = [answer.ContainersDeleted, answer.ImagesDeleted, answer.CachesDeleted];
  const count = lists.reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0);
  return `removed ${count}, ${bytesText(numberOf(answer.SpaceReclaimed))} free again`;
}
