import { assert, type Expectation, type Fault, type FaultHost, SEEN_MS } from "./fault.ts";

const ROOT = "/var/lib/docker";
const FILL = `${ROOT}/backup-of-last-night`;

// Most of it at once; the last blocks, which the file system cannot promise beforehand, by writing until nothing fits.
const TAKE_RESERVE = `
  fallocate -l $(($(stat -f -c '%f * %S' ${ROOT}) - 1048576)) ${FILL}.2 2>/dev/null || true
  head -c 64M /dev/zero >> ${FILL}.2 2>/dev/null || true
  sync -f ${ROOT}`;

export const fault: Fault = {
  id: "disk-full-data-root",
  variants: {
    full: "a file takes every byte of the disk of /var/lib/docker, root's reserve as well",
    reserve: "a file takes all but root's reserve: containers cannot write, dockerd still can",
  },
  break: async (host, variant) => {
    const reserve = variant === "full" ? TAKE_RESERVE : "";
    await host.sh(
      `fallocate -l $(($(stat -f -c '%a * %S' ${ROOT}) - 65536)) ${FILL}
       ${reserve}`,
      { deadlineMs: 60_000 },
    );
  },
  verify,
  heal: async (host) => void (await host.sh(`rm -f ${FILL} ${FILL}.2`)),
  expect: (variant): Expectation => ({
    part: "disk",
    seenWithinMs: SEEN_MS,
    state: `df of ${ROOT}: 100 %${variant === "full" ? ", not one byte even for root" : ", free for root alone"}; all units active`,
    ...(variant === "full" ? { journal: /no space left on device/ } : {}),
    api: variant === "full" ? "reads as usual; create, import and pull: no space left on device" : "as usual",
    // A health check that cannot start counts as failed.
    blast: variant === "full" ? ["container-unhealthy"] : [],
  }),
};

async function verify(host: FaultHost, variant: string): Promise<void> {
  const free = Number((await host.sh(`df --output=avail -B1 ${ROOT} | tail -1`)).trim());
  assert(free < 1024 ** 2, `${free} bytes are free`);
  const container = await host.try(["docker", "run", "--rm", "foghorn/bb:1", "true"], { deadlineMs: 15_000 });
  const isRefused = container.stderr.includes("no space left on device");
  assert(isRefused === (variant === "full"), `docker run: ${container.code} ${container.stderr}`);
}
