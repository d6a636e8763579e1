import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rename, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type BaseOptions, discard, ensureBase } from "./base.ts";
import { LabError } from "./errors.ts";
import { withLock } from "./lock.ts";
import type { Engine } from "./naming.ts";
import { cacheDir } from "./places.ts";
import { failure, must, PLAIN_ENV, run } from "./run.ts";

const BUILD_DEADLINE_MS = 10 * 60_000; // a slow mirror; 20 to 30 s is usual

const PACKAGES = [
  "podman",
  "crun",
  "netavark",
  "aardvark-dns",
  "uidmap",
  "rootlesskit",
  "slirp4netns",
  "dbus-user-session",
] as const;

/** The lower layers of a host's root, the uppermost first. Errors: `usage` for extras of another engine than 26. */
export async function ensureLayers(
  engine: Engine,
  withExtras: boolean,
  options: BaseOptions,
): Promise<string> {
  if (withExtras && engine !== "26") throw new LabError("usage", "--extras go with Docker 26 alone");
  const base = await ensureBase(engine, options);
  return withExtras ? `${await ensureExtras(base, options)}:${base}` : base;
}

/**
 * Directory of what podman and a rootless Docker need, as a layer above the base of Docker 26: the base itself stays
 * as it is for all other hosts. Made once (network and half a minute needed) and kept beside the base.
 */
async function ensureExtras(base: string, { say, signal }: BaseOptions): Promise<string> {
  const prepare = readFileSync(join(import.meta.dirname, "extras-prepare.sh"), "utf8");
  const hash = createHash("sha256")
    .update(JSON.stringify([PACKAGES, prepare]))
    .digest("hex")
    .slice(0, 12);
  const cache = cacheDir();
  const ready = join(cache, `${basename(base)}-extras-${hash}`);
  if (existsSync(ready)) return ready;
  return withLock(join(cache, "lock"), BUILD_DEADLINE_MS, async () => {
    if (existsSync(ready)) return ready;
    say("adding podman and rootless Docker to the base of Docker 26; half a minute");
    const work = await mkdtemp(join(cache, "work-"));
    try {
      const [upper, scratch, root] = ["upper", "scratch", "root"].map((name) => join(work, name)) as [
        string,
        string,
        string,
      ];
      for (const dir of [upper, scratch, root]) await mkdir(dir);
      const layers = `lowerdir=${base},upperdir=${upper},workdir=${scratch}`;
      await must(["mount", "-t", "overlay", "overlay", "-o", layers, root]);
      // What this machine's apt was told about proxies and clocks goes for the one inside as well.
      const acquire = await must(["apt-config", "dump", "Acquire"]);
      await writeFile(join(root, "etc/apt/apt.conf.d/98machine"), acquire);
      await copyFile("/etc/resolv.conf", join(root, "etc/resolv.conf"));
      const made = await run(["chroot", root, "/bin/sh"], {
        input: prepare,
        deadlineMs: BUILD_DEADLINE_MS,
        env: { ...PLAIN_ENV, PACKAGES: PACKAGES.join(" ") },
        ...(signal ? { signal } : {}),
      });
      if (made.code !== 0) throw failure(["apt-get", "install", ...PACKAGES], made);
      if (signal?.aborted) throw new LabError("interrupted", "interrupted; nothing of it is left");
      await must(["umount", root]);
      await rename(upper, ready);
      return ready;
    } finally {
      await discard(work);
    }
  });
}
