import { LIVES, oneContainer, RUN } from "./one-container.ts";

const NAME = "search";

export const fault = oneContainer({
  id: "health-probe-broken",
  name: NAME,
  does: `the health check of ${NAME} calls a program that its image does not have`,
  script: `${RUN} ${NAME} --health-cmd 'curl -fs http://127.0.0.1/' --health-interval 1s --health-retries 2 foghorn/bb:1 ${LIVES}
    until test "$(docker inspect --format '{{len .State.Health.Log}}' ${NAME})" -ge 3; do sleep 0.2; done`,
  format: "{{.State.Status}} {{range .State.Health.Log}}{{.ExitCode}} {{end}}",
  wanted: /^running (?:127 ?){3,}/,
  part: "ctrs",
  seenWithinMs: 10_000,
  state: `${NAME} running (unhealthy), each run of its check ends with 127`,
  api: "event health_status: unhealthy",
  blast: ["container-unhealthy"],
});
