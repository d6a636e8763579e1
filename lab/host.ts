import { spawn } from "node:child_process";
import { mkdirSync, openSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { messageOf } from "#lib/domain/errors.ts";
import { makeCgroups } from "./cgroup.ts";
import { LabError } from "./errors.ts";
import { ensureKey, makeHostKey, writeHostFiles, writeSshFiles } from "./host-files.ts";
import {
  type HostRecord,
  hostState,
  processRef,
  readRecord,
  readRecords,
  writeRecord,
} from "./host-record.ts";
import { askDocker, tryPort } from "./in-host.ts";
import { withLock } from "./lock.ts";
import { mountImage } from "./mounts.ts";
import {
  chooseIndex,
  type Engine,
  type HostNames,
  hostAddress,
  hostNames,
  machineAddress,
} from "./naming.ts";
import { ensureSwitch, labSubnet, makeHostNetwork, namespacePath } from "./network.ts";
import { type HostPlaces, hostLockPath, hostPlaces, type Lab, labLockPath } from "./places.ts";
import { must, PLAIN_ENV, until } from "./run.ts";
import { releaseShared, teardown } from "./teardown.ts";

const LOCK_WAIT_MS = 120_000; // the longest fault takes below a minute to heal
const BOOT_DEADLINE_MS = 60_000; // 1 s when the machine is idle
const GIB = 1024 ** 3;
const VOLUME_BYTES = 64 * 1024 ** 2;

export interface UpOptions {
  readonly engine: Engine;
  /** Directory of the base, the lower layer of the root; of more than one layer the uppermost first, as overlay takes them: "a:b". */
  readonly base: string;
  /** Size of the file system of /var/lib/docker; sparse, so unused space costs nothing. */
  readonly diskBytes?: number;
  /** Memory limit of the whole host. /proc/meminfo inside keeps showing the machine's. */
  readonly memoryBytes?: number;
  /** Directories of the machine that the host sees at the same path, read-only; a checkout, to run it inside. */
  readonly binds?: readonly string[];
  readonly signal?: AbortSignal;
}

/**
 * Brings a host up; resolves when its Docker API answers and its sshd listens. A host that is up
 * already is left as it is; the remains of one are removed first. Leaves nothing when it fails.
 *
 * Errors: `conflict` when it is up with the other engine, `deadline` when it does not boot,
 * `interrupted` when `signal` says so.
 */
export function up(lab: Lab, name: string, options: UpOptions): Promise<HostRecord> {
  return withLock(hostLockPath(lab, name), LOCK_WAIT_MS, async () => {
    const present = readRecord(lab, name);
    if (present && hostState(present) === "running") {
      if (present.engine === options.engine) return present;
      throw new LabError("conflict", `${name} is up with Docker ${present.engine}; take it down first`);
    }
    await teardown(lab, name);
    try {
      const record = await boot(lab, name, options);
      stopIfInterrupted(options.signal);
      return record;
    } catch (error) {
      const shown = await lastWords(hostPlaces(lab, name), error);
      await teardown(lab, name);
      await releaseShared(lab);
      throw shown;
    }
  });
}

async function boot(lab: Lab, name: string, options: UpOptions): Promise<HostRecord> {
  const { signal } = options;
  const places = hostPlaces(lab, name);
  const { record, subnet } = await withLock(labLockPath(lab), LOCK_WAIT_MS, () =>
    register(lab, name, options.engine),
  );
  const names = hostNames(lab.names, name, record.index);
  stopIfInterrupted(signal);
  await Promise.all([
    makeHostNetwork(lab, names, subnet, record.index),
    makeCgroups(names.cgroup, options.memoryBytes),
    makeDisks(places, options),
  ]);
  writeHostFiles(lab, record, machineAddress(subnet));
  stopIfInterrupted(signal);

  const supervisor = start(places, name, names, options.binds ?? []);
  const init = await until(`boot of ${name}`, BOOT_DEADLINE_MS, async () => {
    stopIfInterrupted(signal);
    return supervisor.exitCode === null ? initProcess(supervisor.pid) : "ended";
  });
  if (init === "ended") throw new LabError("command", "systemd-nspawn ended before the host had booted");
  const booted = { ...record, init };
  writeRecord(lab, booted);
  await until(`answer of ${name}'s Docker API`, BOOT_DEADLINE_MS, async () => {
    stopIfInterrupted(signal);
    return (await askDocker(lab, name, "/_ping", 5_000)).status === 200 || undefined;
  });
  await until(`sshd of ${name}`, BOOT_DEADLINE_MS, () => tryPort(record.address, 22, 1_000));
  return booted;
}

/** Takes a place on the switch and writes it down, before anything of the host exists. */
async function register(
  lab: Lab,
  name: string,
  engine: Engine,
): Promise<{ record: HostRecord; subnet: number }> {
  const subnet = await labSubnet(lab);
  await ensureSwitch(lab, subnet);
  await ensureKey(lab);
  const index = chooseIndex(new Set(readRecords(lab).map((other) => other.index)));
  const maker = processRef(process.pid);
  if (!maker) throw new LabError("needs", "/proc is not readable");
  mkdirSync(hostPlaces(lab, name).dir, { recursive: true });
  const record: HostRecord = {
    name,
    engine,
    address: hostAddress(subnet, index),
    index,
    createdAt: Date.now(),
    maker,
    hostKey: await makeHostKey(lab, name),
    faults: [],
  };
  writeRecord(lab, record);
  writeSshFiles(lab);
  return { record, subnet };
}

async function makeDisks(places: HostPlaces, { base, diskBytes }: UpOptions): Promise<void> {
  const { upper, work, root, data, volume, containerd, journal } = places;
  for (const dir of [upper, work, root, data, volume, containerd, journal]) await mkdir(dir);
  await must([
    "mount",
    "-t",
    "overlay",
    "overlay",
    "-o",
    `lowerdir=${base},upperdir=${upper},workdir=${work}`,
    root,
  ]);
  await mountImage(places.dataImage, data, diskBytes ?? 4 * GIB);
  await mountImage(places.volumeImage, volume, VOLUME_BYTES);
  const docker = join(data, "docker");
  await mkdir(docker);
  // podman's, where the host has one: not on the overlay of the root either.
  await mkdir(join(data, "containers"));
  const seed = join(root, SEED);
  // A base that is just being built has none yet: its first host makes it.
  await must([
    "sh",
    "-c",
    '[ ! -e "$1" ] || exec tar --xattrs --numeric-owner -C "$2" -xf "$1"',
    "sh",
    seed,
    docker,
  ]);
}

/** In the base: /var/lib/docker with the test image in it, as this base's own dockerd wrote it. */
export const SEED = "usr/share/foghorn-lab/docker.tar";

function start(places: HostPlaces, name: string, names: HostNames, binds: readonly string[]) {
  const output = openSync(places.console, "a");
  const child = spawn(join(import.meta.dirname, "boot-host.sh"), [], {
    detached: true,
    stdio: ["ignore", output, output],
    env: {
      ...PLAIN_ENV,
      LAB_CGROUP: names.cgroup,
      LAB_ROOT: places.root,
      LAB_NAME: name,
      LAB_NAMESPACE: namespacePath(names),
      LAB_DATA: places.data,
      LAB_VOLUME: places.volume,
      LAB_CONTAINERD: places.containerd,
      LAB_JOURNAL: places.journal,
      LAB_BINDS: binds.join("\n"),
    },
  });
  child.on("error", () => undefined); // seen as no process to boot
  child.unref();
  return child;
}

/** The host's process 1: the child of systemd-nspawn that is number 1 in its own namespace. */
async function initProcess(supervisorPid: number | undefined) {
  const children = await readFile(`/proc/${supervisorPid}/task/${supervisorPid}/children`, "utf8");
  for (const pid of children.trim().split(" ").filter(Boolean).map(Number)) {
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    const command = await readFile(`/proc/${pid}/comm`, "utf8");
    if (/^NSpid:.*\t1$/m.test(status) && command.trim() === "systemd") return processRef(pid);
  }
  return undefined;
}

function stopIfInterrupted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new LabError("interrupted", "interrupted; nothing is left");
}

async function lastWords(places: HostPlaces, error: unknown): Promise<unknown> {
  if (error instanceof LabError && error.code === "interrupted") return error;
  const text = await readFile(places.console, "utf8").catch(() => "");
  const tail = text.trim().split("\n").slice(-5).join("\n");
  const message = messageOf(error);
  const code = error instanceof LabError ? error.code : "command";
  return tail
    ? new LabError(code, `${message}\nlast words of its console:\n${tail}`, { cause: error })
    : error;
}
