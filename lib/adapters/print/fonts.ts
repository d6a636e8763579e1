import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/*
 * The fonts of a printed page. They come with Foghorn and go into the page itself: what prints it reaches nothing else, and a
 * machine without a font prints the same words. Each is cut into parts by characters; a page gets those parts that its text needs.
 */

interface Family {
  readonly name: string;
  readonly package: string;
  /** One file each, as its name says it: what a PDF embeds as a font of its own is one weight. */
  readonly weights: readonly string[];
  /** The parts that are taken, where not all are. */
  readonly parts?: RegExp;
}

const REGULAR = "400";
const SEMIBOLD = "600";
const family = (name: string, id: string, weights: readonly string[], parts?: RegExp): Family => ({
  name: `Print ${name}`,
  package: `@fontsource/${id}`,
  weights,
  ...(parts && { parts }),
});

const BOTH = [REGULAR, SEMIBOLD];
const SANS = family("Sans", "ibm-plex-sans", BOTH);
const MONO = family("Mono", "jetbrains-mono", BOTH);
// Latin is written with the fonts above: parts of others that repeat it are left out.
const SCRIPTS: readonly Family[] = [
  family("Arabic", "ibm-plex-sans-arabic", BOTH, /^arabic$/),
  family("Hebrew", "ibm-plex-sans-hebrew", BOTH, /^hebrew$/),
  family("Devanagari", "ibm-plex-sans-devanagari", BOTH, /^devanagari$/),
];

/** Of these every weight in a file of its own would be a hundred megabytes: all weights are in one. */
const ALL_WEIGHTS = "wght";
const large = (name: string, id: string): Family => ({
  name: `Print ${name}`,
  package: `@fontsource-variable/${id}`,
  weights: [ALL_WEIGHTS],
  parts: /^\d+$/,
});
const CHINESE = large("Chinese", "noto-sans-sc");
const JAPANESE = large("Japanese", "noto-sans-jp");
const KOREAN = large("Korean", "noto-sans-kr");
const SIGNS: readonly Family[] = [
  family("Symbols", "noto-sans-symbols-2", [REGULAR], /^(?:symbols|math|braille)$/),
  large("Emoji", "noto-emoji"),
];

/** Lines and boxes that machines draw with letters fit only together with letters of one width. */
const OF_ONE_WIDTH = ["DejaVu Sans Mono", "Liberation Mono"];

/** Han characters look as they do where the other characters of the text are from. */
function eastAsian(text: string): readonly Family[] {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return [JAPANESE, CHINESE, KOREAN];
  if (/\p{Script=Hangul}/u.test(text)) return [KOREAN, CHINESE, JAPANESE];
  return [CHINESE, JAPANESE, KOREAN];
}

const packages = createRequire(import.meta.url);

/** The parts of a family, and what each is for: "U+900-97F,U+1CD0-1CF9". */
async function partsOf({
  package: name,
  parts: wanted = /^/,
}: Family): Promise<readonly (readonly [part: string, range: string])[]> {
  const file = await readFile(packages.resolve(`${name}/unicode.json`), "utf8");
  return Object.entries(JSON.parse(file) as Record<string, string>)
    .map(([part, range]) => [part.replace(/[[\]]/g, ""), range] as const)
    .filter(([part]) => wanted.test(part));
}

const isIn = (range: string, characters: readonly number[]): boolean =>
  range.split(",").some((one) => {
    const [from = 0, to = from] = one
      .slice("U+".length)
      .split("-")
      .map((digits) => Number.parseInt(digits, 16));
    return characters.some((character) => character >= from && character <= to);
  });

async function faceOf(
  { name, package: from }: Family,
  weight: string,
  part: string,
  range: string,
): Promise<string> {
  const id = from.slice(from.indexOf("/") + 1);
  const directory = join(dirname(packages.resolve(`${from}/package.json`)), "files");
  const bytes = await readFile(join(directory, `${id}-${part}-${weight}-normal.woff2`));
  const weights = weight === ALL_WEIGHTS ? `${REGULAR} ${SEMIBOLD}` : weight;
  return `@font-face{font-family:"${name}";font-weight:${weights};font-display:block;src:url(data:font/woff2;base64,${bytes.toString("base64")}) format("woff2");unicode-range:${range}}`;
}

async function facesOf(one: Family, characters: readonly number[]): Promise<readonly string[]> {
  const needed = (await partsOf(one)).filter(([, range]) => isIn(range, characters));
  return Promise.all(
    needed.flatMap(([part, range]) => one.weights.map((weight) => faceOf(one, weight, part, range))),
  );
}

const stack = (names: readonly string[], last: string): string =>
  [...names.map((name) => `"${name}"`), last].join(",");

/** The style that gives a page with this text its fonts. */
export async function fontsFor(text: string): Promise<string> {
  const all = [...new Set(text)].map((character) => character.codePointAt(0) ?? 0);
  const others = all.filter((character) => character >= 0x80);
  const asian = eastAsian(text);
  const faces = await Promise.all([
    facesOf(SANS, all),
    facesOf(MONO, all),
    ...[...SCRIPTS, ...SIGNS, ...asian].map((one) => facesOf(one, others)),
  ]);
  const names = (families: readonly Family[]) => families.map(({ name }) => name);
  const sans = stack(names([SANS, ...SCRIPTS, ...SIGNS, ...asian]), "sans-serif");
  const mono = stack([...names([MONO, ...SCRIPTS, ...SIGNS]), ...OF_ONE_WIDTH, ...names(asian)], "monospace");
  return `${faces.flat().join("\n")}\n:root{--sans:${sans};--mono:${mono}}`;
}

const STYLES_ALONE = "style-src 'unsafe-inline'";

/** The same page with its fonts in it. Its own policy lets them in, and still nothing from elsewhere. */
export async function withFonts(html: string): Promise<string> {
  const style = await fontsFor(html);
  return html
    .replace(STYLES_ALONE, `${STYLES_ALONE}; font-src data:`)
    .replace("</head>", () => `<style>${style}</style></head>`);
}
