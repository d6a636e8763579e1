import { describe, expect, test } from "vitest";
import { hasHidden, isPlain, toMachineText } from "./machine-text-segments.ts";

const ESC = "\u001b";
const drawn = (text: string, options = {}): string =>
  toMachineText(text, options)
    .segments.map((segment) => (segment.kind === "mark" ? `[${segment.label}]` : segment.text))
    .join("");

describe("hostile text", () => {
  test.each([
    { name: "an escape character", text: `a${ESC}[2Jb`, shown: "a[ESC][2Jb" },
    { name: "an operating-system command", text: `${ESC}]0;owned\u0007x`, shown: "[ESC]]0;owned[BEL]x" },
    { name: "a right-to-left override", text: "gpj.\u202Eexe", shown: "gpj.[U+202E]exe" },
    { name: "a zero-width space", text: "do\u200Bcker", shown: "do[U+200B]cker" },
    { name: "a null", text: "a\u0000b", shown: "a[NUL]b" },
    { name: "a C1 control", text: "a\u009B31mb", shown: "a[U+009B]31mb" },
    { name: "half of a surrogate pair", text: "a\uD800b", shown: "a[U+D800]b" },
    { name: "a carriage return that would hide what came before", text: "bad\rgood", shown: "bad[CR]good" },
    { name: "a tag character", text: "a\u{E0041}b", shown: "a[U+E0041]b" },
  ])("$name becomes a visible mark", ({ text, shown }) => {
    expect(drawn(text)).toBe(shown);
    expect(isPlain(text)).toBe(false);
    expect(hasHidden(text)).toBe(true);
  });

  test("markup stays the characters it is made of", () => {
    expect(drawn("<img src=x onerror=alert(1)>")).toBe("<img src=x onerror=alert(1)>");
  });

  test("letters of other writings and emoji are left alone", () => {
    for (const text of ["Přihlášení", "日本語のログ", "שלום", "🐳 started"]) {
      expect(isPlain(text)).toBe(true);
      expect(drawn(text)).toBe(text);
    }
  });

  test("letters stacked to paint over other lines keep five combining marks", () => {
    const stacked = `a${"\u0301".repeat(40)}`;
    expect(isPlain(stacked)).toBe(false);
    expect(toMachineText(stacked).segments.filter((segment) => segment.kind === "mark")).toHaveLength(35);
  });

  test("a line of a megabyte is cut, and says how much is missing", () => {
    const { segments, cutCount } = toMachineText("x".repeat(1_048_576), { limit: 4_000 });
    expect(segments).toEqual([{ kind: "text", text: "x".repeat(4_000) }]);
    expect(cutCount).toBe(1_044_576);
  });

  test("the cut does not split a character in two", () => {
    expect(toMachineText("ab🐳c", { limit: 3 })).toEqual({
      segments: [{ kind: "text", text: "ab" }],
      cutCount: 3,
    });
  });

  test("line breaks are lines only where the caller draws lines", () => {
    expect(drawn("a\nb")).toBe("a[LF]b");
    expect(drawn("a\nb", { isMultiline: true })).toBe("a\nb");
    expect(hasHidden("a\nb", true)).toBe(false);
  });
});

describe("terminal colours", () => {
  test("are styles only where they were asked for", () => {
    const text = `${ESC}[31mbad${ESC}[0m fine`;
    expect(drawn(text)).toBe("[ESC][31mbad[ESC][0m fine");
    expect(toMachineText(text, { ansi: true }).segments).toEqual([
      { kind: "text", text: "bad", style: "sgr-red" },
      { kind: "text", text: " fine" },
    ]);
  });

  test("bold and colour combine, and 256-colour parameters are not read as colours of their own", () => {
    expect(toMachineText(`${ESC}[1;33mwarn${ESC}[38;5;31mx`, { ansi: true }).segments).toEqual([
      { kind: "text", text: "warn", style: "sgr-yellow sgr-b" },
      { kind: "text", text: "x", style: "sgr-yellow sgr-b" },
    ]);
  });

  test("every other sequence stays a mark, also beside colours", () => {
    expect(drawn(`${ESC}[31m${ESC}[1A${ESC}[2K`, { ansi: true })).toBe("[ESC][1A[ESC][2K");
  });
});
