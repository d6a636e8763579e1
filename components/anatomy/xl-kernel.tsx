import type { HostDetail, PartView } from "#lib/protocol/views.ts";
import { fitText } from "./fit-text.ts";
import { boxOf } from "./geometry.ts";
import { toneOf } from "./part-tone.ts";
import { Name } from "./xl-part.tsx";
import { SmallLine } from "./xl-text.tsx";

const CELL = 134.4;
const CELLS = 5;

/** The floor: what the kernel says, one cell per reading. */
export function XlKernel({ part, cells }: { readonly part: PartView; readonly cells: HostDetail["kernel"] }) {
  const box = boxOf("XL", "kernel");
  return (
    <>
      <Name x={box.x + 10} y={box.y + 20} text="Kernel, cgroups" />
      <SmallLine
        x={box.x + 10}
        y={box.y + 37}
        text={part.reading}
        width={106}
        isMono
        tone={toneOf(part.state)}
      />
      {cells.slice(0, CELLS).map((cell, index) => {
        const x = box.x + 122 + index * CELL;
        return (
          <g key={cell.name}>
            <line className="x-div" x1={x} x2={x} y1={box.y + 9} y2={box.y + 41} />
            <SmallLine x={x + 10} y={box.y + 20} text={cell.name} width={CELL - 16} />
            <text x={x + 10} y={box.y + 37} className={`xr ${cell.isDrifting ? "tt" : ""}`}>
              {fitText(cell.value, CELL - 16, 13)}
            </text>
          </g>
        );
      })}
    </>
  );
}
