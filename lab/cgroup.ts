import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run, until } from "./run.ts";

const ROOT = "/sys/fs/cgroup";

/** Roots of the hierarchies: one per controller with cgroup v1, the one tree with cgroup v2. */
export async function hierarchies(): Promise<string[]> {
  if (existsSync(join(ROOT, "cgroup.controllers"))) return [ROOT];
  const entries = await readdir(ROOT, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(ROOT, entry.name));
}

export const isUnified = (): boolean => existsSync(join(ROOT, "cgroup.controllers"));

/**
 * Makes `path` in every hierarchy. Without cgroups of its own, all hosts of a machine share one
 * /payload, and all their containers one /docker.
 */
export async function makeCgroups(path: string, limitBytes: number | undefined): Promise<void> {
  for (const root of await hierarchies()) {
    const steps = path.split("/").map((_, depth, parts) => join(root, ...parts.slice(0, depth + 1)));
    for (const dir of steps) {
      if (isUnified()) await delegate(join(dir, ".."));
      await mkdir(dir, { recursive: true });
      // A new cpuset is empty, and nothing may enter an empty one.
      for (const file of ["cpuset.cpus", "cpuset.mems"]) {
        const parent = join(dir, "..", file);
        if (!isUnified() && existsSync(parent)) await writeFile(join(dir, file), await readFile(parent));
      }
    }
    const limitFile = join(root, path, isUnified() ? "memory.max" : "memory.limit_in_bytes");
    if (limitBytes !== undefined && existsSync(limitFile)) await writeFile(limitFile, String(limitBytes));
  }
}

async function delegate(dir: string): Promise<void> {
  const controllers = (await readFile(join(dir, "cgroup.controllers"), "utf8")).trim().split(/\s+/);
  for (const name of controllers.filter(Boolean)) {
    // A controller that cannot be handed on is missing inside; everything else works.
    await writeFile(join(dir, "cgroup.subtree_control"), `+${name}`).catch(() => undefined);
  }
}

/** Seconds of CPU that everything at and below `path` has used since it was made. */
export async function cpuSeconds(path: string): Promise<number> {
  if (isUnified()) {
    const text = await readFile(join(ROOT, path, "cpu.stat"), "utf8");
    return Number(/^usage_usec (\d+)$/m.exec(text)?.[1]) / 1e6;
  }
  return Number(await readFile(join(ROOT, "cpuacct", path, "cpuacct.usage"), "utf8")) / 1e9;
}

/** Kills whatever lives below `path`, in every hierarchy, frozen or not, and removes the groups. */
export async function destroyCgroups(path: string): Promise<void> {
  const roots = (await hierarchies()).map((root) => join(root, path)).filter((dir) => existsSync(dir));
  if (roots.length === 0) return;
  await until(`end of all processes in ${path}`, 20_000, async () => {
    for (const root of roots) await thaw(root);
    const pids = new Set((await Promise.all(roots.map(processesBelow))).flat());
    for (const pid of pids) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // gone between the listing and the signal
      }
    }
    return pids.size === 0 ? true : undefined;
  });
  for (const root of roots) {
    await until(
      `removal of ${root}`,
      5_000,
      async () => {
        await run(["find", root, "-depth", "-type", "d", "-exec", "rmdir", "{}", "+"]);
        return existsSync(root) ? undefined : true;
      },
      20,
    );
  }
}

/** Processes in a cgroup and below it, by the machine's process ids. */
export async function processesBelow(dir: string): Promise<number[]> {
  const pids: number[] = [];
  for (const group of await groupsBelow(dir)) {
    const text = await readFile(join(group, "cgroup.procs"), "utf8").catch(() => "");
    // 0 stands for a process this namespace cannot see; kill(0) would be ourselves.
    for (const line of text.split("\n")) if (Number(line) > 1) pids.push(Number(line));
  }
  return pids;
}

/** Names of the groups directly below `path` in any hierarchy: hosts a crash may have left. */
export async function childGroups(path: string): Promise<string[]> {
  const names = new Set<string>();
  for (const root of await hierarchies()) {
    const entries = await readdir(join(root, path), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) if (entry.isDirectory()) names.add(entry.name);
  }
  return [...names];
}

/** Removes the lab's own group once no host is left in it. */
export async function removeEmptyGroup(path: string): Promise<void> {
  for (const root of await hierarchies()) await rmdir(join(root, path)).catch(() => undefined);
}

async function thaw(dir: string): Promise<void> {
  for (const group of await groupsBelow(dir)) {
    // A paused container's processes would take the kill only when they run again.
    const [file, word] = isUnified() ? ["cgroup.freeze", "0"] : ["freezer.state", "THAWED"];
    if (existsSync(join(group, file))) await writeFile(join(group, file), word).catch(() => undefined);
  }
}

async function groupsBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  const below = await Promise.all(
    entries.filter((entry) => entry.isDirectory()).map((entry) => groupsBelow(join(dir, entry.name))),
  );
  return [dir, ...below.flat()];
}
