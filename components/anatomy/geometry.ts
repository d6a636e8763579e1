import type { PartId, PartState } from "#lib/domain/anatomy.ts";
import { PART_IDS } from "#lib/domain/anatomy.ts";
import data from "#lib/domain/anatomy-geometry.json" with { type: "json" };
import { inBounds } from "../ui/in-bounds.ts";

/* One topology in four sizes. A part never moves between them: the large drawing teaches the small one. */

export type AnatomySize = "S" | "M" | "L" | "XL";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Box of a part in the coordinates of a size. */
export function boxOf(size: AnatomySize, part: PartId): Box {
  const [x = 0, y = 0, width = 0, height = 0] = data[size][part];
  return { x, y, width, height };
}

export function sizeOf(size: AnatomySize): { readonly width: number; readonly height: number } {
  const [width = 0, height = 0] = data.sizes[size];
  return { width, height };
}

export type PartStates = Readonly<Record<PartId, PartState>>;
export type Direction = "left" | "right" | "up" | "down";

const centre = (box: Box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });

/** Whether two stretches of a line share a point. */
const overlap = (a: number, aLength: number, b: number, bLength: number): boolean =>
  a < b + bLength && b < a + aLength;

/**
 * The part next to `from` in a direction, in the large drawing. What lies straight ahead comes first; else the
 * nearest that lies further in that direction at all. Undefined at the edge.
 */
export function neighbour(from: PartId, direction: Direction): PartId | undefined {
  const start = boxOf("XL", from);
  const at = centre(start);
  const isAcross = direction === "left" || direction === "right";
  let best: { readonly part: PartId; readonly cost: number } | undefined;
  for (const part of PART_IDS) {
    if (part === from) continue;
    const box = boxOf("XL", part);
    const there = centre(box);
    const ahead = isAcross
      ? direction === "right"
        ? box.x - (start.x + start.width)
        : start.x - (box.x + box.width)
      : direction === "down"
        ? box.y - (start.y + start.height)
        : start.y - (box.y + box.height);
    // Neighbours that touch share an edge: 1 for boxes drawn side by side.
    if (ahead < -1) continue;
    const isStraight = isAcross
      ? overlap(start.y, start.height, box.y, box.height)
      : overlap(start.x, start.width, box.x, box.width);
    const aside = isAcross ? Math.abs(there.y - at.y) : Math.abs(there.x - at.x);
    const cost = ahead + (isStraight ? aside / 1_000 : 1_000 + aside * 2);
    if (best === undefined || cost < best.cost) best = { part, cost };
  }
  return best?.part;
}

/** The next part along the chain of failure, in order of its numbers; it does not go round. */
export function alongChain(
  chain: readonly { readonly number: number; readonly part: PartId }[],
  from: PartId | undefined,
  step: 1 | -1,
): PartId | undefined {
  const parts = [...new Set(chain.toSorted((a, b) => a.number - b.number).map((link) => link.part))];
  if (parts.length === 0) return undefined;
  const at = from === undefined ? -1 : parts.indexOf(from);
  if (at < 0) return step === 1 ? parts[0] : parts.at(-1);
  return parts[inBounds(at + step, parts.length)];
}

/** Broken, cut off or drifting: what a glance should find. */
export const isLit = (state: PartState): boolean => state === "fault" || state === "hit" || state === "warn";
