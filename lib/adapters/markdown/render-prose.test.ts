import { expect, test } from "vitest";
import { renderProse } from "./render-prose.ts";

test("emphasis, lists, tables and code are HTML", () => {
  expect(renderProse("a **b** `c`")).toBe("<p>a <strong>b</strong> <code>c</code></p>");
  expect(renderProse("- a\n- b")).toContain("<li>a</li>");
  expect(renderProse("| a |\n| --- |\n| b |")).toContain("<td>b</td>");
});

test.each([
  ["<script>alert(1)</script>", "<script"],
  ['<img src="https://example.org/x.png">', "<img"],
  ["![x](https://example.org/x.png)", "<img"],
  ["[x](javascript:alert(1))", "javascript:"],
  ["[x](data:text/html,hello)", "data:"],
  ['<p style="position:fixed">x</p>', "style"],
  ["<iframe src=//example.org></iframe>", "<iframe"],
  ['<a href="https://example.org" onclick="x()">x</a>', "onclick"],
])("%s does nothing", (markdown, never) => {
  expect(renderProse(markdown)).not.toContain(never);
});

test("a link opens beside the page and tells nobody where its reader comes from", () => {
  expect(renderProse("[x](https://example.org)")).toBe(
    '<p><a href="https://example.org" target="_blank" rel="noopener noreferrer nofollow">x</a></p>',
  );
});

test("ten thousand open brackets take no time worth telling", () => {
  expect(renderProse("[".repeat(10_000)).length).toBeGreaterThan(10_000);
});
