import { existsSync } from "node:fs";
import { join } from "node:path";
import { childGroups, destroyCgroups, removeEmptyGroup } from "./cgroup.ts";
import { writeSshFiles } from "./host-files.ts";
import { recordedNames } from "./host-record.ts";
import { withLock } from "./lock.ts";
import { mountsBelow, releaseLoops, unmountBelow } from "./mounts.ts";
import { hostNames } from "./naming.ts";
import { hostNamespaces, removeHostNetwork, removeSwitch } from "./network.ts";
import { hostLockPath, hostPlaces, type Lab, labLockPath } from "./places.ts";
import { must, run } from "./run.ts";

const LOCK_WAIT_MS = 120_000;

/**
 * Removes all there is of a host, whatever state it is in, by the names it must have; needs no record.
 * Does nothing when there is nothing. The caller holds the host's lock.
 */
export async function teardown(lab: Lab, name: string): Promise<void> {
  const { dir } = hostPlaces(lab, name);
  // First of all: what waits for a frozen file system cannot be killed.
  for (const point of await mountsBelow(dir)) await run(["fsfreeze", "-u", point], { deadlineMs: 5_000 });
  await destroyCgroups(hostNames(lab.names, name, 0).cgroup);
  await removeHostNetwork(lab, name);
  await unmountBelow(dir);
  await releaseLoops(dir);
  if (existsSync(dir)) {
    // Not across a mount that could not be taken away: emptying a disk in use is not cleaning up.
    await must(["rm", "-rf", "--one-file-system", dir], { deadlineMs: 60_000 });
    await withLock(labLockPath(lab), LOCK_WAIT_MS, async () => writeSshFiles(lab));
  }
}

/** Takes one host down. The switch goes with the last one. */
export async function down(lab: Lab, name: string): Promise<void> {
  await withLock(hostLockPath(lab, name), LOCK_WAIT_MS, () => teardown(lab, name));
  await releaseShared(lab);
}

/** Removes what hosts share, unless there is one. */
export async function releaseShared(lab: Lab): Promise<void> {
  await withLock(labLockPath(lab), LOCK_WAIT_MS, async () => {
    if (recordedNames(lab).length > 0) return;
    await unmountBelow(join(lab.stateDir, "hosts"));
    await removeSwitch(lab);
    await removeEmptyGroup(lab.names.cgroup);
    // Lock files of hosts stay: removing one while somebody waits for it would give two holders.
    writeSshFiles(lab);
  });
}

/** Takes down every host of this lab, known or left behind by a crash. Gives their names. */
export async function downAll(lab: Lab): Promise<string[]> {
  const found = [recordedNames(lab), await childGroups(lab.names.cgroup), await hostNamespaces(lab)];
  const names = [...new Set(found.flat())].sort();
  await Promise.all(
    names.map((name) => withLock(hostLockPath(lab, name), LOCK_WAIT_MS, () => teardown(lab, name))),
  );
  await releaseShared(lab);
  return names;
}
