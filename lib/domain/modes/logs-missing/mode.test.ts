import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseFact } from "../../parse/parse-fact.ts";
import { aContainer, aFact, aHostState, aLine, aList, containerId, T0 } from "../../testing/builders.ts";
import { failing, judged, play } from "../../testing/detecting.ts";
import { someLogFiles, someSuspects } from "../../testing/storage-builders.ts";
import { logsMissing } from "./mode.ts";

const LIST = aList(T0, [aContainer(1), aContainer(2)]);
const files = (at: number, removed?: number) =>
  someLogFiles(at, {
    files: [],
    ...(removed !== undefined && { removed: removed === 0 ? [] : [{ id: containerId(1), bytes: removed }] }),
  });
const LINE = aLine(
  T0,
  "dockerd",
  `time="2026-11-21T14:57:39Z" level=error msg="Error streaming logs: open /var/lib/docker/containers/${containerId(1)}/${containerId(1)}-json.log: no such file or directory" container=${containerId(1)}`,
);

test.each(["20.10.24", "26.1.5"])("a log deleted under Docker %s", (engine) => {
  const text = readFileSync(
    new URL(`../../parse/fixtures/log-files.docker-${engine}-removed.txt`, import.meta.url),
    "utf8",
  );
  const found = judged(logsMissing, aHostState([aFact(T0, parseFact("log-files", text, T0))]), T0 + 1_000);
  expect(found).toMatchObject([
    {
      severity: "ticket",
      evidence: [{ reading: expect.stringMatching(/^deleted, [\d.]+ k?B still held$/) }],
    },
  ]);
});

describe("who is missing one", () => {
  test.each([
    ["deleted and held", [LIST, files(T0, 900)], ["app-1"]],
    ["said by a reader", [LIST, LINE], ["app-1"]],
    ["said by a reader, found whole since", [LIST, LINE, files(T0 + 500, 0)], []],
    ["none", [LIST, files(T0, 0)], []],
    ["open files cannot be read", [LIST, files(T0)], []],
  ])("%s", (_name, signals, expected) => {
    expect(failing(logsMissing, aHostState(signals), T0 + 1_000)).toEqual(expected);
  });
});

test("the look every few seconds ends it before the next walk", () => {
  const again = (at: number, bytes?: number) =>
    someSuspects(at, { removed: bytes === undefined ? [] : [{ id: containerId(1), bytes }] });
  const signals = [LIST, files(T0 + 5_000, 900), again(T0 + 9_000, 900), again(T0 + 13_000)];
  expect(play(signals, T0 + 20_000, { modes: [logsMissing] }).told()).toEqual([
    "seen 5000",
    "raised 5000",
    "recovering 13000",
    "cleared 13000",
  ]);
});

test("a restart of the container ends it", () => {
  const signals = [LIST, files(T0 + 5_000, 900), files(T0 + 65_000, 0)];
  expect(play(signals, T0 + 70_000, { modes: [logsMissing] }).told()).toEqual([
    "seen 5000",
    "raised 5000",
    "recovering 65000",
    "cleared 65000",
  ]);
});
