import { describe, expect, test } from "vitest";
import { fontsFor, withFonts } from "./fonts.ts";

const familiesIn = (style: string): readonly string[] => [
  ...new Set([...style.matchAll(/@font-face\{font-family:"Print ([^"]+)"/g)].map(([, name]) => name ?? "")),
];

test.each([
  ["Shop is slow", "Sans"],
  ["Δαίμονας", "Sans"],
  ["демон", "Sans"],
  ["النظام", "Arabic"],
  ["השרת", "Hebrew"],
  ["डेमॉन", "Devanagari"],
  ["磁盘", "Chinese"],
  ["デーモン", "Japanese"],
  ["데몬", "Korean"],
  ["\u241b", "Symbols"],
  ["🎉", "Emoji"],
])("%s brings the fonts that have it", async (text, wanted) => {
  expect(familiesIn(await fontsFor(text))).toContain(wanted);
});

test("what is all Latin brings nothing else, and each face is in the page itself", async () => {
  const style = await fontsFor("The shop hangs: 3 of 7 requests time out.");
  expect(familiesIn(style)).toEqual(["Sans", "Mono"]);
  const sources = [...style.matchAll(/url\(([^)]*)\)/g)].map(([, source]) => source ?? "");
  expect(sources.length).toBeGreaterThan(0);
  for (const source of sources) expect(source).toMatch(/^data:font\/woff2;base64,d09GMg?/);
});

test("a page of Chinese takes the few parts that have its characters, not the whole font", async () => {
  const one = await fontsFor("磁");
  expect(one.match(/"Print Chinese";font-weight/g)).toHaveLength(1);
});

describe("Han characters look as where the text is from", () => {
  const firstAsian = async (text: string) =>
    /Print (?:Chinese|Japanese|Korean)/.exec((await fontsFor(text)).split(":root").at(-1) ?? "")?.[0];

  test.each([
    ["磁盘已满", "Print Chinese"],
    ["直ちにデーモンを", "Print Japanese"],
    ["데몬 直", "Print Korean"],
  ])("%s", async (text, wanted) => {
    expect(await firstAsian(text)).toBe(wanted);
  });
});

test("the page's own policy lets in these fonts and nothing else", async () => {
  const page = `<head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"></head>$&`;
  const printed = await withFonts(page);
  expect(printed).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; font-src data:"`);
  expect(printed.endsWith("</style></head>$&")).toBe(true);
});
