import type {
  CgroupReading,
  CgroupsReading,
  DiskReading,
  FirewallReading,
  HostFact,
  ProcessReading,
  SocketReading,
  UnitFilesReading,
  UnitReading,
} from "../facts.ts";
import type { ConfinementReading } from "../readings.ts";
import type { Signal } from "../signal.ts";
import type { EpochMs } from "../time.ts";
import { containerId, GIB, HOST } from "./values.ts";

export const aFact = (at: EpochMs, fact: HostFact): Signal => ({
  hostId: HOST,
  at,
  kind: "fact",
  durationMs: 5,
  fact,
});

export const aMissingFact = (
  at: EpochMs,
  name: HostFact["name"],
  failure: Extract<Signal, { kind: "fact-missing" }>["failure"] = "denied",
): Signal => ({ hostId: HOST, at, kind: "fact-missing", name, failure, message: failure });

export const aUnit = (name: string, about: Partial<UnitReading> = {}): UnitReading => ({
  name,
  loadState: "loaded",
  activeState: "active",
  subState: name.endsWith(".socket") ? "running" : "running",
  result: "success",
  restarts: 0,
  mainPid: 700,
  ...about,
});

/** docker.service, docker.socket and containerd.service, active unless told. */
export const someUnits = (
  at: EpochMs,
  about: {
    readonly docker?: Partial<UnitReading>;
    readonly socket?: Partial<UnitReading>;
    readonly containerd?: Partial<UnitReading>;
  } = {},
): Signal =>
  aFact(at, {
    name: "units",
    units: [
      aUnit("docker.service", about.docker),
      aUnit("docker.socket", about.socket),
      aUnit("containerd.service", about.containerd),
    ],
  });

export const aSocket = (at: EpochMs, about: Partial<SocketReading> = {}): Signal =>
  aFact(at, {
    name: "socket",
    socket: {
      path: "/run/docker.sock",
      exists: true,
      mode: "srw-rw----",
      owner: "root",
      group: "docker",
      mayOpen: true,
      listens: true,
      queued: 0,
      account: "root",
      ...about,
    },
  });

export const aDisk = (at: EpochMs, about: Partial<DiskReading> = {}): Signal =>
  aFact(at, {
    name: "disk",
    disks: [
      {
        path: "/var/lib/docker",
        mount: "/var/lib/docker",
        totalBytes: 100 * GIB,
        usedBytes: 40 * GIB,
        availableBytes: 60 * GIB,
        totalInodes: 1_000_000,
        freeInodes: 900_000,
        ...about,
      },
    ],
  });

export const aConfigFile = (at: EpochMs, text: string | undefined, modifiedAt?: EpochMs): Signal =>
  aFact(at, {
    name: "config-file",
    file: {
      path: "/etc/docker/daemon.json",
      exists: text !== undefined,
      text: text ?? "",
      ...(modifiedAt !== undefined && { modifiedAt }),
    },
  });

export const someUnitFiles = (at: EpochMs, about: Partial<UnitFilesReading> = {}): Signal =>
  aFact(at, {
    name: "unit-files",
    files: {
      unitText: [
        "# /lib/systemd/system/docker.service",
        "[Service]",
        "ExecStart=/usr/sbin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock",
      ].join("\n"),
      defaultsText: "",
      runningArgs: ["/usr/sbin/dockerd", "-H", "fd://", "--containerd=/run/containerd/containerd.sock"],
      ...about,
    },
  });

export const aProcess = (command: string, about: Partial<ProcessReading> = {}): ProcessReading => ({
  pid: 700,
  parentPid: 1,
  state: "S",
  command,
  args: command,
  ...about,
});

/** dockerd, containerd and one shim for each of these containers. */
export const someProcesses = (
  at: EpochMs,
  shimsOf: readonly number[],
  about: {
    readonly dockerd?: Partial<ProcessReading> | "gone";
    readonly containerd?: Partial<ProcessReading>;
  } = {},
): Signal =>
  aFact(at, {
    name: "processes",
    processes: [
      ...(about.dockerd === "gone" ? [] : [aProcess("dockerd", about.dockerd)]),
      aProcess("containerd", { pid: 600, ...about.containerd }),
      ...shimsOf.map((number) =>
        aProcess("containerd-shim-runc-v2", { pid: 3_000 + number, containerId: containerId(number) }),
      ),
    ],
  });

export const aFirewall = (at: EpochMs, rules: string, about: Partial<FirewallReading> = {}): Signal =>
  aFact(at, { name: "firewall", firewall: { rules: [rules], chains: [], ...about } });

/** What the kernel counts of containers; of the host nothing unless told. */
export const someCgroups = (
  at: EpochMs,
  containers: readonly CgroupReading[],
  host: Partial<Omit<CgroupsReading, "containers">> = {},
): Signal => aFact(at, { name: "cgroups", cgroups: { containers, ...host } });

/** As Docker makes a container without options. */
export const aConfinement = (about: Partial<ConfinementReading> = {}): ConfinementReading => ({
  isPrivileged: false,
  addedCapabilities: [],
  pidMode: "",
  networkMode: "default",
  ipcMode: "private",
  securityOptions: [],
  nanoCpus: 0,
  cpuQuotaMicros: 0,
  pidsLimit: 0,
  ...about,
});

/** The API speaks TLS with a certificate that ends then. */
export const aCertificate = (at: EpochMs, notAfter: EpochMs): Signal =>
  aFact(at, {
    name: "certificate",
    certificate: {
      path: "/etc/docker/server.pem",
      certificate: { subject: "web-1", issuer: "our ca", notBefore: notAfter - 31_536_000_000, notAfter },
    },
  });
