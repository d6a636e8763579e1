import { clsx } from "clsx";
import { memo } from "react";
import { PART_IDS, type PartId, type PartState } from "#lib/domain/anatomy.ts";
import { boxOf, type PartStates } from "./geometry.ts";

interface GlyphProps {
  readonly parts: PartStates;
  /** Spoken; without it the glyph is silent because words stand beside it. */
  readonly label?: string | undefined;
  /** The past and kinds of fault are drawn in ink: only what is broken now is lit. */
  readonly isPast?: boolean;
  /** Of the lit parts, those drawn in ink all the same: somebody knows of them. */
  readonly muted?: readonly PartId[] | undefined;
}

/** Size S, 44 by 30: cells only. A ticket fills its lower half, so it stays apart from a page without colour. */
export const GlyphS = memo(function GlyphS({ parts, label, isPast = false, muted = [] }: GlyphProps) {
  const cells = PART_IDS.map((part) => {
    const cell = <Cell key={part} part={part} state={parts[part]} />;
    if (!muted.includes(part)) return cell;
    return (
      <g key={part} className="past">
        {cell}
      </g>
    );
  });
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
        {cells}
      </svg>
    );
  return (
    <svg role="img" aria-label={label} {...shared}>
      {cells}
    </svg>
  );
});

function Cell({ part, state }: { readonly part: PartId; readonly state: PartState }) {
  const box = boxOf("S", part);
  switch (state) {
    case "hit":
      return (
        <>
          <rect className="g-hit" {...box} />
          <rect {...box} className="h-cut" />
        </>
      );
    case "stale":
      return (
        <>
          <rect className="g-stale" {...box} />
          <rect {...box} className="h-old" />
        </>
      );
    case "warn": {
      const upper = Math.floor(box.height / 2);
      return (
        <>
          <rect className="g-ok" {...box} height={upper} />
          <rect className="g-warn" {...box} y={box.y + upper} height={box.height - upper} />
        </>
      );
    }
    default:
      return <rect className={`g-${state}`} {...box} />;
  }
}
