import { assert, type Expectation, type Fault, type FaultHost, removeContainer, SEEN_MS } from "./fault.ts";

const NAME = "shipper";

export const fault: Fault = {
  id: "log-driver-init-failed",
  variants: { fluentd: `${NAME} logs to a fluentd that is not there` },
  break: async (host) => {
    await host.sh(
      `${removeContainer(NAME)}
       docker run --detach --name ${NAME} --label foghorn.lab=fault --log-driver fluentd foghorn/bb:1 true >/dev/null 2>&1 || true`,
    );
  },
  verify,
  heal: async (host) => void (await host.sh(removeContainer(NAME))),
  expect: (): Expectation => ({
    part: "log",
    seenWithinMs: SEEN_MS,
    state: `${NAME} created, exit code 128; State.Error: failed to initialize logging driver`,
    journal: /failed to initialize logging driver: dial tcp 127\.0\.0\.1:24224/,
    api: "POST /containers/{id}/start: 500 failed to initialize logging driver",
    subject: NAME,
    blast: [],
  }),
};

async function verify(host: FaultHost): Promise<void> {
  const found = (
    await host.sh(`docker inspect --format '{{.State.Status}} {{.State.Error}}' ${NAME}`)
  ).trim();
  assert(/^created .*failed to initialize logging driver/.test(found), `${NAME} is ${found}`);
}
