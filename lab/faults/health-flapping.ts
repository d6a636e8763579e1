import { LIVES, oneContainer, RUN } from "./one-container.ts";

const NAME = "pricing";

export const fault = oneContainer({
  id: "health-flapping",
  name: NAME,
  does: `the health check of ${NAME} fails and passes in turn`,
  script: `${RUN} ${NAME} --health-cmd 'test $(( $(date +%s) / 4 % 2 )) = 0' --health-interval 1s --health-retries 1 foghorn/bb:1 ${LIVES}
    since=$(date +%s)
    until test "$(docker events --since $since --until $(date +%s) --filter container=${NAME} | grep -c health_status)" -ge 5; do sleep 1; done`,
  format: "{{.State.Status}}",
  wanted: /^running$/,
  part: "ctrs",
  // Four changes, four seconds apart, make it flap: counted from the first.
  seenWithinMs: 25_000,
  state: `${NAME} running, healthy and unhealthy in turn`,
  api: "events health_status: healthy and unhealthy in turn",
  blast: ["container-unhealthy"],
});
