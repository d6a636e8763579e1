import { clsx } from "clsx";
import { memo } from "react";
import { PART_IDS, type PartId, type PartState } from "#lib/domain/anatomy.ts";
import { type Box, boxOf, type PartStates } from "./geometry.ts";

interface GlyphProps {
  readonly parts: PartStates;
  /** Spoken; without it the glyph is silent because words stand beside it. */
  readonly label?: string | undefined;
  /** The past and kinds of fault are drawn in ink: only what is broken now is lit. */
  readonly isPast?: boolean;
  /** Of the lit parts, those drawn in ink all the same: somebody knows of them. */
  readonly muted?: readonly PartId[] | undefined;
}

/**
 * Size S, 44 by 30: cells only. A ticket fills its lower half, so it stays apart from a page without colour. Cells that
 * look alike are one shape: a strip of hundreds of hosts is drawn and drawn again in a few thousand shapes less.
 */
export const GlyphS = memo(Glyph, looksSame);

function Glyph({ parts, label, isPast = false, muted = [] }: GlyphProps) {
  const shapes = (
    <>
      <Shapes parts={parts} of={PART_IDS.filter((part) => !muted.includes(part))} />
      {muted.length > 0 && (
        <g className="past">
          <Shapes parts={parts} of={muted} />
        </g>
      )}
    </>
  );
  const shared = {
    className: clsx("glyph", isPast && "past"),
    width: 44,
    height: 30,
    viewBox: "0 0 44 30",
    shapeRendering: "crispEdges" as const,
  };
  if (label === undefined)
    return (
      <svg aria-hidden="true" {...shared}>
        {shapes}
      </svg>
    );
  return (
    <svg role="img" aria-label={label} {...shared}>
      {shapes}
    </svg>
  );
}

/** Each reading of a host is a new value; what is drawn of it seldom is. */
export function looksSame(before: GlyphProps, after: GlyphProps): boolean {
  return (
    before.label === after.label &&
    before.isPast === after.isPast &&
    PART_IDS.every(
      (part) =>
        before.parts[part] === after.parts[part] &&
        (before.muted?.includes(part) ?? false) === (after.muted?.includes(part) ?? false),
    )
  );
}

/** One shape for each look, in an order that does not change. */
const LOOKS = ["g-off", "g-ok", "g-warn", "g-stale", "h-old", "g-hit", "h-cut", "g-fault"] as const;
type Look = (typeof LOOKS)[number];

function Shapes({ parts, of }: { readonly parts: PartStates; readonly of: readonly PartId[] }) {
  const drawn = new Map<Look, string>();
  for (const part of of) {
    for (const [look, box] of cells(part, parts[part]))
      drawn.set(look, `${drawn.get(look) ?? ""}${pathOf(box)}`);
  }
  return LOOKS.map((look) => {
    const path = drawn.get(look);
    return path === undefined ? null : <path key={look} className={look} d={path} />;
  });
}

function cells(part: PartId, state: PartState): readonly (readonly [Look, Box])[] {
  const box = boxOf("S", part);
  switch (state) {
    case "hit":
      return [
        ["g-hit", box],
        ["h-cut", box],
      ];
    case "stale":
      return [
        ["g-stale", box],
        ["h-old", box],
      ];
    case "warn": {
      const upper = Math.floor(box.height / 2);
      return [
        ["g-ok", { ...box, height: upper }],
        ["g-warn", { ...box, y: box.y + upper, height: box.height - upper }],
      ];
    }
    default:
      return [[`g-${state}`, box]];
  }
}

const pathOf = ({ x, y, width, height }: Box): string => `M${x} ${y}h${width}v${height}h${-width}z`;
