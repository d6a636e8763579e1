import type { Severity } from "#lib/domain/severity.ts";
import type { ContainerView } from "#lib/protocol/views.ts";

/** up: runs. warn: a ticket, or not healthy. down: a page names it. idle: stopped on purpose or not started. old: not seen since dockerd went. */
export type SquareState = "up" | "warn" | "down" | "idle" | "old";

export interface SquareGrid {
  readonly pitch: number;
  readonly side: number;
  readonly columns: number;
  /** Containers that have no square. */
  readonly restCount: number;
}

// Distances between squares, the first of which is as the eye likes it; the last still shows a colour.
const PITCHES = [13.2, 11, 9, 7.5, 6, 5, 4, 3.2, 2.6] as const;

/** The largest squares that let all of `count` fit into the room. */
export function gridFor(count: number, width: number, height: number): SquareGrid {
  for (const pitch of PITCHES) {
    const side = Math.max(2, Math.round((pitch - (pitch > 6 ? 3.2 : 1)) * 10) / 10);
    const columns = Math.floor((width + pitch - side) / pitch);
    const rows = Math.floor((height + pitch - side) / pitch);
    if (columns * rows >= count || pitch === PITCHES.at(-1))
      return { pitch, side, columns, restCount: Math.max(0, count - columns * rows) };
  }
  return { pitch: 2.6, side: 2, columns: 1, restCount: count };
}

/** Containers that symptoms of a host are about, by name, with the worst of them. */
export type LitContainers = ReadonlyMap<string, { readonly severity: Severity; readonly title: string }>;

/** What a container's square says. */
export function squareState(container: ContainerView, lit: LitContainers): SquareState {
  const severity = lit.get(container.name)?.severity;
  if (severity === "page") return "down";
  if (severity === "ticket") return "warn";
  // Its shim outlives dockerd: where one is seen the container runs, whatever the old list said.
  if (container.isLastKnown) return container.isShimAlive === true ? "up" : "old";
  switch (container.state) {
    case "running":
      return container.health === "unhealthy" ? "warn" : "up";
    case "restarting":
      return "warn";
    case "dead":
      return "down";
    default:
      return "idle";
  }
}

// More than these nobody reads beside a drawing; each has its row on the tab of containers.
const MOST_WORDS = 6;

/** Squares that are not as usual, in words: a colour alone says nothing to who does not know it, or does not see it. */
export function squareWords(containers: readonly ContainerView[], lit: LitContainers): readonly string[] {
  const said = containers
    .filter((container) => ["warn", "down"].includes(squareState(container, lit)))
    .toSorted((a, b) => a.name.localeCompare(b.name, "en"))
    .map((container) => `${container.name}: ${lit.get(container.name)?.title ?? ownWords(container)}`);
  const rest = said.length - MOST_WORDS;
  return rest > 0 ? [...said.slice(0, MOST_WORDS), `and ${rest} more`] : said;
}

/** Before a symptom is made of it, or where none is. */
const ownWords = ({ state, health }: ContainerView): string =>
  state === "running" ? (health ?? state) : state;
