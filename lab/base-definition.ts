import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { arch } from "node:os";
import { join } from "node:path";
import type { Engine } from "./naming.ts";

const PACKAGES = [
  "systemd-sysv",
  "dbus",
  "udev",
  "libpam-systemd",
  "openssh-server",
  "docker.io",
  "containerd",
  "tini",
  "iptables",
  "iproute2",
  "iputils-ping",
  "e2fsprogs",
  "ca-certificates",
  "procps",
  "busybox",
  "sudo",
  "kmod",
  "curl",
] as const;

const SUITES: Record<Engine, { suite: string; extra: readonly string[]; engineVersion: string }> = {
  "20": { suite: "bookworm", extra: [], engineVersion: "20.10.24" },
  "26": { suite: "trixie", extra: ["docker-cli", "nftables"], engineVersion: "26.1.5" }, // there the client is a package of its own
};

// Raised when the way a base is made changes without a change of packages or of base-prepare.sh.
const PREPARATION = 1;

export interface BaseDefinition {
  readonly engine: Engine;
  readonly suite: string;
  /** The version Debian ships in that suite, for people; the host's own answer is what counts. */
  readonly engineVersion: string;
  readonly packages: readonly string[];
  /** Script that runs inside the new tree. */
  readonly prepare: string;
  /** Name of the cached file and directory; another list of packages or another preparation is another base. */
  readonly key: string;
}

export function baseDefinition(engine: Engine): BaseDefinition {
  const { suite, extra, engineVersion } = SUITES[engine];
  const packages = [...PACKAGES, ...extra].sort();
  const prepare = readFileSync(join(import.meta.dirname, "base-prepare.sh"), "utf8");
  return { engine, suite, engineVersion, packages, prepare, key: baseKey(suite, packages, prepare, arch()) };
}

export function baseKey(
  suite: string,
  packages: readonly string[],
  prepare: string,
  machine: string,
): string {
  const parts = JSON.stringify([PREPARATION, suite, machine, packages, prepare]);
  return `${suite}-${createHash("sha256").update(parts).digest("hex").slice(0, 12)}`;
}
