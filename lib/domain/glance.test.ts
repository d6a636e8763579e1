import { expect, test } from "vitest";
import type { GlanceReading } from "./facts.ts";
import { isEngineAtWork, oldReadings } from "./glance.ts";

const SOCKET = "/run/docker.sock";
const CONFIG = "/etc/docker/daemon.json";
const disk = {
  path: "/var/lib/docker",
  totalBytes: 1_000,
  availableBytes: 500,
  usedBytes: 500,
  totalInodes: 1_000,
  freeInodes: 900,
};
const LOOK: GlanceReading = {
  files: { [SOCKET]: "c1b0 0 102", [CONFIG]: "81a4 0 0 7 20", "/etc/default/docker": "81a4 0 0 9 517" },
  disks: [disk],
  network: "/proc/sys/net/ipv4/ip_forward 1",
  processes: [
    { command: "dockerd", pid: 105, state: "S" },
    { command: "containerd", pid: 93, state: "S" },
  ],
};
const old = (now: Partial<GlanceReading>, before: GlanceReading | undefined = LOOK) =>
  oldReadings(before, { ...LOOK, ...now }, [disk], { socket: SOCKET, configFile: CONFIG });

test("two looks that agree make nothing old, whether a process runs or waits", () => {
  expect(old({})).toEqual([]);
  expect(old({ processes: LOOK.processes.map((one) => ({ ...one, state: "R" })) })).toEqual([]);
});

test.each<[string, Partial<GlanceReading>, readonly string[]]>([
  ["the socket's mode", { files: { ...LOOK.files, [SOCKET]: "c180 0 0" } }, ["socket", "ping"]],
  ["daemon.json written", { files: { ...LOOK.files, [CONFIG]: "81a4 0 0 7 21" } }, ["config-file"]],
  [
    "daemon.json gone",
    { files: { [SOCKET]: "c1b0 0 102", "/etc/default/docker": "81a4 0 0 9 517" } },
    ["config-file"],
  ],
  [
    "a drop-in that is new",
    { files: { ...LOOK.files, "/etc/systemd/system/docker.service.d": "41ed" } },
    ["unit-files"],
  ],
  ["who is asked for names", { files: { ...LOOK.files, "/etc/resolv.conf": "81ed" } }, ["network-links"]],
  ["forwarding", { network: "/proc/sys/net/ipv4/ip_forward 0" }, ["network-links"]],
  ["containerd gone", { processes: LOOK.processes.slice(0, 1) }, ["units", "processes", "info"]],
])("%s makes what was read of it old", (_, now, expected) => {
  expect(old(now)).toEqual(expected);
});

test("a process that is stopped, or another one of its name, makes what was read of the engine old", () => {
  const [dockerd, containerd] = LOOK.processes;
  if (dockerd === undefined || containerd === undefined) throw new Error("two processes");
  expect(old({ processes: [dockerd, { ...containerd, state: "T" }] })).toContain("info");
  expect(old({ processes: [{ ...dockerd, pid: 9 }, containerd] })).toContain("units");
});

test("a disk is old once it moved by half a percent since it was read, and always while a tenth is left", () => {
  const moved = (change: Partial<typeof disk>) => old({ disks: [{ ...disk, ...change }] });
  expect(moved({ availableBytes: 496 })).toEqual([]);
  expect(moved({ availableBytes: 495 })).toEqual(["disk"]);
  expect(moved({ freeInodes: 890 })).toEqual(["disk"]);
  expect(moved({ totalBytes: 2_000 })).toEqual(["disk"]);
  const short = { ...disk, availableBytes: 99 };
  expect(
    oldReadings(LOOK, { ...LOOK, disks: [short] }, [short], { socket: SOCKET, configFile: CONFIG }),
  ).toEqual(["disk"]);
  const boundless = { ...disk, totalInodes: 0, freeInodes: 0 };
  expect(
    oldReadings(LOOK, { ...LOOK, disks: [boundless] }, [boundless], { socket: SOCKET, configFile: CONFIG }),
  ).toEqual([]);
});

test("the first look has nothing to differ from but the disks", () => {
  expect(oldReadings(undefined, LOOK, [disk], { socket: SOCKET, configFile: CONFIG })).toEqual([]);
  expect(oldReadings(undefined, LOOK, [], { socket: undefined, configFile: undefined })).toEqual(["disk"]);
});

test("an engine is at work while both its processes are there and neither hangs nor is stopped", () => {
  const [dockerd, containerd] = LOOK.processes;
  if (dockerd === undefined || containerd === undefined) throw new Error("two processes");
  expect(isEngineAtWork(LOOK)).toBe(true);
  expect(isEngineAtWork({ ...LOOK, processes: [dockerd] })).toBe(false);
  for (const state of ["T", "D", "Z"])
    expect(isEngineAtWork({ ...LOOK, processes: [dockerd, { ...containerd, state }] })).toBe(false);
});
