import { assert, type Expectation, type Fault, type FaultHost, SEEN_MS } from "./fault.ts";

const ROOT = "/var/lib/docker";
const MANY = `${ROOT}/sessions`;

export const fault: Fault = {
  id: "disk-inodes-exhausted",
  variants: {
    empty: "tens of thousands of empty files on the disk of /var/lib/docker, until it holds no more",
  },
  break: async (host) => {
    // Spread over directories: one with all of them would grow slow, and need blocks of its own.
    await host.sh(
      `mkdir -p ${MANY}
       cd ${MANY}
       n=0
       while mkdir $n 2>/dev/null && (cd $n && seq 1 4000 | xargs touch 2>/dev/null); do n=$((n+1)); done
       df --output=ipcent ${ROOT} | tail -1`,
      { deadlineMs: 90_000 },
    );
  },
  verify,
  heal: async (host) => void (await host.sh(`rm -rf ${MANY}`, { deadlineMs: 90_000 })),
  expect: (): Expectation => ({
    part: "disk",
    seenWithinMs: SEEN_MS,
    state: `df -i of ${ROOT}: 100 %, df of it: a few per cent; all units active`,
    journal: /no space left on device/,
    api: "reads as usual; create: no space left on device",
    blast: ["container-unhealthy"],
  }),
};

async function verify(host: FaultHost): Promise<void> {
  const [inodes = "", bytes = ""] = (await host.sh(`df --output=iavail,pcent ${ROOT} | tail -1`))
    .trim()
    .split(/\s+/);
  assert(Number(inodes) < 50, `${inodes} inodes are free`);
  assert(Number.parseInt(bytes, 10) < 50, `${bytes} of the bytes are used`);
  const container = await host.try(["docker", "run", "--rm", "foghorn/bb:1", "true"], { deadlineMs: 15_000 });
  assert(
    container.stderr.includes("no space left on device"),
    `docker run: ${container.code} ${container.stderr}`,
  );
}
