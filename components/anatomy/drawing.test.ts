import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { PART_IDS, PART_STATES, type PartId } from "#lib/domain/anatomy.ts";
import { aHostDetail, aPart, partStates } from "../test-views.ts";
import { DiagramL } from "./diagram-l.tsx";
import { DiagramXl } from "./diagram-xl.tsx";
import { GlyphM } from "./glyph-m.tsx";
import { GlyphS, looksSame } from "./glyph-s.tsx";

const count = (html: string, pattern: RegExp): number => [...html.matchAll(pattern)].length;

/** How many cells are drawn with a look. */
const cellsOf = (html: string, look: string): number =>
  count(new RegExp(`class="${look}" d="([^"]*)"`).exec(html)?.[1] ?? "", /M/g);

describe("states of a part", () => {
  test.each(PART_STATES)("%s is drawn as itself at every size", (state) => {
    const states = partStates({ dockerd: state });
    const small = renderToStaticMarkup(createElement(GlyphS, { parts: states, label: "engine" }));
    expect(small).toContain(`g-${state}`);
    const middle = renderToStaticMarkup(createElement(GlyphM, { parts: states, label: "engine" }));
    expect(middle).toContain(`a-${state}`);
    const large = renderToStaticMarkup(createElement(DiagramL, { states, label: "engine" }));
    expect(large).toContain(`x-${state}`);
  });

  test("cut off and last known are hatched, and no other state is", () => {
    const html = (state: "hit" | "stale" | "fault") =>
      renderToStaticMarkup(createElement(GlyphS, { parts: partStates({ ctrs: state }) }));
    expect(html("hit")).toContain("h-cut");
    expect(html("stale")).toContain("h-old");
    expect(html("fault")).not.toMatch(/h-cut|h-old/);
  });

  test("a ticket fills only half of a small cell, so that it stays apart from a page without colour", () => {
    const html = renderToStaticMarkup(createElement(GlyphS, { parts: partStates({ dockerd: "warn" }) }));
    expect(cellsOf(html, "g-ok")).toBe(PART_IDS.length);
    expect(cellsOf(html, "g-warn")).toBe(1);
  });

  test("cells of a small glyph that look alike are one shape, so that hundreds of them are cheap to draw", () => {
    const states = partStates({ dockerd: "hit", sock: "hit", tls: "off" });
    const html = renderToStaticMarkup(createElement(GlyphS, { parts: states, muted: ["sock"] }));
    expect(count(html, /<path/g)).toBe(6);
    expect(cellsOf(html, "g-ok")).toBe(PART_IDS.length - 3);
    expect(html).toMatch(/<g class="past"><path class="g-hit"/);
  });

  test("a part that is muted keeps its shape and loses its hue on the large drawings", () => {
    const states = partStates({ config: "warn", disk: "warn" });
    const large = renderToStaticMarkup(
      createElement(DiagramL, { states, muted: ["config"], label: "engine" }),
    );
    expect(count(large, /class="known"/g)).toBe(1);
    expect(count(large, /x-warn/g)).toBe(2);
    const draw = (muted: readonly PartId[]) =>
      renderToStaticMarkup(
        createElement(DiagramL, { states: partStates({ dockerd: "fault", sock: "hit" }), muted, label: "" }),
      );
    expect(draw([])).toMatch(/xw cutw?"/);
    expect(draw(["dockerd", "sock"])).not.toMatch(/xw cutw?"/);
  });

  test("a glyph is drawn anew when a part of it changes, and not when only the reading is another", () => {
    const quiet = { parts: partStates(), muted: undefined };
    expect(looksSame(quiet, { parts: partStates(), muted: [] })).toBe(true);
    expect(looksSame(quiet, { parts: partStates({ disk: "warn" }), muted: undefined })).toBe(false);
    expect(looksSame(quiet, { ...quiet, muted: ["disk"] })).toBe(false);
    expect(looksSame(quiet, { ...quiet, label: "harbour: not heard from" })).toBe(false);
  });

  test("the past has no hue", () => {
    const html = renderToStaticMarkup(
      createElement(GlyphS, { parts: partStates({ dockerd: "fault" }), isPast: true }),
    );
    expect(html).toContain("glyph past");
    const medium = (isPast: boolean) =>
      renderToStaticMarkup(
        createElement(GlyphM, { parts: partStates({ dockerd: "fault" }), label: "engine", isPast }),
      );
    expect(medium(false)).not.toContain("past");
    expect(medium(true)).toContain("amid past");
    // The mark in the broken part has a hue of its own.
    expect(count(medium(false), /<svg/g) - count(medium(true), /<svg/g)).toBe(1);
  });
});

describe("the large drawing", () => {
  const draw = (rest = {}) =>
    renderToStaticMarkup(
      createElement(DiagramXl, {
        host: aHostDetail(rest),
        lit: new Map(),
        selected: "dockerd",
        onSelect: () => undefined,
        onWalk: () => undefined,
      }),
    );

  test("every part is a button with a name, and one of them can be reached with Tab", () => {
    const html = draw();
    expect(count(html, /<button/g)).toBe(PART_IDS.length);
    expect(count(html, /tabindex="0"/gi)).toBe(1);
    expect(html).toContain('aria-label="dockerd, as usual: answers"');
  });

  test("the ladder shows the rung where it stops, and what was not reached is neither good nor bad", () => {
    const html = draw({
      ladder: [
        { rung: "connect", ok: true, text: "0.3 ms", tries: 1 },
        { rung: "ping", ok: false, text: "> 5 s", tries: 12 },
      ],
    });
    expect(count(html, /l-ok/g)).toBe(1);
    expect(count(html, /l-no/g)).toBe(1);
    expect(count(html, /l-nr/g)).toBe(3);
  });

  test("chain numbers stand at their parts", () => {
    const html = draw({ partViews: [aPart("volumes", { chain: 2 }), aPart("remote", { chain: 1 })] });
    expect(count(html, /class="x-not[ "]/g)).toBe(2);
  });

  test("a number on a ticket is not in the colour of a page", () => {
    const html = draw({ partViews: [aPart("disk", { chain: 1, state: "warn" })] });
    expect(html).toContain('class="x-no wt"');
  });

  test("a reading with markup in it is text", () => {
    const html = draw({ partViews: [aPart("disk", { reading: "<b>91</b>" })] });
    expect(html).not.toContain("<b>91");
    expect(html).toContain("&lt;b&gt;");
  });
});
