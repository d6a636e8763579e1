import { describe, expect, test } from "vitest";
import { withoutHints } from "./hints.ts";
import { mistakesIn, tokensOf } from "./tokens.ts";

const names = (text: string) => tokensOf(text).map(({ name }) => name);

describe("tokens", () => {
  test("are found with their place and with what stands after the colon", () => {
    const text = "For {{time-to-mitigate: about 29 min}}, see\n{{timeline: key}}";
    expect(tokensOf(text)).toEqual([
      {
        from: 4,
        to: 38,
        line: 1,
        column: 5,
        name: "time-to-mitigate",
        argument: "about 29 min",
        isAlone: false,
      },
      { from: 44, to: 61, line: 2, column: 1, name: "timeline", argument: "key", isAlone: true },
    ]);
  });

  test.each([
    ["format strings of the docker command", "docker ps --format {{.ID}} {{json .}}"],
    ["a code span", "write `{{timeline}}`, or ``a ` {{entry: 3}}``"],
    ["a fenced block", "```\n{{timeline}}\n```"],
    ["a fenced block with another sign in it", "~~~ sh\n{{timeline}}\n```\n~~~"],
    ["braces over two lines", "{{time\nline}}"],
  ])("are none in %s", (_, text) => {
    expect(names(text)).toEqual([]);
  });

  test("stand again behind a fenced block and a code span", () => {
    expect(names("```\nx\n```\n{{facts}}")).toEqual(["facts"]);
    expect(names("`a` {{cause}} `b`")).toEqual(["cause"]);
  });
});

describe("mistakes", () => {
  test.each([
    ["{{timelin}}", 'There is no figure or block "timelin"; "timeline" is one.'],
    ["{{zzz}}", 'There is no figure or block "zzz".'],
    ["See {{timeline}}", "{{timeline}} is a block: nothing else stands on its line."],
    ["{{timeline: some}}", '{{timeline: some}} is not known; after the colon stands "key", "shared", "all".'],
    ["{{entry}}", "{{entry: …}} names an entry by its number, as {{entry: 34}}."],
    ["{{entry: -1}}", "{{entry: …}} names an entry by its number, as {{entry: 34}}."],
    ["{{strip: x}}", "{{strip}} takes nothing after a colon."],
    ["{{cause: }}", "After the colon stands what is shown in place of the figure; here is nothing."],
  ])("%s", (text, reason) => {
    expect(mistakesIn(text).map((mistake) => mistake.reason)).toEqual([reason]);
  });

  test("name the review questions there are", () => {
    expect(mistakesIn("{{known: luck}}")[0]?.reason).toContain('"outside", "noticed"');
    expect(mistakesIn("{{known: outside}}")).toEqual([]);
  });

  test("of a template: an entry and a figure typed over belong to one incident", () => {
    const text = "{{entry: 3}}\n{{cause: the filer}}\n{{cause}}";
    expect(mistakesIn(text)).toEqual([]);
    expect(mistakesIn(text, { isTemplate: true }).map(({ line }) => line)).toEqual([1, 2]);
  });
});

describe("hints", () => {
  test("are left out, and every line keeps its number", () => {
    expect(withoutHints("a <!-- b --> c\n<!-- d\ne -->\nf")).toBe("a  c\n\n\nf");
  });

  test("without an end are text, and so is what looks like one in code", () => {
    expect(withoutHints("a <!-- b\nc")).toBe("a <!-- b\nc");
    expect(withoutHints("```\n<!-- a -->\n```")).toBe("```\n<!-- a -->\n```");
    expect(withoutHints("a <!--> b\nc")).toBe("a <!--> b\nc");
  });

  test.each([
    ["in its midst", "```\nps\n<!-- a\nb -->\nls\n\n## B", "```\nps\n\n\nls\n\n## B"],
    ["at its end", "~~~\nps\n<!-- a -->", "~~~\nps\n"],
    ["after closed code", "```\n<!-- a -->\n```\n```\n<!-- b -->\n## B", "```\n<!-- a -->\n```\n```\n\n## B"],
  ])("are left out of code that nobody closed, %s", (_, text, without) => {
    expect(withoutHints(text)).toBe(without);
  });

  test.each([
    ["a line of its own that speaks of one", "```\necho '<!-- a -->'\n## B"],
    ["one that ends in another section", "```\n<!-- a\n## B\n\nb -->"],
  ])("are not: in code that nobody closed %s", (_, text) => {
    expect(withoutHints(text)).toBe(text);
  });

  test("of a long text of beginnings alone are looked for at once", () => {
    const began = performance.now();
    for (const code of ["", "```\n"]) withoutHints(code + "<!--\n".repeat(40_000));
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
