import { oneContainer, RUN } from "./one-container.ts";

const NAME = "search";
const SERVES = `sh -c 'trap "exit 0" TERM; rm -f /ready; sleep $(cat /delay || echo 0) & wait $!; touch /ready; while :; do sleep 3600 & wait $!; done'`;
// While a daemon comes up everything starts at once, and none of those starts tells what is usual.
const ENGINE_IS_OLD = `until test $(($(date +%s) - $(stat -c %Y /run/docker.pid))) -gt 40; do sleep 1; done`;
const HEALTHY = `until test "$(docker inspect --format '{{.State.Health.Status}}' ${NAME})" = healthy; do sleep 0.1; done`;

export const fault = oneContainer({
  id: "slow-cold-start",
  name: NAME,
  does: `${NAME} is healthy a second after its start three times, and takes half a minute the fourth time`,
  setUp: `${ENGINE_IS_OLD}
    ${RUN} ${NAME} --health-cmd 'test -e /ready' --health-interval 1s --health-retries 100 foghorn/bb:1 ${SERVES}
    ${HEALTHY}
    for turn in 1 2; do docker restart --time 1 ${NAME}; ${HEALTHY}; done
    docker exec ${NAME} sh -c 'echo 30 > /delay'`,
  script: `docker restart --time 1 ${NAME}`,
  format: "{{.State.Health.Status}}",
  wanted: /^starting$/,
  part: "ctrs",
  // Ten seconds until it is late at all.
  seenWithinMs: 15_000,
  state: `${NAME} running, starting for half a minute`,
  api: "an event start, and no health_status: healthy after it",
});
