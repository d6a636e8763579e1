import { describe, expect, test } from "vitest";
import type { FeedRow } from "#lib/protocol/row-views.ts";
import { aHost } from "../test-views.ts";
import { feedItems, newestFirst, since } from "./feed-rows.ts";
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
  });

  test("the paused feed counts what came since, and how much of it is marked", () => {
    const frozen = [row("1")];
    expect(since([row("1"), row("2"), row("1", 2, { severity: "page" })], frozen)).toEqual({
      count: 2,
      markedCount: 1,
    });
    expect(since([row("1")], frozen).count).toBe(0);
  });

  test("the paused feed counts what came since, however much there was before", () => {
    const frozen = Array.from({ length: 500 }, (_, index) => row(`n-${index}`, 1, { at: index }));
    expect(since([...frozen, row("late", 1, { at: 3 })], frozen).count).toBe(1);
  });
});

describe("the same line of many hosts", () => {
  const of = (hostId: string, at: number, text = "ping: no answer in 5 s") =>
    row(`${hostId}-${at}`, 2, { hostId, at, text, severity: "page" });

  test("is one row at its newest, which counts hosts and times", () => {
    const storm = ["a", "b", "c"].map((hostId, index) => of(hostId, index * 1_000));
    const items = feedItems([...storm, row("other", 1, { at: 1_500, hostId: "d" })]);
    expect(items.map(({ id, hostIds, times }) => [id, hostIds?.length, times])).toEqual([
      ["c-2000", 3, 6],
      ["other", undefined, 1],
    ]);
  });

  test("a symptom of another host is drawn, however many lines one host writes", () => {
    const noise = Array.from({ length: 500 }, (_, index) =>
      row(`n-${index}`, 1, { at: 1_000 + index, text: `line ${index}` }),
    );
    const symptom = row("s", 1, { hostId: "b", source: "probe", text: "Docker hung: raised" });
    expect(feedItems([symptom, ...noise]).at(-1)?.id).toBe("s");
  });

  test("of two hosts it is two rows, and what was said long before is another row", () => {
    expect(feedItems([of("a", 0), of("b", 1_000)])).toHaveLength(2);
    const early = ["a", "b", "c"].map((hostId) => of(hostId, 0));
    const late = ["a", "b", "c"].map((hostId) => of(hostId, 600_000));
    expect(feedItems([...early, ...late]).map(({ at }) => at)).toEqual([600_000, 0]);
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
