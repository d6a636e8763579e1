import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseFact } from "../../parse/parse-fact.ts";
import {
  aConfigFile,
  aContainer,
  aFact,
  aFailedPing,
  aHostState,
  aLine,
  aList,
  aMissingFact,
  aPing,
  aVersion,
  someProcesses,
  someUnits,
  T0,
} from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { daemonJsonInvalid } from "./mode.ts";

const BROKEN =
  '{\n  "log-driver": "json-file",\n  "log-opts": {\n    "max-size": "10m"\n    "max-file": "3"\n  }\n}\n';
const WORDS = "invalid character '\"' after object key:value pair";
const START_LINE = `unable to configure the Docker daemon with file /etc/docker/daemon.json: ${WORDS}`;

describe("what counts as broken", () => {
  test.each([
    ["no file, which is healthy", aConfigFile(T0, undefined), []],
    ["a file that is fine", aConfigFile(T0, '{"debug": true}'), []],
    ["an unknown key, which is another mode", aConfigFile(T0, '{"foo-bar": 1}'), []],
    ["a missing comma", aConfigFile(T0, BROKEN), [""]],
    ["an empty file and a new engine", aConfigFile(T0, ""), []],
  ])("%s", (_name, file, expected) => {
    expect(failing(daemonJsonInvalid, aHostState([aVersion(T0, "26.1.5"), aPing(T0), file]), T0)).toEqual(
      expected,
    );
  });

  test("an empty file stops 20.10", () => {
    const host = aHostState([aVersion(T0, "20.10.24+dfsg1"), aPing(T0), aConfigFile(T0, "")]);
    expect(judged(daemonJsonInvalid, host, T0)[0]?.facts).toMatchObject({ message: "EOF", mistake: "empty" });
  });

  test.each([
    ["emptied a moment ago: somebody is writing it", T0 - 500, []],
    ["left empty", T0 - 5_000, [""]],
  ])("an empty file that was %s", (_name, modifiedAt, expected) => {
    const host = aHostState([aVersion(T0, "20.10.24+dfsg1"), aPing(T0), aConfigFile(T0, "", modifiedAt)]);
    expect(failing(daemonJsonInvalid, host, T0)).toEqual(expected);
  });
});

test("while dockerd runs it is a ticket with the line, the column and the real mistake", () => {
  const host = aHostState([aPing(T0), aConfigFile(T0, BROKEN)]);
  const [judgement] = judged(daemonJsonInvalid, host, T0);
  expect(judgement).toMatchObject({
    severity: "ticket",
    variant: "on-disk",
    title: "daemon.json broken on disk",
    part: "config",
    facts: {
      path: "/etc/docker/daemon.json",
      line: "4",
      column: "22",
      parserLine: "5",
      parserColumn: "5",
      mistake: "missing-comma",
    },
    blast: { notAffected: ["dockerd still runs on the configuration it read before"] },
  });
  expect(judgement?.evidence[0]?.reading).toMatch(/^line 4:22: .*comma/);
  expect(judgement?.evidence[0]?.text).toContain("/etc/docker/daemon.json:5:5: ");
  expect(judgement?.summary).toBe(
    `A comma is missing here. Line 4, column 22; the parser stops at 5:5: ${WORDS}. dockerd still runs with the file it read before.`,
  );
});

describe("while dockerd is down it is a page", () => {
  const failed = someUnits(T0, {
    docker: { activeState: "failed", subState: "failed", result: "exit-code" },
  });
  const stopped = someUnits(T0, { docker: { activeState: "inactive", subState: "dead" } });
  const down = aFailedPing(T0 + 2_000, "connection-refused");

  test.each([
    ["systemd gave up on it", [failed], "stops-the-start"],
    ["dockerd said so", [stopped, aLine(T0 + 1_000, "dockerd", START_LINE)], "stops-the-start"],
    ["somebody stopped it: the file is broken, but did not stop it", [stopped], "on-disk"],
    [
      "dockerd said so long before the last answer",
      [stopped, aLine(T0 - 60_000, "dockerd", START_LINE)],
      "on-disk",
    ],
  ])("%s", (_name, why, variant) => {
    const host = aHostState([aPing(T0), ...why, aConfigFile(T0, BROKEN), down]);
    expect(judged(daemonJsonInvalid, host, T0 + 2_000)[0]).toMatchObject({ severity: "page", variant });
  });
});

test("it stays the cause while the unit cannot be read and dockerd stays away", () => {
  const failed = someUnits(T0, {
    docker: { activeState: "failed", subState: "failed", result: "exit-code" },
  });
  const story = play(
    [
      aPing(T0),
      failed,
      aMissingFact(T0 + 5_000, "units", "timeout"),
      ...every(20_000, T0, T0 + 120_000, (at) => aConfigFile(at, BROKEN)),
      ...every(3_000, T0 + 2_000, T0 + 120_000, (at) => aFailedPing(at, "connection-refused")),
    ],
    T0 + 120_000,
    { modes: [daemonJsonInvalid] },
  );
  expect(story.open[0]?.variant).toBe("stops-the-start");
});

