import { startFault } from "./start-failure.ts";

// The root of a host of the lab is an overlay itself.
const ROOT = "/var/tmp/lab-root";

export const fault = startFault({
  id: "data-root-unsupported-fs",
  part: "disk",
  does: "overlay2 is pinned, and the data-root lies on a file system that overlay2 cannot lie on",
  config: { "data-root": ROOT, "storage-driver": "overlay2" },
  tearDown: `rm -rf ${ROOT}`,
  journal: /failed to mount overlay: invalid argument/,
});
