import { describe, expect, test } from "vitest";
import { aFact, aHostState, aLine, GIB, T0 } from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { asked } from "../../testing/pasted.ts";
import { hostOom } from "./mode.ts";

describe("the words it is known by", () => {
  test.each([
    ["kernel", "Out of memory: Kill process 2201 (java) score 905 or sacrifice child"],
    [
      "kernel",
      "Out of memory: Killed process 2201 (java), UID 0, total-vm:9000kB, anon-rss:8000kB, file-rss:0kB, shmem-rss:0kB",
    ],
    [
      "kernel",
      "oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=docker.service,mems_allowed=0,global_oom,task_memcg=/system.slice/docker.service,task=dockerd,pid=811,uid=0",
    ],
    [
      "kernel",
      "[12345.678901] dockerd invoked oom-killer: gfp_mask=0x100cca(GFP_HIGHUSER_MOVABLE), order=0, oom_score_adj=-500",
    ],
    [
      "kernel",
      "Memory cgroup out of memory: Killed process 811 (dockerd) total-vm:1900000kB, anon-rss:900000kB",
    ],
    ["systemd", "docker.service: A process of this unit has been killed by the OOM killer."],
    ["systemd", "containerd.service: Failed with result 'oom-kill'."],
  ])("%s: %s", (kind, text) => {
    expect(asked(kind, text)[0]?.symptom).toBe("host-oom");
  });

  test.each([
    [
      "kernel",
      "oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=ab,mems_allowed=0,oom_memcg=/docker/abababababababababababababababababababababababababababababababab,task_memcg=/docker/abababababababababababababababababababababababababababababababab,task=sh,pid=4242,uid=0",
    ],
    ["kernel", "Memory cgroup out of memory: Killed process 4242 (node) total-vm:1900000kB"],
    ["kernel", "node invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0"],
    ["systemd", "docker-abc.scope: A process of this unit has been killed by the OOM killer."],
  ])("not %s: %s", (kind, text) => {
    expect(asked(kind, text).map(({ symptom }) => symptom)).not.toContain("host-oom");
  });
});

const pressure = (at: number, free: number) =>
  aFact(at, {
    name: "pressure",
    pressure: { loadAverage: [1, 1, 1], memoryTotalBytes: 100 * GIB, memoryAvailableBytes: free * GIB },
  });

describe("a host without memory", () => {
  test("names whom the kernel killed, and says when it was the engine", () => {
    const host = aHostState([
      aLine(
        T0,
        "kernel",
        "Out of memory: Killed process 811 (dockerd) total-vm:1900000kB, anon-rss:900000kB",
      ),
    ]);
    expect(judged(hostOom, host, T0 + 500)[0]).toMatchObject({
      variant: "engine",
      severity: "page",
      facts: { killed: "dockerd" },
    });
  });

  test("is news for ten minutes", () => {
    const host = aHostState([aLine(T0, "kernel", "Out of memory: Killed process 9 (java) total-vm:1kB")]);
    expect(failing(hostOom, host, T0 + 599_000)).toEqual([""]);
    expect(failing(hostOom, host, T0 + 601_000)).toEqual([]);
  });

  test("hardly any left is a ticket after three minutes, over with room to spare", () => {
    const signals = [
      ...every(10_000, T0, T0 + 240_000, (at) => pressure(at, 3)),
      ...every(10_000, T0 + 240_000, T0 + 250_000, (at) => pressure(at, 7)),
      ...every(10_000, T0 + 250_000, T0 + 400_000, (at) => pressure(at, 20)),
    ];
    const story = play(signals, T0 + 390_000, { modes: [hostOom] });
    expect(story.told()).toEqual(["seen 0", "raised 180000", "recovering 250000", "cleared 310000"]);
    expect(story.changes[0]?.symptom.severity).toBe("ticket");
  });
});
