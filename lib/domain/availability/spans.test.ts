import { expect, test } from "vitest";
import { type Span, type Spans, spansAfter } from "./spans.ts";

const change = (about: Partial<Parameters<typeof spansAfter>[1]>) => ({
  before: [],
  after: [],
  isFirst: false,
  cameAt: () => 10,
  wentAt: () => 20,
  ...about,
});

test("what is wanted on the first list may have been wanted all along", () => {
  expect(spansAfter(new Map(), change({ after: ["web"], isFirst: true })).size).toBe(0);
  const gone: Spans = new Map([["web", { fromAt: 1, toAt: 5 }]]);
  expect(spansAfter(gone, change({ after: ["web"], isFirst: true })).get("web")).toEqual({ fromAt: 1 });
});

test("beyond five hundred those that ended first are known to the hour only, and none that is wanted", () => {
  const many = new Map(Array.from({ length: 499 }, (_each, index) => [`ended-${index}`, { toAt: index }]));
  const spans = spansAfter(
    new Map<string, Span>([["web", { fromAt: 1 }], ...many]),
    change({ before: ["db"], after: ["cache"] }),
  );
  expect(spans.size).toBe(500);
  expect(spans.get("web")).toEqual({ fromAt: 1 });
  expect(spans.get("cache")).toEqual({ fromAt: 10 });
  expect(spans.get("db")).toEqual({ toAt: 20 });
  expect(["ended-0", "ended-1", "ended-2"].filter((service) => spans.has(service))).toEqual(["ended-2"]);
});
