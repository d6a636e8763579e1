import { assert, type Expectation, type Fault, type FaultHost, SEEN_MS } from "./fault.ts";

const ROOT = "/var/lib/docker";
const FILL = `${ROOT}/backup-of-the-images`;
const TAR = "/run/release.tar";
const IMAGE = "foghorn/release:1";

export const fault: Fault = {
  id: "image-pull-no-space",
  variants: {
    import: "48 MiB are free under /var/lib/docker, and an image of 96 MiB is made from an archive",
  },
  break: async (host) => {
    // Root's reserve is dockerd's as well: it has to go, or the image would fit.
    await host.sh(
      `mkdir -p /run/release; head -c 96M /dev/zero > /run/release/app
       tar -C /run/release -cf ${TAR} app
       fallocate -l $(($(stat -f -c '%f * %S' ${ROOT}) - 50331648)) ${FILL} 2>/dev/null || true
       head -c $(($(stat -f -c '%f * %S' ${ROOT}) - 50331648)) /dev/zero >> ${FILL} 2>/dev/null || true
       sync -f ${ROOT}
       docker import - ${IMAGE} < ${TAR} >/dev/null 2>&1 || true`,
      { deadlineMs: 60_000 },
    );
  },
  verify,
  heal: async (host) =>
    void (await host.sh(
      `rm -rf ${FILL} ${TAR} /run/release
       docker rmi --force ${IMAGE} >/dev/null 2>&1 || true`,
    )),
  expect: (): Expectation => ({
    part: "images",
    seenWithinMs: SEEN_MS,
    state: `df of ${ROOT}: nearly full; all units active`,
    journal: /images\/create returned error: .*no space left on device/,
    api: "POST /images/create: no space left on device",
    blast: ["disk-full-data-root", "container-unhealthy"],
  }),
};

async function verify(host: FaultHost): Promise<void> {
  const made = await host.try(["docker", "image", "inspect", IMAGE]);
  assert(made.code !== 0, "the image was made");
  const tried = await host.try(["sh", "-c", `docker import - ${IMAGE} < ${TAR}`]);
  assert(tried.stderr.includes("no space left on device"), `docker import: ${tried.code} ${tried.stderr}`);
}
