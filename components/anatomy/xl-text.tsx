import { fitText, textWidth, wrapText } from "./fit-text.ts";

interface TextProps {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** Room to the right of `x`. */
  readonly width: number;
  readonly tone?: string;
}

/** A line of 11 px, cut to its room. */
export function SmallLine({
  x,
  y,
  text,
  width,
  tone = "",
  isMono = false,
}: TextProps & { readonly isMono?: boolean }) {
  return (
    <text x={x} y={y} className={`xs ${isMono ? "xm" : ""} ${tone}`}>
      {fitText(text, width, 11, isMono)}
    </text>
  );
}

/** The decisive reading at 17 px; longer ones at 13 px, on two lines where they must. */
export function Reading({ x, y, text, width, tone = "" }: TextProps) {
  if (textWidth(text, 17) <= width)
    return (
      <text x={x} y={y} className={`xv ${tone}`}>
        {text}
      </text>
    );
  const lines = wrapText(text, width, 13);
  return (
    <text x={x} y={lines.length > 1 ? y - 13 : y} className={`xr ${tone}`}>
      {lines.map((line, index) => (
        <tspan key={line} x={x} dy={index === 0 ? 0 : 15}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

/** The decisive reading of a small part: 13 px on one line, 12 px where that makes it fit. */
export function SmallReading({ x, y, text, width, tone = "" }: TextProps) {
  const isLong = textWidth(text, 13) > width;
  return (
    <text x={x} y={y} className={`${isLong ? "xt" : "xr"} ${tone}`}>
      {fitText(text, width, isLong ? 12 : 13)}
    </text>
  );
}
