/*
 * SVG text neither wraps nor ends in dots by itself. Widths are estimates of IBM Plex Sans in parts of the font
 * size, a little on the wide side, so that a fallback font does not run over the box either.
 */

const NARROW = new Set([..." ifjlrtI.,:;'|!()[]/-"]);
const WIDE = new Set([..."mwMW@%"]);

function charWidth(character: string): number {
  if (NARROW.has(character)) return 0.36;
  if (WIDE.has(character)) return 0.88;
  const code = character.codePointAt(0) ?? 0;
  if (code > 0x2e7f) return 1; // ideographs and emoji
  return character >= "A" && character <= "Z" ? 0.66 : 0.58;
}

export function textWidth(text: string, fontSize: number, isMono = false): number {
  if (isMono) return [...text].length * 0.6 * fontSize;
  let width = 0;
  for (const character of text) width += charWidth(character);
  return width * fontSize;
}

/** The text, or as much of it as fits with dots at its end. */
export function fitText(text: string, width: number, fontSize: number, isMono = false): string {
  if (textWidth(text, fontSize, isMono) <= width) return text;
  const dots = textWidth("…", fontSize, isMono);
  let used = 0;
  let kept = "";
  for (const character of text) {
    used += isMono ? 0.6 * fontSize : charWidth(character) * fontSize;
    if (used + dots > width) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** At most two lines, broken between words; what does not fit in them ends in dots. */
export function wrapText(text: string, width: number, fontSize: number): readonly string[] {
  if (textWidth(text, fontSize) <= width) return [text];
  const words = text.split(" ");
  let first = words[0] ?? "";
  let used = 1;
  while (used < words.length && textWidth(`${first} ${words[used] ?? ""}`, fontSize) <= width) {
    first = `${first} ${words[used] ?? ""}`;
    used += 1;
  }
  const rest = words.slice(used).join(" ");
  return rest === ""
    ? [fitText(first, width, fontSize)]
    : [first, rest].map((line) => fitText(line, width, fontSize));
}
