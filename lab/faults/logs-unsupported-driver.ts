import { assert, type Expectation, type Fault, type FaultHost, removeContainer, SEEN_MS } from "./fault.ts";

const NAME = "silent";

export const fault: Fault = {
  id: "logs-unsupported-driver",
  variants: { none: `somebody reads the logs of ${NAME}, which keeps none` },
  break: async (host) => {
    await host.sh(
      `${removeContainer(NAME)}
       docker run --detach --name ${NAME} --label foghorn.lab=fault --log-driver none foghorn/bb:1 \\
         sh -c 'trap "exit 0" TERM; while :; do sleep 3600 & wait $!; done' >/dev/null
       docker logs ${NAME} >/dev/null 2>&1 || true`,
    );
  },
  verify,
  heal: async (host) => void (await host.sh(removeContainer(NAME))),
  expect: (): Expectation => ({
    part: "log",
    seenWithinMs: SEEN_MS,
    state: `${NAME} running, log driver none`,
    journal: /configured logging driver does not support reading/,
    api: "GET /containers/{id}/logs: 501",
    subject: NAME,
    blast: [],
  }),
};

async function verify(host: FaultHost): Promise<void> {
  const read = await host.try(["docker", "logs", NAME]);
  assert(read.stderr.includes("does not support reading"), `docker logs: ${read.code} ${read.stderr}`);
}
