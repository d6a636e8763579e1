import { describe, expect, test } from "vitest";
import {
  aConfigFile,
  aFailedPing,
  aHostState,
  aLine,
  aMissingFact,
  aPing,
  someUnitFiles,
  someUnits,
  T0,
} from "../../testing/builders.ts";
import { failing, judged } from "../../testing/detecting.ts";
import { daemonJsonFlagConflict } from "./mode.ts";

const HOSTS = '{\n  "log-level": "info",\n  "hosts": ["unix:///run/docker.sock"]\n}\n';
const LINE =
  "unable to configure the Docker daemon with file /etc/docker/daemon.json: the following directives are specified both as a flag and in the configuration file: hosts: (from flag: [fd://], from file: [unix:///run/docker.sock])";

test("both places are named, while dockerd still runs on what it read before", () => {
  const host = aHostState([aPing(T0), aConfigFile(T0, HOSTS), someUnitFiles(T0)]);
  const [judgement] = judged(daemonJsonFlagConflict, host, T0);
  expect(judgement).toMatchObject({
    severity: "ticket",
    variant: "on-disk",
    title: "daemon.json and unit both set hosts",
    facts: {
      key: "hosts",
      path: "/etc/docker/daemon.json",
      line: "3",
      column: "3",
      flag: "-H fd://",
      unitFile: "/lib/systemd/system/docker.service",
      unitLine: "2",
    },
  });
  expect(judgement?.evidence[0]?.reading).toBe("hosts: line 3:3 and -H fd://");
});

describe("what is no conflict", () => {
  test.each([
    [
      "a drop-in without -H",
      HOSTS,
      {
        unitText:
          "# /lib/x.service\nExecStart=/usr/bin/dockerd -H fd://\n# /etc/y.conf\nExecStart=\nExecStart=/usr/bin/dockerd",
      },
    ],
    ["no file", undefined, {}],
    ["no unit and nothing runs", HOSTS, { unitText: "", runningArgs: [] }],
  ])("%s", (_name, json, files) => {
    const host = aHostState([aPing(T0), aConfigFile(T0, json), someUnitFiles(T0, files)]);
    expect(failing(daemonJsonFlagConflict, host, T0)).toEqual([]);
  });

  test("a file that does not parse has no settings to compare", () => {
    const host = aHostState([aPing(T0), aConfigFile(T0, HOSTS.replace(",", "")), someUnitFiles(T0)]);
    expect(failing(daemonJsonFlagConflict, host, T0)).toEqual([]);
  });
});

test("without a unit the running arguments count", () => {
  const host = aHostState([
    aPing(T0),
    aConfigFile(T0, '{"debug": true}'),
    someUnitFiles(T0, { unitText: "", runningArgs: ["dockerd", "--debug"] }),
  ]);
  expect(judged(daemonJsonFlagConflict, host, T0)[0]?.facts).toMatchObject({
    key: "debug",
    unitFile: "running dockerd",
  });
});

test("it stops the start: a page", () => {
  const host = aHostState([
    aPing(T0),
    aConfigFile(T0, HOSTS),
    someUnitFiles(T0, { runningArgs: [] }),
    someUnits(T0, { docker: { activeState: "failed", result: "exit-code" } }),
    aFailedPing(T0 + 2_000, "connection-refused"),
  ]);
  expect(judged(daemonJsonFlagConflict, host, T0 + 2_000)[0]).toMatchObject({
    severity: "page",
    variant: "stops-the-start",
  });
});

test("where the files cannot be read dockerd's own words name the setting", () => {
  const host = aHostState([
    aMissingFact(T0, "config-file"),
    aLine(T0, "dockerd", LINE),
    aFailedPing(T0, "connection-refused"),
  ]);
  expect(judged(daemonJsonFlagConflict, host, T0)[0]).toMatchObject({
    title: "dockerd does not start: daemon.json and unit both set hosts",
    facts: { key: "hosts" },
  });
});
