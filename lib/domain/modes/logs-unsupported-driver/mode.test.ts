import { expect, test } from "vitest";
import { aContainer, aHostState, aLine, aList, containerId, T0 } from "../../testing/builders.ts";
import { failing, judged, play } from "../../testing/detecting.ts";
import { quiet } from "../../testing/quiet-host.ts";
import { logsUnsupportedDriver } from "./mode.ts";

const V20 = `time="2026-11-21T14:58:23.072475526Z" level=error msg="Handler for GET /v1.41/containers/${containerId(1)}/logs returned error: configured logging driver does not support reading"`;
const V26 = `time="2026-11-21T14:58:47.023796498Z" level=error msg="Handler for GET /v1.45/containers/${containerId(1)}/logs returned error: configured logging driver does not support reading" spanID=f5670d8cf9983e81`;
const NEAR = `time="2026-11-21T14:58:23Z" level=info msg="Configured log driver does not support reads, enabling local file cache for container logs" driver=syslog`;
const LIST = aList(T0 - 1_000, [aContainer(1), aContainer(2)]);

test.each([
  ["20.10", V20, "app-1"],
  ["26.1", V26, "app-1"],
])("%s", (_engine, line, subject) => {
  const host = aHostState([LIST, aLine(T0, "dockerd", line)]);
  expect(judged(logsUnsupportedDriver, host, T0 + 1_000)).toMatchObject([
    { subject, severity: "ticket", part: "log" },
  ]);
});

test("the same words out of a container, and normal life, are none", () => {
  const host = aHostState([LIST, aLine(T0, "container", V26), aLine(T0, "dockerd", NEAR)]);
  expect(failing(logsUnsupportedDriver, host, T0 + 1_000)).toEqual([]);
});

test("over ten minutes after it was last said", () => {
  const told = play([...quiet, aLine(T0 + 5_000, "dockerd", V26)], T0 + 700_000, {
    modes: [logsUnsupportedDriver],
  }).told();
  expect(told).toEqual(["seen 5000", "raised 5000", "recovering 606000", "cleared 666000"]);
});

test("over as soon as the container is removed", () => {
  const signals = [LIST, aLine(T0 + 5_000, "dockerd", V26), aList(T0 + 9_000, [aContainer(2)])];
  expect(play(signals, T0 + 12_000, { modes: [logsUnsupportedDriver] }).told()).toEqual([
    "seen 5000",
    "raised 5000",
    "recovering 9000",
  ]);
});

test("asked for by name it is one symptom of that container, and over with it", () => {
  const byName = V26.replace(containerId(1), "app-1");
  const signals = [LIST, aLine(T0 + 5_000, "dockerd", byName), aList(T0 + 9_000, [aContainer(2)])];
  const story = play(signals, T0 + 12_000, { modes: [logsUnsupportedDriver] });
  expect(story.told()).toEqual(["seen 5000", "raised 5000", "recovering 9000"]);
  expect(story.open.map(({ subject }) => subject)).toEqual(["app-1"]);
});
