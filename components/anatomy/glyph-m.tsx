import { clsx } from "clsx";
import { PART_IDS, type PartId, type PartState } from "#lib/domain/anatomy.ts";
import { Mark } from "../ui/mark.tsx";
import { boxOf, type PartStates } from "./geometry.ts";
import { plainWireFault, WIRES_M } from "./wires.ts";

const MARKED = { none: "w", cut: "w w-cut", path: "w w-path" } as const;

interface GlyphMProps {
  readonly parts: PartStates;
  readonly label: string;
  /** What is over is drawn in ink: only what is broken now is lit. */
  readonly isPast?: boolean;
}

/** Size M, 148 by 84: cells, wires and marks of what is broken; no words. */
export function GlyphM({ parts, label, isPast = false }: GlyphMProps) {
  return (
    <svg
      className={clsx("amid", isPast && "past")}
      width="148"
      height="84"
      viewBox="0 0 148 84"
      role="img"
      aria-label={label}
    >
      {WIRES_M.map((wire) => (
        <path key={wire.id} d={wire.path} className={MARKED[plainWireFault(wire, parts) ?? "none"]} />
      ))}
      {PART_IDS.map((part) => (
        <Cell key={part} part={part} state={parts[part]} isPast={isPast} />
      ))}
    </svg>
  );
}

function Cell({
  part,
  state,
  isPast,
}: {
  readonly part: PartId;
  readonly state: PartState;
  readonly isPast: boolean;
}) {
  const box = boxOf("M", part);
  const inner = { x: box.x + 1, y: box.y + 1, width: box.width - 2, height: box.height - 2 };
  const hasRoom = box.width >= 11 && box.height >= 11;
  return (
    <>
      <rect
        className={`a-${state}`}
        x={box.x + 0.5}
        y={box.y + 0.5}
        width={box.width - 1}
        height={box.height - 1}
      />
      {state === "hit" && <rect className="h-cut" {...inner} />}
      {state === "stale" && <rect className="h-old" {...inner} />}
      {state === "fault" && hasRoom && !isPast && (
        <Mark name="page-on" size={10} x={box.x + box.width / 2 - 5} y={box.y + box.height / 2 - 5} />
      )}
    </>
  );
}
