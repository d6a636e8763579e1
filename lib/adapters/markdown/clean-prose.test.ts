import { expect, test } from "vitest";
import { cleanProse } from "./clean-prose.ts";
import { renderProse } from "./render-prose.ts";

test.each([
  ["[read *this*](javascript:alert(1)) now", "read *this* now"],
  ["[x](JaVaScRiPt:alert(1))", "x"],
  ["[x](java&#115;cript:alert(1))", "x"],
  ["[x](<java\tscript:alert(1)> 'why')", "x"],
  ["[x](\n  data:text/html,hello)", "x"],
  ["![a *graph*](data:image/png;base64,AAAA)", "a graph"],
  ["[![graph](javascript:a)](javascript:b)", "graph"],
  ["[x][1]\n\n[1]: javascript:alert(1)", "x\n\n"],
  ["[](vbscript:x)", ""],
  ["<javascript:alert(1)>", "javascript:alert(1)"],
])("no link does anything but lead to the web or to mail: %s", (markdown, cleaned) => {
  expect(cleanProse(markdown)).toBe(cleaned);
  expect(renderProse(cleanProse(markdown))).not.toMatch(/href|src/);
});

test.each([
  "[x](https://example.org/?a=b:c) and <https://example.org> and [mail](mailto:a@example.org)",
  "[beside](./other.md#javascript:) ![graph](graph.png)",
  "`[x](javascript:alert(1)) <b>`",
  "```sh\n[x](javascript:alert(1)) <b>\n```",
  "    <b> indented </b>",
  "1 < 2 and a <- b",
])("what does nothing stays as it was written: %s", (markdown) => {
  expect(cleanProse(markdown)).toBe(markdown);
});

test("raw HTML is text, as it is on the page", () => {
  expect(cleanProse("a <b onclick=x()>c</b>\n\n<script>alert(1)</script>")).toBe(
    "a &lt;b onclick=x()>c&lt;/b>\n\n&lt;script>alert(1)&lt;/script>",
  );
});

test.each([
  ["```\ncode", "```\ncode\n```"],
  ["~~~~ sh\ncode\n~~~", "~~~~ sh\ncode\n~~~\n~~~~"],
  ["```", "```\n```"],
])("a fence that is open at the end ends there: %s", (markdown, cleaned) => {
  expect(cleanProse(markdown)).toBe(cleaned);
  expect(cleanProse(cleaned)).toBe(cleaned);
});

test("a fence inside a list ends with it", () => {
  expect(cleanProse("- step\n  ```\n  code")).toBe("- step\n  ```\n  code");
});

test("ten thousand open brackets take no time worth telling", () => {
  expect(cleanProse("[".repeat(10_000))).toHaveLength(10_000);
});
