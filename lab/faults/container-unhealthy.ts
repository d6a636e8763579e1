import { assert, type Expectation, type Fault, type FaultHost, removeContainer, SEEN_MS } from "./fault.ts";

const NAME = "checkout";
const HEALTH = `docker inspect --format '{{.State.Health.Status}}' ${NAME}`;
const untilHealth = (status: string): string => `until test "$(${HEALTH})" = ${status}; do sleep 0.1; done`;

export const fault: Fault = {
  id: "container-unhealthy",
  variants: { failing: `the health check of ${NAME} passes, then fails twice in a row` },
  break: async (host) => {
    await host.sh(`
      ${removeContainer(NAME)}
      docker run --detach --name ${NAME} --label foghorn.lab=fault \
        --health-cmd 'test -e /tmp/ready || { echo "payment provider does not answer"; exit 1; }' \
        --health-interval 1s --health-timeout 2s --health-retries 2 foghorn/bb:1 \
        sh -c 'trap "exit 0" TERM; touch /tmp/ready; while :; do sleep 3600 & wait $!; done'
      ${untilHealth("healthy")}
      docker exec ${NAME} rm /tmp/ready
      ${untilHealth("unhealthy")}`);
  },
  verify,
  heal: async (host) => {
    // Healthy before it goes, where it can be: that is what a cure looks like.
    await host.sh(
      `if docker exec ${NAME} touch /tmp/ready 2>/dev/null; then ${untilHealth("healthy")}; fi
       ${removeContainer(NAME)}`,
    );
  },
  expect: (): Expectation => ({
    part: "ctrs",
    seenWithinMs: SEEN_MS,
    state: `${NAME} running (unhealthy); output of the check: payment provider does not answer`,
    api: "event health_status: unhealthy",
    subject: NAME,
    blast: [],
  }),
};

async function verify(host: FaultHost): Promise<void> {
  const status = (await host.sh(HEALTH)).trim();
  assert(status === "unhealthy", `${NAME} is ${status}`);
}
