import { expect, test } from "vitest";
import { aContainer, aHostState, aList, anInspect, T0 } from "../../testing/builders.ts";
import { failing, judged, play } from "../../testing/detecting.ts";
import { logDriverInitFailed } from "./mode.ts";

const V20 = "failed to initialize logging driver: dial tcp 127.0.0.1:24224: connect: connection refused";
const V26 =
  "failed to create task for container: failed to initialize logging driver: gelf: cannot connect to GELF endpoint: 127.0.0.1:12201 dial tcp 127.0.0.1:12201: connect: connection refused";
const NEAR =
  "driver failed programming external connectivity on endpoint web: Bind for 0.0.0.0:80 failed: port is already allocated";
const made = aList(T0, [aContainer(1, { state: "created", status: "Created" }), aContainer(2)]);
const failed = (error: string) => anInspect(T0, 1, { state: "created", exitCode: 128, error });

test.each([
  ["20.10", V20],
  ["26.1", V26],
])("%s", (_engine, error) => {
  const found = judged(logDriverInitFailed, aHostState([made, failed(error)]), T0 + 1_000);
  expect(found).toMatchObject([{ subject: "app-1", severity: "ticket", part: "log" }]);
});

test.each([
  ["another reason", [made, failed(NEAR)]],
  ["never started", [made, failed("")]],
  ["it runs by now", [aList(T0, [aContainer(1)]), failed(V20)]],
])("%s is none", (_name, signals) => {
  expect(failing(logDriverInitFailed, aHostState(signals), T0 + 1_000)).toEqual([]);
});

test("two services that cannot start are a page, two of one are not", () => {
  const two = (name: string) => [
    aList(T0, [
      aContainer(1, { state: "created", name: "web-1" }),
      aContainer(2, { state: "created", name }),
    ]),
    anInspect(T0, 1, { name: "web-1", state: "created", exitCode: 128, error: V20 }),
    anInspect(T0, 2, { name, state: "created", exitCode: 128, error: V20 }),
  ];
  const severities = (name: string) =>
    judged(logDriverInitFailed, aHostState(two(name)), T0 + 1_000).map(({ severity }) => severity);
  expect(severities("db-1")).toEqual(["page", "page"]);
  expect(severities("web-2")).toEqual(["ticket", "ticket"]);
});

test("over a minute after it runs", () => {
  const running = [10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000, 80_000].map((ms) =>
    aList(T0 + ms, [aContainer(1), aContainer(2)]),
  );
  expect(play([made, failed(V26), ...running], T0 + 85_000, { modes: [logDriverInitFailed] }).told()).toEqual(
    ["seen 0", "raised 5000", "recovering 10000", "cleared 70000"],
  );
});
