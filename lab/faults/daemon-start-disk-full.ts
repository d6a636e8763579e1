import { startFault } from "./start-failure.ts";

const ROOT = "/var/lib/docker";
const FILL = `${ROOT}/backup-of-last-night`;

export const fault = startFault({
  id: "daemon-start-disk-full",
  part: "disk",
  does: "not one byte is left on the disk of /var/lib/docker, and dockerd is started anew",
  setUp: `fallocate -l $(($(stat -f -c '%f * %S' ${ROOT}) - 1048576)) ${FILL} 2>/dev/null || true
    head -c 64M /dev/zero >> ${FILL} 2>/dev/null || true
    sync -f ${ROOT}`,
  tearDown: `rm -f ${FILL}`,
  journal: /failed to start daemon: /,
  blast: ["disk-full-data-root"],
});
