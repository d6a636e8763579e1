import { expect, test } from "vitest";
import {
  aContainer,
  aFact,
  aHostState,
  aList,
  aProcess,
  aSocket,
  containerId,
  T0,
} from "../../testing/builders.ts";
import { downText, runningByShims, withoutAge } from "./running.ts";

const shims = (...ids: readonly (number | undefined)[]) =>
  aFact(T0, {
    name: "processes",
    processes: ids.map((number, index) =>
      aProcess("containerd-shim-runc-v2", {
        pid: 3_000 + index,
        ...(number !== undefined && { containerId: containerId(number) }),
      }),
    ),
  });
const rootless = aSocket(T0, { path: "/run/user/1000/docker.sock" });

test("a user's shims that do not tell their containers count nobody as gone", () => {
  const list = aList(T0, [aContainer(1)]);
  expect(runningByShims(aHostState([list, rootless, shims(undefined)]), T0)).toBeUndefined();
  expect(downText(aHostState([list, rootless, shims(undefined)]), T0)).toEqual([]);
  // A process of a container that calls itself a shim hides nothing of a usual daemon.
  expect(runningByShims(aHostState([list, shims(1, undefined)]), T0)).toHaveLength(1);
});

test.each([
  ["Restarting (3) 17 seconds ago", "Restarting (3)"],
  ["Restarting (-1) Less than a second ago", "Restarting (-1)"],
  ["Exited (137) About a minute ago", "Exited (137)"],
  ["Up 3 seconds", "Up"],
  ["Up 2 days (Paused)", "Up (Paused)"],
  ["Created", "Created"],
])("%s is kept as %s", (status, kept) => {
  expect(withoutAge(status)).toBe(kept);
});
