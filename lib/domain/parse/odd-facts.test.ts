import { describe, expect, test } from "vitest";
import { errorCodeOf } from "../errors.ts";
import { parseFact } from "./parse-fact.ts";
import { fixture, NOW } from "./testing/captured-facts.ts";

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

test("a socket unit says whose its file is to be, also where it names nobody", () => {
  const rightsOf = (group: string) => {
    const unit = `Id=docker.socket\nActiveState=active\nSocketGroup=${group}\nSocketMode=0660\n`;
    const fact = parseFact("units", `sections abcdef01\n\nabcdef01 section units\n${unit}`, NOW);
    return fact.name === "units" ? fact.units[0] : undefined;
  };
  expect(rightsOf("docker")).toMatchObject({ socketGroup: "docker", socketMode: "0660" });
  expect(rightsOf("")).toMatchObject({ socketGroup: "" });
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

// No host of the lab can mount one: after proc(5) and what other machines print.
test("what is mounted over the network, with a space in its path", () => {
  const text = [
    "sections abcdef01",
    "",
    "abcdef01 section filesystems",
    "4096 1023928 1022959 966435 65536 65038 /var/lib/docker",
    "abcdef01 section remote",
    "nfs4 nas.example:/export/a /srv/a\\040b",
    "cifs //files/share /mnt/win",
    "",
  ].join("\n");
  expect(parseFact("disk", text, 0)).toMatchObject({
    remote: [
      { type: "nfs4", source: "nas.example:/export/a", mount: "/srv/a b" },
      { type: "cifs", source: "//files/share", mount: "/mnt/win" },
    ],
  });
});
