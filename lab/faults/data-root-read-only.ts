import { startFault } from "./start-failure.ts";

const ROOT = "/srv/lab-read-only";

export const fault = startFault({
  id: "data-root-read-only",
  part: "disk",
  does: "the data-root lies on a file system that is mounted read-only",
  setUp: `mkdir -p ${ROOT}; mount -t tmpfs -o ro tmpfs ${ROOT}`,
  config: { "data-root": ROOT },
  tearDown: `umount ${ROOT} 2>/dev/null || true`,
  journal: /chmod \/srv\/lab-read-only: read-only file system/,
});
