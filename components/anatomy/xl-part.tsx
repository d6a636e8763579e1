import type { ReactNode } from "react";
import { PART_NAMES, type PartId } from "#lib/domain/anatomy.ts";
import type { PartView } from "#lib/protocol/views.ts";
import { Mark } from "../ui/mark.tsx";
import { fitLines } from "./fit-text.ts";
import { type Box, boxOf } from "./geometry.ts";
import { STATE_MARKS, stateWordOf, toneOf } from "./part-tone.ts";
import { Reading, SmallLine, SmallReading } from "./xl-text.tsx";

/** Box of a part in its state: edge, ground, hatch. */
export function XlBox({
  part,
  box,
  isSelected,
}: {
  readonly part: PartView;
  readonly box: Box;
  readonly isSelected: boolean;
}) {
  return (
    <>
      <rect
        className={`x-${part.state}`}
        x={box.x + 0.5}
        y={box.y + 0.5}
        width={box.width - 1}
        height={box.height - 1}
      />
      {(part.state === "hit" || part.state === "stale") && (
        <rect
          className={part.state === "hit" ? "h-cut-wide" : "h-old-wide"}
          x={box.x + 1}
          y={box.y + 1}
          width={box.width - 2}
          height={box.height - 2}
        />
      )}
      {isSelected && (
        <rect
          className="x-sel"
          x={box.x - 3.5}
          y={box.y - 3.5}
          width={box.width + 7}
          height={box.height + 7}
        />
      )}
    </>
  );
}

const usualLine = (part: PartView): readonly string[] =>
  part.usual === undefined ? [] : [`usual ${part.usual}`];

/** Callers, socket, containerd, shims: name, where, reading, lines, state in words at the foot. */
export function TallPart({ part, sub }: { readonly part: PartView; readonly sub?: string | undefined }) {
  const box = boxOf("XL", part.id);
  const x = box.x + 10;
  const width = box.width - 18;
  const tone = toneOf(part.state);
  const lines = fitLines([...part.lines.filter((line) => line !== sub), ...usualLine(part)], width, 2);
  return (
    <>
      <Name x={x} y={box.y + 19} text={PART_NAMES[part.id]} />
      {sub !== undefined && <SmallLine x={x} y={box.y + 34} text={sub} width={box.width - 12} isMono />}
      <Reading x={x} y={box.y + 64} text={part.reading} width={width} tone={tone} />
      {lines.map((line, index) => (
        <SmallLine key={line} x={x} y={box.y + 81 + index * 14} text={line} width={width} />
      ))}
      <Mark name={STATE_MARKS[part.state]} size={11} x={x} y={box.y + 116} />
      <text x={x + 16} y={box.y + 126} className={`xt ${tone === "" ? "t2" : tone}`}>
        {stateWordOf(part)}
      </text>
    </>
  );
}

/** Configuration at the top and what is outside: name and reading. */
export function SmallPart({ part, name }: { readonly part: PartView; readonly name?: string }) {
  const box = boxOf("XL", part.id);
  return (
    <>
      <text x={box.x + 9} y={box.y + 17} className="xn">
        {name ?? PART_NAMES[part.id]}
      </text>
      <SmallReading
        x={box.x + 9}
        y={box.y + 35}
        text={part.reading}
        width={box.width - 14}
        tone={toneOf(part.state)}
      />
      <CornerMark part={part} box={box} />
    </>
  );
}

/** Storage, network, logging: name, reading, two lines. */
export function SubsystemPart({ part }: { readonly part: PartView }) {
  const box = boxOf("XL", part.id);
  const lines = fitLines([...part.lines, ...usualLine(part)], box.width - 14, 2);
  return (
    <>
      <SmallPart part={part} />
      {lines.map((line, index) => (
        <SmallLine key={line} x={box.x + 9} y={box.y + 52 + index * 14} text={line} width={box.width - 14} />
      ))}
    </>
  );
}

function CornerMark({ part, box }: { readonly part: PartView; readonly box: Box }) {
  if (part.state === "ok" || part.state === "off" || part.state === "stale") return null;
  return <Mark name={STATE_MARKS[part.state]} size={11} x={box.x + box.width - 18} y={box.y + 7} />;
}

export function Name({
  x,
  y,
  text,
}: {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}): ReactNode {
  return (
    <text x={x} y={y} className="xn xb">
      {text}
    </text>
  );
}

export const TALL: readonly PartId[] = ["callers", "sock", "containerd", "shims"];
export const SMALL: readonly PartId[] = ["registry", "remote", "tls", "unit", "config", "cunit"];
