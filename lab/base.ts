import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { type BaseDefinition, baseDefinition } from "./base-definition.ts";
import { seedBase } from "./base-seed.ts";
import { LabError } from "./errors.ts";
import { withLock } from "./lock.ts";
import { unmountBelow } from "./mounts.ts";
import type { Engine } from "./naming.ts";
import { cacheDir } from "./places.ts";
import { failure, must, PLAIN_ENV, run, until } from "./run.ts";

const BUILD_DEADLINE_MS = 15 * 60_000; // a slow mirror; 30 to 50 s is usual
const ARCHIVE_DEADLINE_MS = 5 * 60_000;

export interface BaseOptions {
  readonly say: (line: string) => void;
  readonly signal?: AbortSignal;
  /** Make it anew even when it is there. */
  readonly isForced?: boolean;
}

/**
 * Directory of an engine's base, ready to be the lower layer of a host's root.
 *
 * Unpacks the cached archive, or builds the base when there is none (network and about a minute needed).
 * Safe against parallel calls, also from another checkout: the cache is shared and locked, and what
 * lies under its final name is always complete.
 */
export async function ensureBase(engine: Engine, options: BaseOptions): Promise<string> {
  const base = baseDefinition(engine);
  const cache = cacheDir();
  const ready = join(cache, base.key);
  if (existsSync(ready) && !options.isForced) return ready;
  await mkdir(cache, { recursive: true });
  return withLock(join(cache, "lock"), BUILD_DEADLINE_MS, async () => {
    if (existsSync(ready) && !options.isForced) return ready;
    if (await isLowerLayer(ready)) {
      throw new LabError("conflict", `hosts run on ${ready}; take them down before it is built anew`);
    }
    const archive = `${ready}.tar.zst`;
    await removeLeftovers(cache);
    const work = await mkdtemp(join(cache, "work-"));
    try {
      const tree = join(work, "tree");
      if (existsSync(archive) && !options.isForced) await unpack(archive, tree, options);
      else await build(base, work, tree, archive, options);
      if (existsSync(ready)) await rename(ready, join(work, "old"));
      await rename(tree, ready);
      return ready;
    } finally {
      await discard(work);
    }
  });
}

/** Whether any host of any lab on this machine stands on this base: changing it under them would break them. */
async function isLowerLayer(tree: string): Promise<boolean> {
  const mounts = await readFile("/proc/self/mountinfo", "utf8");
  return mounts.split("\n").some((line) => line.split(/[ ,:=]/).includes(tree));
}

async function unpack(archive: string, tree: string, { say }: BaseOptions): Promise<void> {
  say(`unpacking ${archive}`);
  await mkdir(tree);
  await must(["tar", "--zstd", "--xattrs", "--numeric-owner", "-C", tree, "-xf", archive], {
    deadlineMs: ARCHIVE_DEADLINE_MS,
  });
}

async function build(
  base: BaseDefinition,
  work: string,
  tree: string,
  archive: string,
  { say, signal }: BaseOptions,
): Promise<void> {
  say(`building the base of Docker ${base.engineVersion} (Debian ${base.suite}); about a minute`);
  const withoutDocs = ["man", "doc", "locale", "info"].map(
    (name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`,
  );
  const mirror = process.env.FOGHORN_LAB_MIRROR;
  const made = await run(
    [
      // Should this process be killed, the build ends too and clears up after itself.
      ...["setpriv", "--pdeathsig", "TERM"],
      ...[
        "mmdebstrap",
        "--variant=minbase",
        "--mode=root",
        "--quiet",
        `--include=${base.packages.join(",")}`,
      ],
      ...withoutDocs,
      '--aptopt=APT::Install-Recommends "false"',
      base.suite,
      tree,
      ...(mirror ? [mirror] : []),
    ],
    {
      deadlineMs: BUILD_DEADLINE_MS,
      env: { ...PLAIN_ENV, TMPDIR: work, DEBIAN_FRONTEND: "noninteractive" },
      ...(signal ? { signal } : {}),
    },
  );
  if (signal?.aborted)
    throw new LabError("interrupted", "interrupted; the base is not built, and nothing of it is left");
  if (made.code !== 0) throw failure(["mmdebstrap", base.suite], made);
  await must(["chroot", tree, "/bin/sh"], { input: base.prepare, deadlineMs: 120_000 });
  say("starting it once to import the test image");
  await seedBase(base.engine, tree, work);
  say(`packing ${archive}`);
  const packed = join(work, "packed.tar.zst");
  await must(["tar", "--zstd", "--xattrs", "--numeric-owner", "-C", tree, "-cf", packed, "."], {
    deadlineMs: ARCHIVE_DEADLINE_MS,
  });
  await rename(packed, archive);
}

/** What a build that was killed left in the cache, its mounts first. Only called while the cache is locked. */
async function removeLeftovers(cache: string): Promise<void> {
  const names = await readdir(cache);
  for (const name of names.filter((known) => known.startsWith("work-"))) await discard(join(cache, name));
}

/** A build whose command was killed may still be clearing up in there: tried until it is gone. */
export async function discard(work: string): Promise<void> {
  await until(`removal of ${work}`, 60_000, async () => {
    await unmountBelow(work);
    // Never across a mount: whatever is still mounted there is not ours to empty.
    await must(["rm", "-rf", "--one-file-system", work], { deadlineMs: ARCHIVE_DEADLINE_MS });
    return true;
  });
}
