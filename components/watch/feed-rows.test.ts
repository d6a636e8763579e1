import { describe, expect, test } from "vitest";
import type { FeedRow } from "#lib/protocol/views.ts";
import { aHost } from "../test-views.ts";
import { newestFirst, since } from "./feed-rows.ts";
import { heatOf, restartRows } from "./restarts.ts";

const row = (id: string, times = 1, rest: Partial<FeedRow> = {}): FeedRow => ({
  id,
  at: 0,
  hostId: "a",
  source: "event",
  text: "container die",
  times,
  ...rest,
});

describe("feed", () => {
  test("a row that came again stands once, with its newest count, where it came last", () => {
    expect(newestFirst([row("1"), row("2"), row("1", 2)]).map(({ id, times }) => [id, times])).toEqual([
      ["1", 2],
      ["2", 1],
    ]);
  });

  test("what was read afterwards lies where it happened", () => {
    const rows = [row("b", 1, { at: 9 }), row("a", 1, { at: 4 }), row("c", 1, { at: 9 })];
    expect(newestFirst(rows).map(({ id }) => id)).toEqual(["c", "b", "a"]);
    expect(newestFirst(rows, 2).map(({ id }) => id)).toEqual(["c", "b"]);
  });

  test("the paused feed counts what came since, and how much of it is marked", () => {
    const frozen = newestFirst([row("1")]);
    expect(since([row("1"), row("2"), row("1", 2, { severity: "page" })], frozen)).toEqual({
      count: 2,
      markedCount: 1,
    });
    expect(since([row("1")], frozen).count).toBe(0);
  });
});

describe("restarts", () => {
  test("the containers that restarted most come first; those that did not are left out", () => {
    const hosts = [
      aHost({ id: "a", restarts: [{ container: "quiet", cells: [0, 0] }] }),
      aHost({
        id: "b",
        restarts: [
          { container: "loop", cells: [0, 6] },
          { container: "once", cells: [1, 0] },
        ],
      }),
      aHost({ id: "c" }),
    ];
    expect(restartRows(hosts).map(({ container, total }) => [container, total])).toEqual([
      ["loop", 6],
      ["once", 1],
    ]);
  });

  test("only a cell at the limit of a crash loop has a hue", () => {
    expect([0, 1, 3, 5].map(heatOf)).toEqual([0, 1, 2, 3]);
  });
});
