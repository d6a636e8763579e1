import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { errorCodeOf } from "../errors.ts";
import type { FactName, HostFact } from "../facts.ts";
import { parseFact } from "./parse-fact.ts";

const ENGINES = ["20.10.24", "26.1.5"] as const;
const NOW = Date.UTC(2026, 10, 21, 12);

const fixture = (name: FactName, engine: string, variant = ""): string =>
  readFileSync(new URL(`./fixtures/${name}.docker-${engine}${variant}.txt`, import.meta.url), "utf8");

function read<Name extends FactName>(
  name: Name,
  engine: string,
  variant = "",
): Extract<HostFact, { name: Name }> {
  return parseFact(name, fixture(name, engine, variant), NOW) as Extract<HostFact, { name: Name }>;
}

test("one hierarchy for all, and containers below a slice, are counted as well", () => {
  const id = "a".repeat(64);
  const text = [
    "sections abcdef01",
    "",
    "abcdef01 section counters",
    `/sys/fs/cgroup/system.slice/docker-${id}.scope/pids.current:7`,
    `/sys/fs/cgroup/system.slice/docker-${id}.scope/pids.max:max`,
    `/sys/fs/cgroup/system.slice/docker-${id}.scope/pids.events:max 2`,
    `/sys/fs/cgroup/system.slice/docker-${id}.scope/cpu.stat:nr_periods 9`,
    "/sys/fs/cgroup/system.slice/ssh.service/pids.current:3",
    "",
    "abcdef01 section zombies",
    "41 3",
    "1 2",
    "",
    "abcdef01 section clock",
    "1000.25 4096 100",
    "",
    "abcdef01 section dead",
    "41 52 90000 sh (old) one",
    "1 77 99000 sleep",
    "",
    "abcdef01 section parents",
    `/proc/41/cgroup:0::/system.slice/docker-${id}.scope`,
    "/proc/1/cgroup:0::/init.scope",
    "",
    "abcdef01 section host",
    "",
  ].join("\n");
  expect(parseFact("cgroups", text, NOW)).toEqual({
    name: "cgroups",
    cgroups: {
      containers: [{ id, pids: 7, forksRefused: 2, cpuPeriods: 9, zombies: 3 }],
      zombies: [
        { pid: 52, parentPid: 41, command: "sh (old) one", startedSecondsAgo: 100, containerId: id },
        { pid: 77, parentPid: 1, command: "sleep", startedSecondsAgo: 10 },
      ],
    },
  });
});

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

describe("what is malformed", () => {
  test("a text without its border is refused", () => {
    expect(() => parseFact("units", "Id=docker.service\n", NOW)).toThrow(/border/);
  });

  test("a missing section is named", () => {
    expect(() => parseFact("boot", "sections 0123456789abcdef\n", NOW)).toThrow(/"boot" is missing/);
  });

  test("a file cannot pretend to be another section", () => {
    const border = "0123456789abcdef";
    const text = `sections ${border}\n\n${border} section path\n/x\n\n${border} section stat\n1 2\n\n${border} section text\nfeed section stat\n9 9`;
    expect(parseFact("config-file", text, NOW)).toMatchObject({
      file: { modifiedAt: 1_000, text: "feed section stat\n9 9" },
    });
  });

  test("a cut answer throws a code that both copies of the module know", () => {
    const cut = fixture("processes", "26.1.5").slice(0, 180);
    let code = "";
    try {
      parseFact("processes", cut, NOW);
    } catch (error) {
      code = errorCodeOf(error);
    }
    expect(code).toBe("host-unreadable");
  });
});

