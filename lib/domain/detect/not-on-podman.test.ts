import { describe, expect, test } from "vitest";
import type { Signal } from "../signal.ts";
import {
  aConfigFile,
  aContainer,
  aFailedPing,
  aHostState,
  aLine,
  aList,
  anInfo,
  anInspect,
  HOST,
  someNetworks,
  someUnits,
  T0,
} from "../testing/builders.ts";
import { play } from "../testing/detecting.ts";
import { isOfDockerd } from "./not-on-podman.ts";
import { partReadings } from "./parts.ts";

const aPodmanPing = (at: number): Signal => ({
  hostId: HOST,
  at,
  kind: "ping",
  outcome: { ok: true, durationMs: 1, reading: { apiVersion: "1.41", engine: "podman" } },
});
/** A Docker that failed and a broken daemon.json lie on the same host. */
const besideDocker = (at: number) => [
  aPodmanPing(at),
  anInfo(at),
  aList(at, [aContainer(1)]),
  anInspect(at, 1),
  someNetworks(at, []),
  someUnits(at, { docker: { activeState: "failed", subState: "failed", result: "exit-code" } }),
  aConfigFile(at, "{ broken"),
  aLine(at, "systemd", "docker.service: Failed with result 'exit-code'."),
];

describe("a podman beside a Docker that is broken", () => {
  test("is well: nothing of that Docker lights", () => {
    const times = Array.from({ length: 12 }, (_, step) => T0 + step * 5_000);
    const story = play(times.flatMap(besideDocker), T0 + 60_000);
    expect(story.open.map(({ mode }) => mode)).toEqual([]);
  });

  test("says of each part that podman lacks that it is not there", () => {
    const parts = partReadings(aHostState(besideDocker(T0)), [], T0 + 1_000);
    const off = Object.fromEntries(
      parts
        .filter(({ state }) => state === "off")
        .map(({ id, reading, lines }) => [id, [reading, ...lines].join(": ")]),
    );
    expect(off).toMatchObject({
      config: "not on podman: podman reads no daemon.json",
      unit: "not on podman: podman has no docker.service",
      ipt: "not on podman: podman keeps other chains",
      shims: "not on podman: podman holds its containers by conmon",
    });
  });

  test("is down when nobody listens, whatever the unit of that Docker says", () => {
    const refused = Array.from({ length: 8 }, (_, step) =>
      aFailedPing(T0 + 5_000 + step * 2_000, "connection-refused"),
    );
    const story = play([...besideDocker(T0), ...refused], T0 + 20_000);
    const down = story.open.find(({ mode }) => mode === "daemon-down");
    expect(down).toMatchObject({ variant: "refused" });
    expect(JSON.stringify(down?.evidence)).not.toContain("docker.service");
  });
});

test.each([
  ["daemon-json-invalid", true],
  ["iptables-nat-wiped", true],
  ["containerd-down", true],
  ["shim-dead", true],
  ["daemon-down", false],
  ["container-restart-loop", false],
  ["disk-full-data-root", false],
  ["container-oom-killed", false],
] as const)("%s speaks of dockerd: %s", (mode, expected) => expect(isOfDockerd(mode)).toBe(expected));
