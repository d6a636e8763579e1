/** Place in the order of failure, at the corner of a part. */
export function ChainNumber({
  number,
  x,
  y,
  size,
}: {
  readonly number: number;
  readonly x: number;
  readonly y: number;
  readonly size: "L" | "XL";
}) {
  const side = size === "L" ? 15 : 18;
  const left = size === "L" ? x - 6 : x - 9;
  const top = size === "L" ? y - 7 : y - 9;
  return (
    <>
      <rect className="x-no" x={left} y={top} width={side} height={side} />
      <text className="x-not" x={left + side / 2} y={top + side / 2 + 4}>
        {number}
      </text>
    </>
  );
}
