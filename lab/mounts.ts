import { readFile } from "node:fs/promises";
import { must, run } from "./run.ts";

/** Mount points at or below a directory, innermost first. */
export async function mountsBelow(dir: string): Promise<string[]> {
  const lines = (await readFile("/proc/self/mountinfo", "utf8")).split("\n");
  const points = lines.flatMap((line) => line.split(" ")[4] ?? []).map(unescapePath);
  return points.filter((point) => point === dir || point.startsWith(`${dir}/`)).reverse();
}

/** Spaces and the like are octal in mountinfo. */
const unescapePath = (text: string): string =>
  text.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

/** Thaws and unmounts everything at or below a directory; what is still in use goes as soon as it is free. */
export async function unmountBelow(dir: string): Promise<void> {
  for (const point of await mountsBelow(dir)) {
    // A frozen file system makes umount wait for ever. On one that is not frozen this only fails.
    await run(["fsfreeze", "-u", point], { deadlineMs: 5_000 });
    const gone = await run(["umount", point], { deadlineMs: 10_000 });
    if (gone.code !== 0) await run(["umount", "-l", point], { deadlineMs: 10_000 });
  }
}

/**
 * A sparse ext4 file system of its own size, mounted: a disk that can really run full.
 * Tables are written lazily, so even a large one takes some 50 ms.
 */
export async function mountImage(image: string, point: string, sizeBytes: number): Promise<void> {
  await must(["truncate", "-s", String(sizeBytes), image]);
  await must([
    ...["mkfs.ext4", "-q", "-F", "-i", String(BYTES_PER_INODE)],
    ...["-E", "lazy_itable_init=1,lazy_journal_init=1", image],
  ]);
  await must(["mount", "-o", "loop", image, point]);
}

const BYTES_PER_INODE = 65_536; // 65,536 inodes in 4 GiB: enough for images, few enough to be used up in seconds

/** Loop devices are given back by the last unmount; one whose unmount was lazy is given back here. */
export async function releaseLoops(dir: string): Promise<void> {
  const lines = (await run(["losetup", "-n", "-O", "NAME,BACK-FILE"])).stdout.split("\n");
  for (const line of lines) {
    const [device, file] = line.trim().split(/\s+/, 2);
    if (device && file?.startsWith(`${dir}/`)) await run(["losetup", "-d", device]);
  }
}
