import { expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import { aContainer, aFact, aHostState, aLine, aList, containerId, T0 } from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { asked } from "../../testing/pasted.ts";
import { quiet } from "../../testing/quiet-host.ts";
import type { EpochMs } from "../../time.ts";
import { jsonLogCorrupt } from "./mode.ts";

const V20 = `time="2026-11-21T14:57:39Z" level=warning msg="got error while decoding json" error="invalid character '\\\\x00' in string literal" retries=1`;
const V26 = `time="2026-11-21T14:57:39Z" level=error msg="Error streaming logs: invalid character '\\\\x00' in string literal" container=${containerId(1)} method="(*Daemon).ContainerLogs"`;
const NEAR = `time="2026-11-21T14:57:39Z" level=error msg="Error streaming logs: context canceled" container=${containerId(1)}`;
const LIST = aList(T0 - 1_000, [aContainer(1), aContainer(2)]);

test.each([
  ["20.10", V20, "a container"],
  ["26.1", V26, "app-1"],
])("%s", (_engine, line, whose) => {
  const host = aHostState([LIST, aLine(T0, "dockerd", line)]);
  const [judgement] = judged(jsonLogCorrupt, host, T0 + 1_000);
  expect(judgement).toMatchObject({ subject: "", severity: "ticket", part: "log" });
  expect(judgement?.summary).toContain(`The log of ${whose} holds`);
});

test.each([
  `level=warning msg="error draining journal: Bad message" container=${containerId(1)}`,
  `level=error msg="Error streaming logs: error seeking to start of journal: Bad message" container=${containerId(1)}`,
  `level=warning msg="journald: error reading from journal" container=${containerId(2)} error="Cannot allocate memory"`,
])("the journald driver that cannot read: %s", (line) => {
  expect(asked("log", line)[0]?.symptom).toBe("json-log-corrupt");
  const [judgement] = judged(jsonLogCorrupt, aHostState([LIST, aLine(T0, "dockerd", line)]), T0 + 1_000);
  expect(judgement?.summary).toContain("lies in the journal, which cannot be read");
});

test("the same words out of a container, and normal life, are none", () => {
  const host = aHostState([LIST, aLine(T0, "container", V26), aLine(T0, "dockerd", NEAR)]);
  expect(failing(jsonLogCorrupt, host, T0 + 1_000)).toEqual([]);
});

test("over ten minutes after it was last said", () => {
  const told = play([...quiet, aLine(T0 + 5_000, "dockerd", V26)], T0 + 700_000, {
    modes: [jsonLogCorrupt],
  }).told();
  expect(told).toEqual(["seen 5000", "raised 5000", "recovering 606000", "cleared 666000"]);
});

test("over as soon as the container is removed", () => {
  const signals = [LIST, aLine(T0 + 5_000, "dockerd", V26), aList(T0 + 9_000, [aContainer(2)])];
  expect(play(signals, T0 + 12_000, { modes: [jsonLogCorrupt] }).told()).toEqual([
    "seen 5000",
    "raised 5000",
    "recovering 9000",
  ]);
});

const torn = (at: EpochMs, ...numbers: readonly number[]): Signal =>
  aFact(at, { name: "torn-logs", torn: numbers.map(containerId) });

test("a look into the files tells whose log 20.10 meant, and that it is whole again", () => {
  const signals = [
    LIST,
    aLine(T0 + 5_000, "dockerd", V20),
    torn(T0 + 6_000, 2),
    aList(T0 + 7_000, [aContainer(1), aContainer(2)]),
    torn(T0 + 10_000),
    aList(T0 + 11_000, [aContainer(1), aContainer(2)]),
  ];
  const met = play(signals.slice(0, 4), T0 + 8_000, { modes: [jsonLogCorrupt] });
  expect(met.open[0]?.summary).toContain("The log of app-2 holds");
  expect(met.open[0]?.facts).toMatchObject({ container: "app-2" });
  expect(play(signals, T0 + 12_000, { modes: [jsonLogCorrupt] }).told()).toEqual([
    "seen 5000",
    "raised 5000",
    "recovering 10000",
  ]);
});

test("of two torn logs none is named, and one that nobody saw torn does not end it by being whole", () => {
  const line = aLine(T0 + 5_000, "dockerd", V20);
  const two = aHostState([LIST, line, torn(T0 + 6_000, 1, 2)]);
  expect(judged(jsonLogCorrupt, two, T0 + 7_000)[0]?.summary).toContain("The log of a container holds");
  expect(failing(jsonLogCorrupt, aHostState([LIST, line, torn(T0 + 6_000)]), T0 + 7_000)).toHaveLength(1);
});

test("not over by silence while a file is seen torn, and by silence it says so", () => {
  const met = [...quiet, aLine(T0 + 5_000, "dockerd", V20)];
  const seen = every(60_000, T0 + 6_000, T0 + 800_000, (at) => torn(at, 1));
  const ends = (signals: readonly Signal[]) =>
    play(
      signals.toSorted((a, b) => a.at - b.at),
      T0 + 620_000,
      { modes: [jsonLogCorrupt] },
    );
  expect(ends([...met, ...seen]).open[0]?.state).toBe("raised");
  const silent = ends(met).open[0];
  expect(silent?.state).toBe("recovering");
  expect(silent?.evidence.map(({ reading }) => reading)).toContain("not said again for 10m 00s");
});
