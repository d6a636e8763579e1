import { PART_IDS, type PartId } from "../anatomy.ts";
import data from "../anatomy-geometry.json" with { type: "json" };
import { NAMES_L, WIRES_L } from "../anatomy-l.ts";
import type { Anatomy } from "./content.ts";

/*
 * The engine in size L for a page that runs no script: names and states of ours alone, so nothing has to be escaped.
 * Broken is a heavy frame, cut off a dashed and hatched one: shapes that stay on a black and white printer.
 */

const SIZE = { width: 372, height: 206, margin: 14 } as const;
/** A lower part has no room for a number and its name: the number stands beside it. */
const LOW = 20;
const NUMBER_SIDE = 15;

function boxOf(part: PartId) {
  const [x = 0, y = 0, width = 0, height = 0] = data.L[part];
  return { x, y, width, height };
}

function drawPart(part: PartId, state: string): string {
  const { x, y, width, height } = boxOf(part);
  const box = `x="${x + 0.5}" y="${y + 0.5}" width="${width - 1}" height="${height - 1}"`;
  const hatch = state === "hit" ? `<rect ${box} fill="url(#cut)"/>` : "";
  const name = `<text x="${x + width / 2}" y="${Math.round(y + height / 2 + 4)}">${NAMES_L[part]}</text>`;
  return `<g class="p-${state}"><rect class="b" ${box}/>${hatch}${name}</g>`;
}

function drawNumber({ part, number }: Anatomy["order"][number]): string {
  const { x, y, height } = boxOf(part);
  const left = height < LOW ? x - 13 : x - 6;
  const top = height < LOW ? y + (height - NUMBER_SIDE) / 2 : y - 7;
  return `<g class="no"><rect x="${left}" y="${top}" width="${NUMBER_SIDE}" height="${NUMBER_SIDE}"/><text x="${left + NUMBER_SIDE / 2}" y="${top + NUMBER_SIDE / 2 + 4}">${number}</text></g>`;
}

/** Inline SVG; its look is in `style.ts`, and the same in words stands below it. */
export function drawAnatomy({ states, order }: Anatomy): string {
  const { width, height, margin } = SIZE;
  const wires = WIRES_L.map(({ path, ends = [] }) => {
    const isPath = ends.length === 2 && ends.every((part) => states[part] === "fault");
    return `<path class="w${isPath ? " bad" : ""}" d="${path}"/>`;
  });
  const parts = PART_IDS.map((part) => drawPart(part, states[part] ?? "ok"));
  return `<svg viewBox="${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}" aria-hidden="true"><defs><pattern id="cut" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="5"/></pattern></defs>${wires.join("")}${parts.join("")}${order.map(drawNumber).join("")}</svg>`;
}
