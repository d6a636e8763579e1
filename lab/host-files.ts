import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { LabError } from "./errors.ts";
import type { HostRecord } from "./host-record.ts";
import { readRecords } from "./host-record.ts";
import { hostPlaces, knownHostsPath, type Lab, sshConfigPath, sshKeyPath } from "./places.ts";
import { must } from "./run.ts";

/** root; ops, in the groups docker and adm as an operator is; guest, in none. */
export const USERS = ["root", "ops", "guest"] as const;

/** The lab's one key, made once; it opens nothing but hosts of this lab. */
export async function ensureKey(lab: Lab): Promise<void> {
  await makeKey(sshKeyPath(lab), `foghorn-lab-${lab.names.id}`);
}

async function makeKey(path: string, comment: string): Promise<void> {
  try {
    readFileSync(path);
  } catch {
    await must(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", path]);
  }
}

/** Makes a host's own ssh key pair in its directory; gives the public half. */
export async function makeHostKey(lab: Lab, name: string): Promise<string> {
  const path = join(hostPlaces(lab, name).dir, "host_key");
  await makeKey(path, name);
  return (await readFile(`${path}.pub`, "utf8")).split(" ").slice(0, 2).join(" ");
}

/** What makes one host of a base: its name, its keys, who may enter. Writes into its mounted root. */
export function writeHostFiles(lab: Lab, record: HostRecord, machine: string): void {
  const { root, dir } = hostPlaces(lab, record.name);
  writeFileSync(join(root, "etc/hostname"), `${record.name}\n`);
  writeFileSync(join(root, "etc/hosts"), `127.0.0.1 localhost\n${record.address} ${record.name}\n`);
  // Nothing answers there, and says so at once: a missing file would mean 8.8.8.8 to dockerd.
  writeFileSync(join(root, "etc/resolv.conf"), `nameserver ${machine}\n`);

  const key = join(root, "etc/ssh/ssh_host_ed25519_key");
  writeFileSync(key, readFileSync(join(dir, "host_key")), { mode: 0o600 });
  writeFileSync(`${key}.pub`, readFileSync(join(dir, "host_key.pub")));

  const allowed = readFileSync(`${sshKeyPath(lab)}.pub`);
  const passwd = readFileSync(join(root, "etc/passwd"), "utf8");
  for (const user of USERS) {
    const { uid, gid, home } = account(passwd, user);
    const folder = join(root, home, ".ssh");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "authorized_keys"), allowed, { mode: 0o600 });
    chmodSync(folder, 0o700);
    chownSync(folder, uid, gid);
    chownSync(join(folder, "authorized_keys"), uid, gid);
  }
}

export function account(passwd: string, user: string): { uid: number; gid: number; home: string } {
  const fields = passwd
    .split("\n")
    .find((line) => line.startsWith(`${user}:`))
    ?.split(":");
  if (!fields?.[5]) throw new LabError("needs", `the base has no user ${user}: build it anew`);
  return { uid: Number(fields[2]), gid: Number(fields[3]), home: fields[5] };
}

/**
 * Writes ssh_config and known_hosts for all hosts there are. From records alone, so an address that is
 * used again never carries the key of the host that had it before.
 */
export function writeSshFiles(lab: Lab): void {
  const records = readRecords(lab);
  writeFileSync(sshConfigPath(lab), sshConfig(lab, records));
  writeFileSync(knownHostsPath(lab), knownHosts(records));
}

export const knownHosts = (records: readonly HostRecord[]): string =>
  records.map((record) => `${record.address},${record.name} ${record.hostKey}\n`).join("");

function sshConfig(lab: Lab, records: readonly HostRecord[]): string {
  const hosts = records.map((record) => `Host ${record.name}\n  HostName ${record.address}\n`);
  // Patterns match what is typed, and Foghorn may be told addresses: both forms get the same rules.
  const rules = [
    `Host ${records.flatMap((record) => [record.name, record.address]).join(" ")}`,
    "  User root",
    `  IdentityFile "${sshKeyPath(lab)}"`,
    "  IdentitiesOnly yes",
    `  UserKnownHostsFile "${knownHostsPath(lab)}"`,
    "  GlobalKnownHostsFile /dev/null",
    "  StrictHostKeyChecking yes",
    "  UpdateHostKeys no",
    "  ConnectTimeout 5",
    "  LogLevel ERROR",
    "",
  ];
  return records.length === 0 ? "" : [...hosts, rules.join("\n")].join("\n");
}
