import type { PartState } from "#lib/domain/anatomy.ts";

/** Place in the order of failure, at the corner of a part, in the colour of its state: red says that a person is needed. */
export function ChainNumber({
  number,
  x,
  y,
  size,
  state,
}: {
  readonly number: number;
  readonly x: number;
  readonly y: number;
  readonly size: "L" | "XL";
  readonly state: PartState;
}) {
  const tone = state === "fault" || state === "hit" ? "" : state === "warn" ? " wt" : " wi";
  const side = size === "L" ? 15 : 18;
  const left = size === "L" ? x - 6 : x - 9;
  const top = size === "L" ? y - 7 : y - 9;
  return (
    <>
      <rect className={`x-no${tone}`} x={left} y={top} width={side} height={side} />
      <text className={`x-not${tone}`} x={left + side / 2} y={top + side / 2 + 4}>
        {number}
      </text>
    </>
  );
}
