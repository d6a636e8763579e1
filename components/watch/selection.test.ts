import { describe, expect, test } from "vitest";
import { aSymptom } from "../test-views.ts";
import { chosen, firstOf, follow, mayChange } from "./selection.ts";
import type { WatchItem } from "./watch-rows.ts";

const row = (id: string): WatchItem => aSymptom({ id, hostId: `host-${id}` });
const group = (...ids: readonly string[]): WatchItem => ({
  ...row(ids[0] ?? ""),
  alike: ids.map((id) => row(id)),
});

describe("the open row", () => {
  test("is the first until somebody chooses, and keys act on it at once", () => {
    const first = firstOf([row("a"), row("b")]);
    expect(first.id).toBe("a");
    expect(mayChange(first, 0, 0)).toBe(true);
  });

  test("stays the same row when another comes above it or the order changes, though nobody chose it", () => {
    const first = firstOf([row("a")]);
    expect(follow(first, [row("new"), row("a")])).toBe(first);
  });

  test("that went away is followed by the first, on which no key changes anything for a moment", () => {
    const next = follow(chosen("b", [row("a"), row("b")]), [row("a")]);
    expect(next.id).toBe("a");
    expect(mayChange(next, 1_000, 2_400)).toBe(false);
    expect(mayChange(next, 1_000, 2_500)).toBe(true);
    expect(mayChange(chosen("a", [row("a")]), 1_000, 1_000)).toBe(true);
  });

  test("that was the last one is followed by what comes next, with the same moment", () => {
    const none = follow(firstOf([row("a")]), []);
    expect(mayChange(follow(none, [row("b")]), 0, 100)).toBe(false);
    expect(mayChange(follow(firstOf([]), [row("b")]), 0, 100)).toBe(false);
  });

  test("that was folded into a group is followed by the group, under the same name or another", () => {
    for (const ids of [
      ["a", "x", "y"],
      ["x", "a", "y"],
    ]) {
      const next = follow(firstOf([row("a"), row("b")]), [row("b"), group(...ids)]);
      expect(next.id).toBe(ids[0]);
      expect(mayChange(next, 0, 100)).toBe(false);
    }
  });

  test("that is a group is the same row while others join it or another speaks for it", () => {
    const all = firstOf([group("a", "b", "c")]);
    expect(follow(all, [group("a", "b", "c", "d")])).toBe(all);
    const led = follow(all, [row("x"), group("b", "a", "c")]);
    expect(led.id).toBe("b");
    expect(mayChange(led, 0, 0)).toBe(true);
  });
});
