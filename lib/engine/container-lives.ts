import type { ContainerId } from "../domain/ids.ts";
import type { EpochMs } from "../domain/time.ts";
import type { ContainerLifeMark, ContainerLogRow, EventRow } from "../protocol/row-views.ts";

/** More lives than this between two lines are told by the newest of them. */
const WAITING_LIMIT = 400;
/** Lives of a container that wrote nothing. */
const SILENT_LIVES = 20;
/** Starts that are kept to count lives by. */
const KNOWN_STARTS = 1_000;
/** A daemon says that a container was started this long after it noted the time, at most. */
const START_EVENT_DELAY_NANO = 3_000_000_000n;
/** Inspect rounds the time it noted down to a millisecond or less. */
const ROUNDING_NANO = 1_000_000n;

/** Puts deaths and starts between the lines they lie between. */
export interface ContainerLives {
  readonly add: (row: EventRow) => void;
  /** The same lines, in order, with what happened before each of them. */
  readonly between: (lines: readonly ContainerLogRow[]) => readonly ContainerLogRow[];
  /** What has happened and is not told yet; for when the lines of a life are all here. */
  readonly rest: () => readonly ContainerLogRow[];
  /** Nanoseconds of the newest start that was heard of. */
  readonly lastStartNano: () => string | undefined;
  /** Undefined until a removal, or a start of another container under this one's name, was heard of. */
  readonly end: () => "removed" | "replaced" | undefined;
  /** Which life it was that the daemon noted as started at `startedAt`: those before and after are counted from it. */
  readonly setLife: (life: number, startedAt: EpochMs) => void;
}

interface Happening {
  readonly nano: bigint;
  readonly mark: ContainerLifeMark;
}

/** `name` is what the container is called; unknown for one that was never listed. */
export function createContainerLives(containerId: ContainerId, name: string | undefined): ContainerLives {
  let waiting: Happening[] = [];
  let isDead = false;
  let told = 0n;
  let lastStart: bigint | undefined;
  /** All that were heard of, also those whose lines were told before. */
  let starts: readonly bigint[] = [];
  let counted: { readonly life: number; readonly startNano: bigint } | undefined;
  let end: "removed" | "replaced" | undefined;
  let ownName = name;

  function markOf(row: EventRow): ContainerLifeMark | undefined {
    if (row.type !== "container") return undefined;
    if (row.actorId !== containerId) {
      const isSuccessor = row.action === "start" && ownName !== undefined && row.attributes?.name === ownName;
      return isSuccessor ? { kind: "replaced", containerId: row.actorId ?? "" } : undefined;
    }
    if (row.action === "die") {
      const exitCode = Number(row.attributes?.exitCode ?? Number.NaN);
      return { kind: "died", ...(Number.isInteger(exitCode) && { exitCode }) };
    }
    if (row.action === "start") return { kind: "started" };
    return row.action === "destroy" ? { kind: "removed" } : undefined;
  }

  function take(): ContainerLogRow | undefined {
    const next = waiting.shift();
    if (next === undefined) return undefined;
    if (next.nano > told) told = next.nano;
    if (next.mark.kind === "started") isDead = false;
    if (next.mark.kind === "died") isDead = true;
    return lifeRow(containerId, next.nano, numbered(next));
  }

  /** Docker counts restarts, so each start has one more than the one before. */
  function numbered({ nano, mark }: Happening): ContainerLifeMark {
    if (mark.kind !== "started" || counted === undefined) return mark;
    const life = counted.life + starts.indexOf(nano) - starts.indexOf(counted.startNano);
    return life > 1 ? { kind: "started", life } : mark;
  }

  function keepStart(nano: bigint): void {
    if (starts.includes(nano)) return;
    starts = [...starts, nano].toSorted((a, b) => (a < b ? -1 : 1)).slice(-KNOWN_STARTS);
    if (counted !== undefined && !starts.includes(counted.startNano)) counted = undefined;
  }

  return {
    add(row) {
      const mark = markOf(row);
      const nano = /^\d+$/.test(row.timeNano ?? "") ? BigInt(row.timeNano ?? "0") : 0n;
      if (mark?.kind === "started") keepStart(nano);
      if (mark === undefined || nano <= told || waiting.some((other) => other.nano === nano)) return;
      // compose renames what it replaces before it starts the new one: the name that counts is the first.
      if (row.actorId === containerId) ownName ??= row.attributes?.name;
      if (mark.kind === "started" && (lastStart === undefined || nano > lastStart)) lastStart = nano;
      if (mark.kind === "removed" || mark.kind === "replaced") end = mark.kind;
      waiting = [...waiting, { nano, mark }].toSorted((a, b) => (a.nano < b.nano ? -1 : 1));
      if (waiting.length > WAITING_LIMIT) waiting = waiting.slice(-WAITING_LIMIT);
    },
    between(lines) {
      const rows: ContainerLogRow[] = [];
      for (const line of lines) {
        const nano = BigInt(line.timeNano);
        // What happened before the first line that is here belongs to lines that are not.
        if (told === 0n) waiting = waiting.filter((happening) => happening.nano > nano);
        // The daemon notes a start a moment after the first words of what it started.
        while (waiting[0] !== undefined && (waiting[0].nano <= nano || isStartOfDead(waiting[0]))) {
          const row = take();
          if (row !== undefined) rows.push(row);
        }
        if (nano > told) told = nano;
        rows.push(line);
      }
      return rows;
    },
    rest() {
      if (told === 0n) waiting = waiting.slice(-SILENT_LIVES);
      const rows: ContainerLogRow[] = [];
      for (let row = take(); row !== undefined; row = take()) rows.push(row);
      return rows;
    },
    lastStartNano: () => lastStart?.toString(),
    end: () => end,
    setLife(life, startedAt) {
      const noted = nanoOf(startedAt) - ROUNDING_NANO;
      const startNano = starts.find((nano) => nano >= noted);
      // The start it speaks of was not heard of yet, or never will be.
      if (startNano === undefined || startNano - noted > START_EVENT_DELAY_NANO) return;
      counted = { life, startNano };
    },
  };

  function isStartOfDead(happening: Happening): boolean {
    return isDead && happening.mark.kind === "started";
  }
}

/** A row that is no line. */
export function lifeRow(containerId: ContainerId, nano: bigint, mark: ContainerLifeMark): ContainerLogRow {
  return {
    id: `${containerId.slice(0, 12)}-${mark.kind}-${nano}`,
    at: Number(nano / 1_000_000n),
    timeNano: nano.toString(),
    stream: "stdout",
    text: "",
    life: mark,
  };
}

export const nanoOf = (at: EpochMs): bigint => BigInt(Math.round(at)) * 1_000_000n;
