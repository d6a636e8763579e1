import { describe, expect, test } from "vitest";
import type { HostId } from "../domain/ids.ts";
import type { FeedRow } from "../protocol/row-views.ts";
import { createFeedRing, feedOfEvent } from "./feed.ts";

const row = (id: string, rest: Partial<FeedRow> = {}): FeedRow => ({
  id,
  at: 0,
  hostId: "loud",
  source: "dockerd",
  text: "a line",
  times: 1,
  ...rest,
});

test("an event read late stands with the time at which it happened", () => {
  const event = {
    timeNano: "1795260210000000001",
    type: "container",
    action: "die",
    actorId: "a".repeat(64),
    attributes: { name: "api" },
  };
  expect(feedOfEvent("a" as HostId, 1_795_269_999_000, "a-1", event)).toMatchObject({
    at: 1_795_260_210_000,
  });
});

describe("the first rows of the feed", () => {
  test("hold a line that repeats once, at its newest count, beside what others say", () => {
    const ring = createFeedRing("e", 100);
    ring.push([row("quiet", { hostId: "quiet" })]);
    for (let times = 1; times <= 300; times += 1) ring.push([row("same", { times })]);
    const { rows, seq } = ring.tail(60);
    expect(rows.map(({ id, times }) => [id, times])).toEqual([
      ["quiet", 1],
      ["same", 300],
    ]);
    expect(seq).toBe(301);
  });

  test("keep a symptom of another host, however many lines one host writes", () => {
    const ring = createFeedRing("e", 100);
    ring.push([row("raised", { hostId: "quiet", source: "probe" })]);
    for (let index = 0; index < 1_000; index += 1) ring.push([row(`line-${index}`)]);
    const { rows } = ring.tail(60);
    expect(rows).toHaveLength(60);
    expect(rows[0]?.id).toBe("raised");
    expect(rows.at(-1)?.id).toBe("line-999");
  });

  test("go on where they end: what comes after is every row", () => {
    const ring = createFeedRing("e", 100);
    const { seq } = ring.push([row("a")]);
    ring.push([row("a", { times: 2 }), row("b")]);
    expect(ring.after({ epoch: "e", seq }, 10)?.rows.map(({ id, times }) => [id, times])).toEqual([
      ["a", 2],
      ["b", 1],
    ]);
  });
});
