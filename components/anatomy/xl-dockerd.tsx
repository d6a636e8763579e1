import { useNow } from "#lib/client/hooks.ts";
import type { PartView, ProbeRung, RungView } from "#lib/protocol/views.ts";
import { formatAge } from "../ui/format.ts";
import { textWidth } from "./fit-text.ts";
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

/** What a rung that fails says, in the room under its square; its own words stand in the evidence. */
const SHORT: Readonly<Record<string, string>> = {
  "no such file": "missing",
  "permission denied": "denied",
  "no answer": "silent",
  "closed without an answer": "closed",
  "nobody serves it yet": "starts",
  "not tried: it would start dockerd": "stopped",
  "TLS failed": "TLS",
};

function rungText(rung: RungView): string {
  if (rung.ok === undefined) return "–";
  const text = SHORT[rung.text] ?? rung.text;
  if (textWidth(text, 11, true) <= STEP) return text;
  return rung.ok ? "ok" : "fails";
}

/** How old a reading is that is not of now. */
function RungAge({ at }: { readonly at: number }) {
  const age = formatAge(useNow() - at, true);
  return <>{textWidth(age, 11, true) <= STEP ? age : "old"}</>;
}

function Rung({ rung, x, y }: { readonly rung: RungView; readonly x: number; readonly y: number }) {
  const middle = x + WIDTH / 2;
  const isOld = rung.isStale === true;
  const look = rung.ok === undefined ? "l-nr" : isOld ? "l-old" : rung.ok ? "l-ok" : "l-no";
  return (
    <>
      <rect className={look} x={x} y={y} width={WIDTH} height="16" />
      {rung.ok === true && !isOld && <path className="l-c" d={`M${middle - 4} ${y + 8}l3 3 5-6`} />}
      {rung.ok === false && !isOld && <path className="l-x" d={`M${middle - 4} ${y + 4}l8 8m0-8l-8 8`} />}
      <text x={middle} y={y + 28.5} className="xs" textAnchor="middle">
        {rung.rung}
      </text>
      <text
        x={middle}
        y={y + 41.5}
        className={`xs xm ${isOld ? "tu" : rung.ok === false ? "tp" : ""}`}
        textAnchor="middle"
      >
        {isOld && rung.at !== undefined ? <RungAge at={rung.at} /> : rungText(rung)}
      </text>
    </>
  );
}
