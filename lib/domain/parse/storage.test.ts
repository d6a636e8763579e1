import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseFact } from "./parse-fact.ts";

const fixture = (name: string): string =>
  readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), "utf8");

describe.each(["20.10.24", "26.1.5"])("what a host with Docker %s says of its storage", (engine) => {
  test("the largest log stands first, and none was removed", () => {
    const fact = parseFact("log-files", fixture(`log-files.docker-${engine}`), 0);
    if (fact.name !== "log-files") throw new Error(fact.name);
    expect(fact.logs.files).toHaveLength(4);
    const sizes = fact.logs.files.map(({ bytes }) => bytes);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(fact.logs.removed).toEqual([]);
  });

  test("a log that was deleted under dockerd is told with its size", () => {
    const fact = parseFact("log-files", fixture(`log-files.docker-${engine}-removed`), 0);
    expect(fact).toMatchObject({ logs: { removed: [{ bytes: expect.any(Number) }] } });
  });

  test("a sink that does not read has megabytes before it", () => {
    expect(parseFact("log-sinks", fixture(`log-sinks.docker-${engine}`), 0)).toMatchObject({ sinks: [] });
    const fact = parseFact("log-sinks", fixture(`log-sinks.docker-${engine}-stalled`), 0);
    if (fact.name !== "log-sinks") throw new Error(fact.name);
    expect(fact.sinks).toMatchObject([{ peer: "127.0.0.1:5514", port: 5514 }]);
    expect(fact.sinks[0]?.unsentBytes).toBeGreaterThan(1_000_000);
  });

  test("whole layers, and one that lost its files beside a directory nobody names", () => {
    expect(parseFact("layers", fixture(`layers.docker-${engine}`), 0)).toMatchObject({
      layers: { count: 10, wrong: [], orphans: [] },
    });
    expect(parseFact("layers", fixture(`layers.docker-${engine}-torn`), 0)).toMatchObject({
      layers: { count: 14, wrong: [{ fault: "no-diff" }], orphans: [expect.stringMatching(/^a{20}/)] },
    });
  });
});