describe("hosts that are not like the lab", () => {
  const text = (sections: Record<string, string>): string =>
    `sections abcdef0123456789\n${Object.entries(sections)
      .map(([name, body]) => `\nabcdef0123456789 section ${name}\n${body}`)
      .join("\n")}`;

  test("without ss the kernel's own list says who listens, and the queue stays unknown", () => {
    const sections = {
      path: "/var/run/docker.sock",
      account: "root",
      stat: "srw-rw----. root docker",
      access: "yes",
      unix: "0000000007cdeadf: 00000003 00000000 00000000 0001 02     0 /run/docker.sock\n00000000d4a3ee30: 00000002 00000000 00010000 0001 01 198709 /run/docker.sock",
    };
    const fact = parseFact("socket", text(sections), NOW);
    expect(fact).toMatchObject({ socket: { listens: true, mode: "srw-rw----" } });
    expect(fact.name === "socket" && fact.socket.queued).toBeUndefined();
  });

  test("a socket of the same name in another directory is not ours", () => {
    const sections = {
      path: "/run/docker.sock",
      account: "root",
      stat: "srw-rw---- root docker",
      access: "yes",
      ss: "u_str LISTEN 3      4096   /srv/run/docker.sock 201352 * 0",
    };
    expect(parseFact("socket", text(sections), NOW)).toMatchObject({
      socket: { listens: false, queued: 0 },
    });
  });

  test("a kernel without pressure stall information leaves those values out", () => {
    const files =
      "/proc/loadavg:0.10 0.20 0.30 1/99 1234\n/proc/meminfo:MemTotal:  1000 kB\n/proc/meminfo:MemAvailable:  400 kB";
    expect(parseFact("pressure", text({ files }), NOW)).toEqual({
      name: "pressure",
      pressure: {
        loadAverage: [0.1, 0.2, 0.3],
        memoryTotalBytes: 1_024_000,
        memoryAvailableBytes: 409_600,
      },
    });
  });

  test("rules in both backends are kept apart, and the policy is that of Docker's backend", () => {
    const nft = "*filter\n:FORWARD ACCEPT [0:0]\nCOMMIT\n*mangle\n:FORWARD DROP [0:0]\nCOMMIT";
    const legacy =
      "# Generated\n*filter\n:FORWARD DROP [0:0]\n:DOCKER - [0:0]\n-A FORWARD -j DOCKER\nCOMMIT\n";
    const fact = parseFact("firewall", text({ forwarding: "0", nft, legacy }), NOW);
    expect(fact).toMatchObject({
      firewall: { forwardPolicy: "DROP", isForwarding: false, chains: ["filter:FORWARD", "filter:DOCKER"] },
    });
    expect(fact.name === "firewall" && fact.firewall.rules.join()).not.toContain("mangle");
  });

  test("layers of containerd are told by the name of their transfer; other open files are none", () => {
    const store = "/var/lib/containerd/io.containerd.content.v1.content";
    const containerd = [
      `7340032 7340032 ${store}/ingest/${"ab".repeat(32)}/data`,
      `99 99 ${store}/blobs/sha256/${"cd".repeat(32)}`,
    ].join("\n");
    expect(parseFact("pulls", text({ dockerd: "", containerd }), NOW)).toEqual({
      name: "pulls",
      transfers: [{ holder: "containerd", name: "abababababab", bytes: 7_340_032, position: 7_340_032 }],
    });
  });

  test("a process may call itself anything, also with parentheses and spaces", () => {
    const stat = `77 (a) R 1) D 9 ${"0 ".repeat(17)}500 0 3 ${"0 ".repeat(20)}`;
    const fact = parseFact("processes", text({ clock: "100.0 4096 100", processes: stat }), NOW);
    expect(fact).toMatchObject({
      processes: [
        { pid: 77, parentPid: 9, command: "a) R 1", state: "D", startedSecondsAgo: 95, rssBytes: 12_288 },
      ],
    });
  });

  test("a process of a container that calls itself a shim holds no container", () => {
    const id = "ab".repeat(32);
    const line = (pid: number, name: string, parent: number): string =>
      `${pid} (${name}) S ${parent} ${"0 ".repeat(17)}500 0 3 ${"0 ".repeat(20)}`;
    const stat = [
      line(50, "containerd-shim", 1),
      line(60, "containerd-shim", 50),
      line(70, "containerd-shim", 80),
      line(80, "containerd", 1),
    ].join("\n");
    const details = [50, 60, 70].map((pid) => `/proc/${pid}/cmdline:shim\0-id\0${id}\0`).join("\n");
    const fact = parseFact("processes", text({ clock: "100.0 4096 100", processes: stat, details }), NOW);
    const holders = fact.name === "processes" ? fact.processes.filter(({ containerId }) => containerId) : [];
    expect(holders.map(({ pid }) => pid)).toEqual([50, 70]);
  });

  test("a clock that has only seconds is still in milliseconds", () => {
    const boot = "f5fd2354-c7d6-4e5d-ac69-355501572e78 10.5 1795260262";
    expect(parseFact("boot", text({ boot }), NOW)).toMatchObject({
      boot: { uptimeMs: 10_500, hostAt: 1_795_260_262_000 },
    });
  });
});
