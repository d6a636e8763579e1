import type { ContainerView, PartView } from "#lib/protocol/views.ts";
import { gridFor, type LitContainers, type SquareState, squareState } from "./container-squares.ts";
import { fitText } from "./fit-text.ts";
import { boxOf } from "./geometry.ts";
import { toneOf } from "./part-tone.ts";
import { Name } from "./xl-part.tsx";
import { SmallLine } from "./xl-text.tsx";

const ROOM_HEIGHT = 63;

interface XlContainersProps {
  readonly part: PartView;
  readonly containers: readonly ContainerView[];
  readonly lit: LitContainers;
}

/** Containers: one square each, always in the same order, so that a square keeps its place. */
export function XlContainers({ part, containers, lit }: XlContainersProps) {
  const box = boxOf("XL", "ctrs");
  const x = box.x + 10;
  const grid = gridFor(containers.length, box.width - 20, ROOM_HEIGHT);
  const ordered = containers.toSorted((a, b) => a.name.localeCompare(b.name, "en"));
  const shown = ordered.slice(0, ordered.length - grid.restCount);
  const rest = grid.restCount > 0 ? [`and ${grid.restCount} more`] : [];
  const lines = [...rest, ...part.lines].slice(0, 2);
  return (
    <>
      <Name x={x} y={box.y + 19} text="Containers" />
      <text x={box.x + box.width - 10} y={box.y + 19} className={`xr ${toneOf(part.state)}`} textAnchor="end">
        {fitText(headReading(part.reading), 64, 13)}
      </text>
      {shown.map((container, index) => (
        <Square
          key={container.id}
          state={squareState(container, lit)}
          x={x + (index % grid.columns) * grid.pitch}
          y={box.y + 30 + Math.floor(index / grid.columns) * grid.pitch}
          side={grid.side}
        />
      ))}
      {lines.map((line, index) => (
        <SmallLine
          key={line}
          x={x}
          y={box.y + 126 - (lines.length - 1 - index) * 15}
          text={line}
          width={box.width - 20}
          tone={part.state === "fault" || part.state === "hit" ? "tp" : toneOf(part.state)}
        />
      ))}
    </>
  );
}

/** Beside the name there is room for "40 of 41"; the words after it are in the evidence. */
const headReading = (reading: string): string => /^[\d,]+ of [\d,]+/.exec(reading)?.[0] ?? reading;

interface SquareProps {
  readonly state: SquareState;
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

function Square({ state, x, y, side }: SquareProps) {
  const arm = side / 2;
  return (
    <>
      <rect className={`c-${state}`} x={x} y={y} width={side} height={side} />
      {state === "down" && side >= 8 && (
        <path className="c-x" d={`M${x + arm / 2} ${y + arm / 2}l${arm} ${arm}m0-${arm}l-${arm} ${arm}`} />
      )}
    </>
  );
}