test("while it keeps dockerd from starting it says that first, then what is down", () => {
  const failed = someUnits(T0 + 2_000, {
    docker: { activeState: "failed", subState: "failed", result: "exit-code" },
  });
  const host = aHostState([
    aPing(T0),
    aList(T0, [aContainer(1), aContainer(2)]),
    aConfigFile(T0, BROKEN),
    failed,
    someProcesses(T0 + 2_000, []),
    aFailedPing(T0 + 2_000, "connection-refused"),
  ]);
  const [judgement] = judged(daemonJsonInvalid, host, T0 + 2_000);
  expect(judgement?.title).toBe("dockerd does not start: daemon.json, line 4:22");
  expect(judgement?.evidence[0]?.reading).toBe("2 of 2 containers do not run; A comma is missing here.");
});

describe("where the file cannot be read", () => {
  const blind = aMissingFact(T0, "config-file");

  test("dockerd's own words are taken, also after a failed reload", () => {
    const reload = `time="2026-11-21T11:40:00Z" level=error msg="unable to configure the Docker daemon with file /etc/docker/daemon.json: invalid character '\\"' after object key:value pair"`;
    const host = aHostState([aPing(T0), blind, aLine(T0, "dockerd", reload)]);
    expect(judged(daemonJsonInvalid, host, T0)[0]).toMatchObject({
      severity: "ticket",
      facts: { message: WORDS },
    });
  });

  test("not once the daemon came up again", () => {
    const host = aHostState([
      aPing(T0),
      blind,
      aLine(T0, "dockerd", START_LINE),
      aLine(T0 + 5_000, "dockerd", 'level=info msg="Daemon has completed initialization"'),
    ]);
    expect(failing(daemonJsonInvalid, host, T0 + 5_000)).toEqual([]);
  });

  test("what a container prints under docker.service is not dockerd's word", () => {
    const host = aHostState([aPing(T0), blind, aLine(T0, "container", START_LINE)]);
    expect(failing(daemonJsonInvalid, host, T0)).toEqual([]);
  });
});

test("dockerd complains before the file is read again: its word is newer", () => {
  const before = [aPing(T0), aConfigFile(T0, "{}"), aFailedPing(T0 + 2_000, "connection-refused")];
  const line = aLine(T0 + 1_500, "dockerd", START_LINE);
  expect(failing(daemonJsonInvalid, aHostState([...before, line]), T0 + 2_000)).toEqual([""]);
  expect(
    failing(daemonJsonInvalid, aHostState([...before, line, aConfigFile(T0 + 4_000, "{}")]), T0 + 4_000),
  ).toEqual([]);
});

test("it is seen at once, raised when it still stands there, and explains daemon-down", () => {
  const units = every(2_000, T0 + 10_000, T0 + 60_000, (at) =>
    someUnits(at, { docker: { activeState: "failed", subState: "failed", result: "exit-code" } }),
  );
  const signals = [
    ...every(4_000, T0, T0 + 60_000, (at) => aConfigFile(at, at < T0 + 8_000 ? "{}" : BROKEN)),
    ...every(2_000, T0, T0 + 10_000, aPing),
    ...units,
    ...every(2_000, T0 + 10_000, T0 + 60_000, (at) => aFailedPing(at, "connection-refused")),
  ];
  const story = play(signals, T0 + 50_000);
  expect(story.told("daemon-json-invalid")).toEqual(["seen 8000", "raised 18000"]);
  const cause = story.open.find(({ mode }) => mode === "daemon-json-invalid");
  expect(cause?.severity).toBe("page");
  expect(story.open.find(({ mode }) => mode === "daemon-down")?.absorbedBy).toBe(cause?.id);
});

describe("as a real host reports it", () => {
  test.each(["20.10.24", "26.1.5"])("Docker %s", (version) => {
    const read = (fact: "config-file" | "units", suffix: string) => {
      const file = new URL(`../../parse/fixtures/${fact}.docker-${version}-${suffix}.txt`, import.meta.url);
      return aFact(T0, parseFact(fact, readFileSync(file, "utf8"), T0));
    };
    const running = aHostState([
      aVersion(T0, version),
      aPing(T0),
      read("units", "json-invalid"),
      read("config-file", "json-invalid"),
    ]);
    expect(judged(daemonJsonInvalid, running, T0)[0]).toMatchObject({
      severity: "ticket",
      variant: "on-disk",
    });
    const dead = aHostState([
      aVersion(T0, version),
      aFailedPing(T0, "connection-refused"),
      read("units", "start-failed"),
      read("config-file", "start-failed"),
    ]);
    expect(judged(daemonJsonInvalid, dead, T0)[0]).toMatchObject({
      severity: "page",
      variant: "stops-the-start",
    });
  });
});
