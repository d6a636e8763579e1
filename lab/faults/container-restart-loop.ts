import { assert, type Expectation, type Fault, type FaultHost, removeContainer, SEEN_MS } from "./fault.ts";

const NAME = "importer";

const SCRIPT = 'echo "importer starts"; echo "fatal: cannot reach database db:5432" >&2; exit 3';

export const fault: Fault = {
  id: "container-restart-loop",
  variants: { "exit-3": `${NAME} ends with code 3 as soon as it starts, and Docker starts it again` },
  break: async (host) => {
    await host.sh(`
      ${removeContainer(NAME)}
      docker run --detach --name ${NAME} --restart always --label foghorn.lab=fault foghorn/bb:1 sh -c '${SCRIPT}'
      until test "$(docker inspect --format '{{.RestartCount}}' ${NAME})" -ge 3; do sleep 0.1; done`);
  },
  verify,
  heal: async (host) => void (await host.sh(removeContainer(NAME))),
  expect: (): Expectation => ({
    part: "ctrs",
    seenWithinMs: SEEN_MS,
    state: `all units active; ${NAME} restarting, exit code 3, its count of restarts grows`,
    api: "as usual; events die and start of one container in turn",
    subject: NAME,
    blast: [],
  }),
};

async function verify(host: FaultHost): Promise<void> {
  const format = "{{.RestartCount}} {{.State.ExitCode}} {{.State.Status}}";
  const text = (await host.sh(`docker inspect --format '${format}' ${NAME}`)).trim();
  const [restarts = "0", exitCode, status] = text.split(" ");
  assert(Number(restarts) >= 3, `${restarts} restarts`);
  // One that somebody stopped keeps both figures and loops no more.
  assert(status === "restarting" || status === "running", `the container is ${status}`);
  // In the moment that it runs, the exit code is 0.
  assert(exitCode === "3" || status === "running", `exit code ${exitCode}`);
}
