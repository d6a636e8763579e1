import { clsx } from "clsx";
import { PART_IDS, type PartId } from "#lib/domain/anatomy.ts";
import { NAMES_L, WIRES_L } from "#lib/domain/anatomy-l.ts";
import type { PartView } from "#lib/protocol/views.ts";
import { ChainNumber } from "./chain-number.tsx";
import { fitText } from "./fit-text.ts";
import { type Box, boxOf, isLit, type PartStates } from "./geometry.ts";
import { toneOf } from "./part-tone.ts";
import { plainWireFault, statesOfWires } from "./wires.ts";

interface DiagramLProps {
  readonly states: PartStates;
  /** Short readings and chain numbers; parts that are missing are drawn by their state alone. */
  readonly parts?: readonly Pick<PartView, "id" | "short" | "chain">[];
  /** Of the lit parts, those drawn without a hue: somebody knows of them. */
  readonly muted?: readonly PartId[];
  readonly label: string;
}

// The call path always shows its reading; the others where it decides.
const ALWAYS_READ: readonly PartId[] = ["sock", "dockerd", "containerd", "ctrs"];

/** Size L, 372 by 206: names, and readings of at most six characters where they decide. */
export function DiagramL({ states, parts = [], muted = [], label }: DiagramLProps) {
  return (
    <svg className="xl" width="372" height="206" viewBox="0 0 372 206" role="img" aria-label={label}>
      {WIRES_L.map((wire) => {
        const fault = plainWireFault(wire, statesOfWires(states, muted));
        return (
          <path
            key={wire.id}
            d={wire.path}
            className={fault === "cut" ? "xw cut" : fault === "path" ? "xw cutw" : "xw"}
          />
        );
      })}
      {PART_IDS.map((id) => {
        const view = parts.find((part) => part.id === id);
        const short = view !== undefined && (isLit(states[id]) || ALWAYS_READ.includes(id)) ? view.short : "";
        return <Part key={id} id={id} state={states[id]} short={short} isMuted={muted.includes(id)} />;
      })}
      {parts.map((part) => {
        const box = boxOf("L", part.id);
        return part.chain === undefined ? null : (
          <ChainNumber
            key={part.id}
            number={part.chain}
            // A lower part has no room for both: the number stands beside it.
            x={box.height < 20 ? box.x - 7 : box.x}
            y={box.height < 20 ? box.y + 8 : box.y}
            size="L"
            state={states[part.id]}
          />
        );
      })}
    </svg>
  );
}

function Part({
  id,
  state,
  short,
  isMuted,
}: {
  readonly id: PartId;
  readonly state: PartStates[PartId];
  readonly short: string;
  readonly isMuted: boolean;
}) {
  const box = boxOf("L", id);
  const inner = { x: box.x + 1, y: box.y + 1, width: box.width - 2, height: box.height - 2 };
  const tone = toneOf(state);
  // Only tall parts have room for a second line.
  const hasTwoLines = short !== "" && box.height >= 38 && NAMES_L[id] !== "";
  return (
    <g className={clsx((state === "hit" || state === "stale") && "hatched", isMuted && "known")}>
      <rect
        className={`x-${state}`}
        x={box.x + 0.5}
        y={box.y + 0.5}
        width={box.width - 1}
        height={box.height - 1}
      />
      {state === "hit" && <rect className="h-cut-wide" {...inner} />}
      {state === "stale" && <rect className="h-old-wide" {...inner} />}
      <text x={centreOf(box)} y={nameLine(box, hasTwoLines)} textAnchor="middle" className={`an-t ${tone}`}>
        {NAMES_L[id]}
      </text>
      {hasTwoLines && (
        <text
          x={centreOf(box)}
          y={nameLine(box, true) + 16}
          textAnchor="middle"
          className={`an-t lb ${tone}`}
        >
          {fitText(short, box.width + 4, 12)}
        </text>
      )}
    </g>
  );
}

const centreOf = (box: Box): number => box.x + box.width / 2;

/** Baseline of the name: the middle of the box, or above it when a reading follows. */
function nameLine(box: Box, hasTwoLines: boolean): number {
  const middle = Math.round(box.y + box.height / 2 + 4);
  return hasTwoLines ? middle - 8 : middle;
}
