/*
 * SVG text neither wraps nor ends in dots by itself, and the server has no font to measure with. Advance widths of
 * IBM Plex Sans, weight 600, in hundredths of the font size, for the printable characters from space to tilde.
 */
const ADVANCES = (
  "24 31 47 66 60 96 71 26 34 34 56 60 30 40 30 44 60 60 60 60 60 60 60 60 60 60 32 32 60 60 60 49 90 67 66 64 69 60 58 71 72 42 54 68 52 82 72 71 64 " +
  "71 66 61 58 69 64 95 65 63 60 33 44 33 60 56 60 56 60 51 60 56 35 54 59 27 27 56 29 89 59 56 60 60 39 50 37 59 52 82 54 52 50 36 38 36 60"
)
  .split(" ")
  .map(Number);
const MONO = 0.58; // of the font size, drawn a little tight

function charWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  const advance = ADVANCES[code - 32];
  if (advance !== undefined) return advance / 100;
  return code > 0x2e7f ? 1 : 0.65; // ideographs and emoji are square
}

export function textWidth(text: string, fontSize: number, isMono = false): number {
  if (isMono) return [...text].length * MONO * fontSize;
  let width = 0;
  for (const character of text) width += charWidth(character);
  return width * fontSize;
}

/** What a cut text may not end in before its dots. */
const HANGING = /[\s,;:(]+$/;

/**
 * The text, or as many of its words as fit, with dots at the end; a path keeps its end instead, where its name is.
 * Only a single word that is longer than its room is cut inside.
 */
export function fitText(text: string, width: number, fontSize: number, isMono = false): string {
  const fits = (part: string): boolean => textWidth(part, fontSize, isMono) <= width;
  if (fits(text)) return text;
  if (/^\/\S+$/.test(text)) {
    const steps = text.split("/");
    const at = steps.findIndex((_, index) => index > 1 && fits(`…/${steps.slice(index).join("/")}`));
    if (at > 0) return `…/${steps.slice(at).join("/")}`;
  }
  const words = text.split(" ");
  for (let count = words.length - 1; count > 0; count -= 1) {
    const kept = `${words.slice(0, count).join(" ").replace(HANGING, "")}…`;
    if (fits(kept)) return kept;
  }
  return cutInside(words[0] ?? "", fits);
}

function cutInside(word: string, fits: (part: string) => boolean): string {
  let kept = "";
  for (const character of word) {
    if (!fits(`${kept}${character}…`)) break;
    kept += character;
  }
  return `${kept}…`;
}

/** At most so many lines, broken between words; what does not fit in them ends in dots. */
export function wrapText(text: string, width: number, fontSize: number, lineCount = 2): readonly string[] {
  if (lineCount < 2 || textWidth(text, fontSize) <= width) return [fitText(text, width, fontSize)];
  const words = text.split(" ");
  let first = words[0] ?? "";
  let used = 1;
  while (used < words.length && textWidth(`${first} ${words[used] ?? ""}`, fontSize) <= width) {
    first = `${first} ${words[used] ?? ""}`;
    used += 1;
  }
  const rest = words.slice(used).join(" ");
  const head = fitText(first, width, fontSize);
  return rest === "" ? [head] : [head, ...wrapText(rest, width, fontSize, lineCount - 1)];
}

/** Lines of 11 px, each broken between words, as long as there is room for one more. */
export function fitLines(lines: readonly string[], width: number, lineCount: number): readonly string[] {
  const fitted: string[] = [];
  for (const line of lines) {
    const room = lineCount - fitted.length;
    if (room > 0) fitted.push(...wrapText(line, width, 11, room));
  }
  return fitted;
}
