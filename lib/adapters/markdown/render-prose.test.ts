import { expect, test } from "vitest";
import { renderProse } from "./render-prose.ts";

test("emphasis, lists, tables and code are HTML", () => {
  expect(renderProse("a **b** `c`")).toBe('<p dir="auto">a <strong>b</strong> <code>c</code></p>');
  expect(renderProse("- a\n- b")).toContain('<li dir="auto">a</li>');
  expect(renderProse("| a |\n| --- |\n| b |")).toContain('<td dir="auto">b</td>');
});

test.each([
  ["<script>alert(1)</script>", "<script"],
  ["a <script>alert(1)</script>", "<script"],
  ['<img src="https://example.org/x.png">', "<img"],
  ["![x](https://example.org/x.png)", "<img"],
  ["[x](javascript:alert(1))", "javascript:"],
  ["[x](data:text/html,hello)", "data:"],
  ['<p style="position:fixed">x</p>', "<p style"],
  ["<iframe src=//example.org></iframe>", "<iframe"],
  ['<a href="https://example.org" onclick="x()">x</a>', "<a"],
])("%s does nothing", (markdown, never) => {
  expect(renderProse(markdown)).not.toContain(never);
});

test("raw HTML is shown as what was written", () => {
  expect(renderProse("a <b>c</b>")).toBe('<p dir="auto">a &#x3C;b>c&#x3C;/b></p>');
  expect(renderProse("<script>alert(1)</script>")).toContain("&#x3C;script>alert(1)");
});

test("a link opens beside the page and tells nobody where its reader comes from", () => {
  expect(renderProse("[x](https://example.org)")).toBe(
    '<p dir="auto"><a href="https://example.org" target="_blank" rel="noopener noreferrer nofollow">x</a></p>',
  );
});

test("ten thousand open brackets take no time worth telling", () => {
  expect(renderProse("[".repeat(10_000)).length).toBeGreaterThan(10_000);
});
