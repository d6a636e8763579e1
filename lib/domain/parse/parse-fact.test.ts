import { describe, expect, test } from "vitest";
import { ENGINES, read } from "./testing/captured-facts.ts";

describe.each(ENGINES)("what a host with Docker %s says", (engine) => {
  test("three units run, each with its process and the time of its last change", () => {
    const { units } = read("units", engine);
    expect(units.map(({ name, activeState, subState }) => [name, activeState, subState])).toEqual([
      ["docker.service", "active", "running"],
      ["docker.socket", "active", "running"],
      ["containerd.service", "active", "running"],
    ]);
    expect(units[0]).toMatchObject({ loadState: "loaded", result: "success", restarts: 0, exitStatus: 0 });
    expect(units[0]?.mainPid).toBeGreaterThan(1);
    expect(units[1]).toMatchObject({ mainPid: 0, restarts: 0 });
    expect(units[0]?.stateChangedAt).toBeGreaterThan(Date.UTC(2026, 10, 21, 11, 19));
    expect(units[0]?.stateChangedAt).toBeLessThan(Date.UTC(2026, 10, 21, 11, 45));
  });

  test("after a failed start only the socket unit says that the start limit was hit", () => {
    const [service, socket] = read("units", engine, "-start-failed").units;
    expect(service).toMatchObject({ activeState: "failed", result: "exit-code", restarts: 3, exitStatus: 1 });
    expect(socket).toMatchObject({ activeState: "failed", result: "service-start-limit-hit" });
    expect(read("units", engine, "-down").units[0]).toMatchObject({ activeState: "inactive", mainPid: 0 });
  });

  test("processes, quota and zombies of each container are counted from its cgroups", () => {
    const { containers, tasks, tasksLimit } = read("cgroups", engine).cgroups;
    const told = containers.map(({ id: _id, ...rest }) => rest).sort((a, b) => (a.pids ?? 0) - (b.pids ?? 0));
    expect(told).toEqual([
      {
        pids: 1,
        pidsLimit: 100,
        forksRefused: 0,
        cpuPeriods: expect.any(Number),
        cpuThrottledPeriods: expect.any(Number),
        zombies: 0,
      },
      { pids: 3, pidsLimit: 3, forksRefused: 0, cpuPeriods: 0, cpuThrottledPeriods: 0, zombies: 0 },
      { pids: 15, forksRefused: 0, cpuPeriods: 0, cpuThrottledPeriods: 0, zombies: 14 },
    ]);
    expect(told[0]?.cpuThrottledPeriods).toBeGreaterThan(40);
    expect(tasks).toBeGreaterThan(300);
    expect(tasksLimit).toBe(192_730);
  });

  test("the socket is there, may be opened, and somebody listens", () => {
    expect(read("socket", engine).socket).toEqual({
      path: "/run/docker.sock",
      exists: true,
      mode: "srw-rw----",
      owner: "root",
      group: "docker",
      mayOpen: true,
      listens: true,
      queued: 0,
      account: "root",
    });
  });

  test("an account outside the group is told that it may not open the socket", () => {
    expect(read("socket", engine, "-guest").socket).toMatchObject({
      exists: true,
      mayOpen: false,
      listens: true,
      account: "guest",
    });
  });

  test("a stopped daemon lets its queue grow", () => {
    const { socket } = read("socket", engine, "-stopped");
    expect(socket).toMatchObject({ exists: true, listens: true });
    expect(socket.queued).toBeGreaterThan(0);
  });

  test("a missing socket and one that nobody listens at are two things", () => {
    expect(read("socket", engine, "-down").socket).toMatchObject({ exists: false, listens: false });
    expect(read("socket", engine, "-start-failed").socket).toMatchObject({ exists: true, listens: false });
  });

  test("the data root's file system is measured as an unprivileged writer sees it", () => {
    const [root, containerd] = read("disk", engine).disks;
    expect(root).toMatchObject({ path: "/var/lib/docker", mount: "/var/lib/docker", totalInodes: 65_536 });
    expect(root?.totalBytes).toBe(4096 * 1_023_928);
    // The 5 % that ext4 keeps for root are neither used nor available.
    expect(root?.availableBytes).toBeLessThan((root?.totalBytes ?? 0) - (root?.usedBytes ?? 0));
    expect(containerd).toMatchObject({ path: "/var/lib/containerd", mount: "/var/lib/containerd" });
  });

  test("no daemon.json is a healthy state, and one that exists keeps every byte", () => {
    expect(read("config-file", engine).file).toEqual({
      path: "/etc/docker/daemon.json",
      exists: false,
      text: "",
    });
    const { file } = read("config-file", engine, "-json-invalid");
    expect(file).toMatchObject({ exists: true });
    expect(Buffer.byteLength(file.text)).toBe(95);
    expect(file.text.startsWith("{\n")).toBe(true);
    expect(file.text.endsWith("}\n")).toBe(true);
    expect(file.modifiedAt).toBeGreaterThan(Date.UTC(2026, 10, 21, 11));
  });

  test("how dockerd is to be started, and how the running one was", () => {
    const { files } = read("unit-files", engine);
    expect(files.unitText).toContain("ExecStart=/usr/sbin/dockerd -H fd://");
    expect(files.defaultsText).toContain("Docker");
    expect(files.runningArgs).toEqual([
      "/usr/sbin/dockerd",
      "-H",
      "fd://",
      "--containerd=/run/containerd/containerd.sock",
    ]);
  });

  test("shims name their container, daemons their size and age", () => {
    const { processes } = read("processes", engine);
    const shims = processes.filter(({ command }) => command === "containerd-shim");
    expect(shims).toHaveLength(4);
    expect(shims.every(({ containerId }) => containerId !== undefined)).toBe(true);
    const daemon = processes.find(({ command }) => command === "dockerd");
    expect(daemon).toMatchObject({ parentPid: 1, state: "S", waitChannel: "futex_do_wait" });
    expect(daemon?.rssBytes).toBeGreaterThan(20_000_000);
    expect(daemon?.startedSecondsAgo).toBeGreaterThan(60);
    expect(daemon?.startedSecondsAgo).toBeLessThan(7_200);
    expect(daemon?.cpuMs).toBeGreaterThan(100);
    expect(daemon?.cpuMs).toBeLessThan((daemon?.startedSecondsAgo ?? 0) * 1_000);
  });

  test("a stopped dockerd and a stopped shim are in state T", () => {
    const stopped = read("processes", engine, "-stopped").processes;
    expect(stopped.find(({ command }) => command === "dockerd")?.state).toBe("T");
    const hung = read("processes", engine, "-lock-hung").processes;
    expect(hung.filter(({ command, state }) => command === "containerd-shim" && state === "T")).toHaveLength(
      1,
    );
  });

  test("on a frozen file system the hanging threads of dockerd are found, and what they wait for", () => {
    const { processes } = read("processes", engine, "-frozen");
    const daemon = processes.find(({ command, args }) => command === "dockerd" && args !== "");
    const threads = processes.filter(({ parentPid }) => parentPid === daemon?.pid);
    expect(daemon?.state).toBe("S");
    expect(threads.length).toBeGreaterThan(0);
    expect(threads.every(({ state }) => state === "D")).toBe(true);
    expect(threads.every(({ waitChannel }) => waitChannel === "percpu_rwsem_wait")).toBe(true);
    const writer = processes.find(({ command }) => command === "dd");
    expect(writer).toMatchObject({ state: "D", waitChannel: "percpu_rwsem_wait", args: "" });
  });

  test("without the right to look, what a thread waits for is absent instead of wrong", () => {
    const { processes } = read("processes", engine, "-frozen-guest");
    expect(processes.some(({ state }) => state === "D")).toBe(true);
    expect(processes.some(({ waitChannel }) => waitChannel !== undefined)).toBe(false);
  });

  test("Docker's chains and FORWARD's policy are read from the backend that holds them", () => {
    const { firewall } = read("firewall", engine);
    expect(firewall).toMatchObject({ forwardPolicy: "DROP", isForwarding: true });
    expect(firewall.chains).toEqual(expect.arrayContaining(["filter:DOCKER-USER", "nat:DOCKER"]));
    expect(firewall.rules).toHaveLength(1);
    expect(firewall.rules[0]).toContain("-j MASQUERADE");
    const wiped = read("firewall", engine, "-filter-wiped").firewall;
    expect(wiped.chains.some((chain) => chain.startsWith("filter:DOCKER"))).toBe(false);
    expect(wiped.chains).toContain("nat:DOCKER");
  });

  test("load, memory and pressure have units", () => {
    const { pressure } = read("pressure", engine);
    expect(pressure.memoryTotalBytes).toBeGreaterThan(20 * 2 ** 30);
    expect(pressure.memoryAvailableBytes).toBeLessThan(pressure.memoryTotalBytes);
    expect(pressure.cpuSomeRatio).toBeLessThanOrEqual(1);
    expect(pressure.conntrackMax).toBe(262_144);
    // What was stolen is a part of all that was counted, and of guests nothing is counted twice.
    const { steal = 0, total = 0 } = pressure.processorTicks ?? {};
    expect(steal).toBeGreaterThan(0);
    expect(steal).toBeLessThan(total * 0.1);
  });

  test("a layer on its way is told by the file that dockerd holds open", () => {
    expect(read("pulls", engine).transfers).toEqual([]);
    expect(read("pulls", engine, "-stalled").transfers).toEqual([
      { holder: "dockerd", name: expect.stringMatching(/^GetImageBlob\d+$/), bytes: 94, position: 94 },
    ]);
  });

  test("the host's clock is in milliseconds", () => {
    const { boot } = read("boot", engine);
    expect(boot.hostAt).toBeGreaterThan(Date.UTC(2026, 10, 21, 11, 37));
    expect(boot.hostAt).toBeLessThan(Date.UTC(2026, 10, 21, 11, 39));
    expect(boot.bootId).toMatch(/^[0-9a-f]{8}-/);
  });
});
