import { expect, test } from "vitest";
import {
  aContainer,
  aFact,
  aHostState,
  aList,
  aProcess,
  containerId,
  someCgroups,
  T0,
} from "../testing/builders.ts";
import { processLists } from "./process-lists.ts";

const list = aList(T0, [aContainer(1)]);
const processes = (at: number, pids: readonly number[]) =>
  aFact(at, {
    name: "processes",
    processes: [
      aProcess("dockerd"),
      aProcess("containerd-shim", { pid: 3_001, containerId: containerId(1) }),
      ...pids.map((pid) =>
        aProcess("app", { pid, parentPid: 3_001, state: "D", waitChannel: "nfs_wait_bit_killable" }),
      ),
    ],
  });

test("what hangs in the kernel is listed with its container, where it waits and since when", () => {
  const host = aHostState([list, processes(T0, [71]), processes(T0 + 4_000, [71, 72])]);
  const lists = processLists(host, T0 + 5_000);
  expect(lists?.hanging).toEqual([
    { pid: 71, command: "app", waitChannel: "nfs_wait_bit_killable", sinceAt: T0, container: "app-1" },
    {
      pid: 72,
      command: "app",
      waitChannel: "nfs_wait_bit_killable",
      sinceAt: T0 + 4_000,
      container: "app-1",
    },
  ]);
  expect(lists?.hangingCount).toBe(2);
});

test("the dead that nobody reaps are listed as far as they were read, and counted in full", () => {
  const zombie = { pid: 9, parentPid: 5, command: "sh", startedSecondsAgo: 60, containerId: containerId(1) };
  const cgroups = someCgroups(T0, [{ id: containerId(1), zombies: 400 }], { zombies: [zombie] });
  const lists = processLists(aHostState([list, cgroups]), T0 + 1_000);
  expect(lists?.zombies).toEqual([
    { pid: 9, parentPid: 5, command: "sh", startedAt: T0 - 60_000, container: "app-1" },
  ]);
  expect(lists?.zombieCount).toBe(400);
});

test("nobody can say where neither is read now", () => {
  expect(processLists(aHostState([list]), T0)).toBeUndefined();
  expect(processLists(aHostState([processes(T0, [71])]), T0 + 120_000)).toBeUndefined();
});
