import { existsSync } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { LabError } from "./errors.ts";
import { unmountBelow } from "./mounts.ts";
import { cacheDir, type Lab } from "./places.ts";
import { must, PLAIN_ENV, run } from "./run.ts";

/** Debian package of every program the lab calls. */
const PROGRAMS: Record<string, string> = {
  "systemd-nspawn": "systemd-container",
  mmdebstrap: "mmdebstrap",
  "mkfs.ext4": "e2fsprogs",
  ip: "iproute2",
  ssh: "openssh-client",
  "ssh-keygen": "openssh-client",
  zstd: "zstd",
  sysctl: "procps",
  flock: "util-linux",
  nsenter: "util-linux",
  fsfreeze: "util-linux",
  losetup: "mount",
};

const CAPABILITIES: Record<string, number> = {
  CAP_NET_ADMIN: 12,
  CAP_SYS_CHROOT: 18,
  CAP_SYS_ADMIN: 21,
  CAP_MKNOD: 27,
};

export interface Need {
  readonly name: string;
  readonly isMet: boolean;
  /** What is missing and what gets it, in words. */
  readonly detail: string;
}

/** Everything the lab needs of this machine, met or not. Tries the kernel's part rather than guess from versions. */
export async function checkNeeds(lab: Lab): Promise<Need[]> {
  const isRoot = process.getuid?.() === 0;
  const needs: Need[] = [
    need("Linux", process.platform === "linux", `this is ${process.platform}`),
    need("root", isRoot, "run it as root: namespaces, mounts and loop devices need it"),
  ];
  if (process.platform !== "linux" || !isRoot) return needs;
  needs.push(await capabilities());
  const missing = missingPackages();
  needs.push(
    need("Debian packages", missing.length === 0, `missing: ${missing.join(" ")}; get them with: install`),
  );
  needs.push(
    need("loop devices", existsSync("/dev/loop-control"), "/dev/loop-control is missing"),
    need("cgroups", await cgroupsWritable(), "/sys/fs/cgroup is not writable"),
  );
  if (missing.length > 0) return needs;
  needs.push(await overlay(lab), await network());
  return needs;
}

const need = (name: string, isMet: boolean, detail: string): Need => ({
  name,
  isMet,
  detail: isMet ? "" : detail,
});

async function capabilities(): Promise<Need> {
  const line = /^CapEff:\s*([0-9a-f]+)$/m.exec(await readFile("/proc/self/status", "utf8"))?.[1] ?? "0";
  const held = BigInt(`0x${line}`);
  const lacking = Object.entries(CAPABILITIES).filter(([, bit]) => ((held >> BigInt(bit)) & 1n) === 0n);
  const names = lacking.map(([name]) => name).join(", ");
  return need(
    "capabilities",
    lacking.length === 0,
    `this root lacks ${names}; a container needs to be privileged`,
  );
}

function missingPackages(): string[] {
  const paths = (PLAIN_ENV.PATH ?? "").split(":");
  const missing = Object.entries(PROGRAMS).filter(
    ([program]) => !paths.some((dir) => existsSync(join(dir, program))),
  );
  return [...new Set(missing.map(([, name]) => name))].sort();
}

async function cgroupsWritable(): Promise<boolean> {
  return (
    (await run(["sh", "-c", "for d in /sys/fs/cgroup /sys/fs/cgroup/*/; do [ -w $d ] || exit 1; done"]))
      .code === 0
  );
}

/** The upper layer lies in the state directory; overlayfs does not take every file system for that. */
async function overlay(lab: Lab): Promise<Need> {
  const dir = await mkdtemp(join(lab.stateDir, "try-"));
  try {
    await must(["mkdir", join(dir, "lower"), join(dir, "upper"), join(dir, "work"), join(dir, "root")]);
    const options = `lowerdir=${dir}/lower,upperdir=${dir}/upper,workdir=${dir}/work`;
    const tried = await run(["mount", "-t", "overlay", "overlay", "-o", options, join(dir, "root")]);
    const detail = `overlayfs does not take ${lab.stateDir} as upper layer; set FOGHORN_LAB_DIR to a directory on ext4, xfs or btrfs`;
    return need("overlayfs", tried.code === 0, detail);
  } finally {
    await unmountBelow(dir);
    await must(["rm", "-rf", "--one-file-system", dir]);
  }
}

async function network(): Promise<Need> {
  const name = `flab-try-${process.pid}`;
  const tried = await run(["sh", "-c", NETWORK_TRIAL, "sh", name]);
  await run(["ip", "netns", "del", name]);
  const words = tried.stderr.trim().split("\n").at(-1) ?? "";
  return need("network namespaces, bridges, veth", tried.code === 0, words);
}

const NETWORK_TRIAL = `set -e
ip netns add "$1"
ip -n "$1" link add br0 type bridge
ip -n "$1" link add leg0 type veth peer name leg1`;

/** Rejects with `needs`, naming all that is missing, unless the machine can run a lab. */
export async function assertNeeds(lab: Lab): Promise<void> {
  const unmet = (await checkNeeds(lab)).filter((known) => !known.isMet);
  if (unmet.length > 0) throw new LabError("needs", needsText(unmet));
}

export const needsText = (needs: readonly Need[]): string =>
  needs
    .map(({ name, isMet, detail }) => `${isMet ? "ok     " : "missing"}  ${name}${detail && `: ${detail}`}`)
    .join("\n");

/**
 * Installs the Debian packages that are missing, and only those. Waits for another apt's lock.
 * Errors: `needs` on a system without apt, `command` when apt fails.
 */
export async function installPackages(say: (line: string) => void): Promise<void> {
  const missing = missingPackages();
  if (missing.length === 0) return say("nothing is missing");
  const command = `apt-get install --no-install-recommends ${missing.join(" ")}`;
  if (!existsSync("/usr/bin/apt-get"))
    throw new LabError("needs", `no apt here; what is missing: ${missing.join(" ")}`);
  if (process.getuid?.() !== 0) throw new LabError("needs", `as root: ${command}`);
  say(command);
  const apt = ["apt-get", "--quiet", "--option", "DPkg::Lock::Timeout=600"];
  const options = { deadlineMs: 15 * 60_000, env: { ...PLAIN_ENV, DEBIAN_FRONTEND: "noninteractive" } };
  await must([...apt, "update"], options);
  await must([...apt, "install", "--yes", "--no-install-recommends", ...missing], options);
}

export const cacheNote = (): string => `bases are kept in ${cacheDir()}`;
