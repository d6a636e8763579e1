import type { PartView, ProbeRung, RungView } from "#lib/protocol/views.ts";
import { fitText, textWidth } from "./fit-text.ts";
import { boxOf } from "./geometry.ts";
import { toneOf } from "./part-tone.ts";
import { Name } from "./xl-part.tsx";
import { Reading, SmallLine } from "./xl-text.tsx";

const RUNGS: readonly ProbeRung[] = ["connect", "ping", "version", "list", "inspect"];
const STEP = 44.8;
const WIDTH = 39.8;

/** dockerd with its probe ladder: the rung where it stops is the diagnosis. */
export function XlDockerd({
  part,
  sub,
  ladder,
}: {
  readonly part: PartView;
  readonly sub: string | undefined;
  readonly ladder: readonly RungView[];
}) {
  const box = boxOf("XL", "dockerd");
  const x = box.x + 10;
  const line = part.lines[0];
  return (
    <>
      <Name x={x} y={box.y + 19} text="dockerd" />
      {sub !== undefined && <SmallLine x={x} y={box.y + 34} text={sub} width={box.width - 20} isMono />}
      <Reading x={x} y={box.y + 58} text={part.reading} width={box.width - 20} tone={toneOf(part.state)} />
      {line !== undefined && <SmallLine x={x} y={box.y + 75} text={line} width={box.width - 20} />}
      {RUNGS.map((rung, index) => (
        <Rung
          key={rung}
          rung={ladder.find((view) => view.rung === rung) ?? { rung, text: "not tried", tries: 0 }}
          x={box.x + 10.5 + index * STEP}
          y={box.y + 84.5}
        />
      ))}
    </>
  );
}

/** Words that do not fit under their square are said in the evidence; here the tick says enough. */
function rungText(rung: RungView): string {
  if (rung.ok === undefined) return "–";
  if (rung.ok && textWidth(rung.text, 11, true) > STEP) return "ok";
  return fitText(rung.text, STEP, 11, true);
}

function Rung({ rung, x, y }: { readonly rung: RungView; readonly x: number; readonly y: number }) {
  const middle = x + WIDTH / 2;
  const look = rung.ok === undefined ? "l-nr" : rung.ok ? "l-ok" : "l-no";
  return (
    <>
      <rect className={look} x={x} y={y} width={WIDTH} height="16" />
      {rung.ok === true && <path className="l-c" d={`M${middle - 4} ${y + 8}l3 3 5-6`} />}
      {rung.ok === false && <path className="l-x" d={`M${middle - 4} ${y + 4}l8 8m0-8l-8 8`} />}
      <text x={middle} y={y + 28.5} className="xs" textAnchor="middle">
        {rung.rung}
      </text>
      <text x={middle} y={y + 41.5} className={`xs xm ${rung.ok === false ? "tp" : ""}`} textAnchor="middle">
        {rungText(rung)}
      </text>
    </>
  );
}
