import { LIVES, oneContainer, RUN } from "./one-container.ts";

const NAME = "scheduler";

export const fault = oneContainer({
  id: "exit-137-not-oom",
  name: NAME,
  does: `process 1 of ${NAME} is killed on the host, behind Docker's back`,
  script: `${RUN} ${NAME} foghorn/bb:1 ${LIVES}
    kill -KILL $(docker inspect --format '{{.State.Pid}}' ${NAME})
    docker wait ${NAME}`,
  format: "{{.State.Status}} {{.State.ExitCode}} {{.State.OOMKilled}}",
  wanted: /^exited 137 false$/,
  part: "ctrs",
  seenWithinMs: 10_000,
  state: `${NAME} exited (137), OOMKilled=false`,
  api: "event die with exit code 137, no kill and no oom before",
});
