import { REDACTION_MARK } from "./mark.ts";
import { INVISIBLE, type Shadow } from "./shadow.ts";

/*
 * Readers see Markdown without its marks: `har\-bour` is shown as har-bour, `**pi**er` as pier, `pi&#101;r` as well. What
 * stands here is the text as it is shown, for rules that look for names; nobody is shown it.
 */

const LINK_LONGEST = 500;

const SHOWN_OTHERWISE = new RegExp(
  [
    `(?<mark>${REDACTION_MARK.source})`,
    // An escape, and a line that ends by one.
    String.raw`\\(?=[!-\/:-@\[-\x60\{-~\n])`,
    // From 12:30~14:45 is no time struck out.
    String.raw`[*\x60]+|(?<!\d)~{1,2}|~{1,2}(?![\d~])`,
    // Within a word an underscore is one.
    String.raw`(?<![\p{L}\p{N}_])_{1,3}|_{1,3}(?![\p{L}\p{N}_])`,
    String.raw`\]\([^()\n]{0,${LINK_LONGEST}}\)|\]\[[^\[\]\n]{0,${LINK_LONGEST}}\]`,
    // Beside a word alone: around an address they are part of it.
    String.raw`(?<=[\p{L}\p{N}][\s*\x60~_]{0,4})\[|\](?=[\s*\x60~_]{0,4}[\p{L}\p{N}])`,
    // Of a quotation over several lines.
    String.raw`(?<=\n)[ \t]{0,3}(?:>[ \t]?)+`,
    String.raw`&#(?<decimal>\d{1,7});|&#[xX](?<hex>[0-9a-fA-F]{1,6});`,
    String.raw`&(?<letter>[A-Za-z])(?<accent>acute|grave|circ|uml|tilde|cedil|ring|caron|ogon|dot|strok);`,
    String.raw`&(?<name>amp|apos|nbsp|shy|zwj|zwnj|hyphen|dash|ndash|period|lowbar|szlig|oslash|Oslash|num|plus);`,
  ].join("|"),
  "gu",
);

const ACCENTS: Readonly<Record<string, string>> = {
  acute: "\u0301",
  grave: "\u0300",
  circ: "\u0302",
  uml: "\u0308",
  tilde: "\u0303",
  cedil: "\u0327",
  ring: "\u030a",
  caron: "\u030c",
  ogon: "\u0328",
  dot: "\u0307",
};
const STROKED: Readonly<Record<string, string>> = {
  l: "ł",
  L: "Ł",
  d: "đ",
  D: "Đ",
  h: "ħ",
  H: "Ħ",
  t: "ŧ",
  T: "Ŧ",
};
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  apos: "'",
  nbsp: " ",
  hyphen: "-",
  dash: "-",
  ndash: "-",
  period: ".",
  lowbar: "_",
  szlig: "ß",
  oslash: "ø",
  Oslash: "Ø",
  num: "#",
  plus: "+",
};

function signOf(code: number): string {
  const isSign = code > 0 && code <= 0x10_ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isSign ? String.fromCodePoint(code).replace(INVISIBLE, "") : "";
}

function shownFor({
  mark,
  decimal,
  hex,
  letter,
  accent = "",
  name,
}: Readonly<Record<string, string>>): string {
  if (mark !== undefined) return mark;
  if (decimal !== undefined) return signOf(Number(decimal));
  if (hex !== undefined) return signOf(Number.parseInt(hex, 16));
  if (letter !== undefined)
    return accent === "strok"
      ? (STROKED[letter] ?? letter)
      : `${letter}${ACCENTS[accent] ?? ""}`.normalize("NFC");
  return NAMED[name ?? ""] ?? "";
}

/** `shadow` as a reader of Markdown sees it; undefined where that is the same. */
export function shownOf(shadow: Shadow): Shadow | undefined {
  let text = "";
  let from = 0;
  // Of each character of it, where in the shadow what it is shown for begins and ends.
  const starts: number[] = [];
  const ends: number[] = [];
  const keep = (to: number): void => {
    for (let index = from; index < to; index += 1) {
      starts.push(index);
      ends.push(index);
    }
    text += shadow.text.slice(from, to);
    from = to;
  };
  for (const match of shadow.text.matchAll(SHOWN_OTHERWISE)) {
    const groups = match.groups ?? {};
    if (groups.mark !== undefined) continue;
    keep(match.index);
    from = match.index + match[0].length;
    const shown = shownFor(groups);
    text += shown;
    for (let unit = 0; unit < shown.length; unit += 1) {
      starts.push(match.index);
      ends.push(from - 1);
    }
  }
  if (from === 0) return undefined;
  keep(shadow.text.length);
  return {
    text,
    originAt: (index) => shadow.originAt(starts[index] ?? shadow.text.length),
    endAt: (index) => shadow.endAt(ends[index] ?? shadow.text.length - 1),
  };
}

const MARKS = /[*\x60~_[\]]/;
const MARKS_BEFORE = /[*\x60~_[]{1,16}$/;
const MARKS_BEHIND = new RegExp(String.raw`^(?:[*\x60~_]{1,16}|\](?:\([^()\n]{0,${LINK_LONGEST}}\))?){1,4}`);

/** A part that has marks inside takes those around it along: one of a pair that is left would be shown. */
export function withMarksAround(
  text: string,
  { from, to, found }: { readonly from: number; readonly to: number; readonly found: string },
): { readonly from: number; readonly to: number } {
  const written = text.slice(from, to);
  if (written === found || !MARKS.test(written)) return { from, to };
  const before = MARKS_BEFORE.exec(text.slice(Math.max(0, from - 16), from))?.[0] ?? "";
  const behind = MARKS_BEHIND.exec(text.slice(to, to + LINK_LONGEST + 64))?.[0] ?? "";
  return { from: from - before.length, to: to + behind.length };
}
