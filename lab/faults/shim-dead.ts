import { LIVES, oneContainer, RUN } from "./one-container.ts";

const NAME = "mailer";

export const fault = oneContainer({
  id: "shim-dead",
  name: NAME,
  does: `the shim of ${NAME} is killed by SIGKILL`,
  script: `${RUN} ${NAME} foghorn/bb:1 ${LIVES}
    pkill -KILL -f "containerd-shim.*$(docker inspect --format '{{.Id}}' ${NAME})"
    docker wait ${NAME}`,
  format: "{{.State.Status}} {{.State.ExitCode}}",
  wanted: /^exited (?:137|255)$/,
  part: "shims",
  seenWithinMs: 10_000,
  state: `no shim of ${NAME}; ${NAME} exited (137)`,
  api: "event die with exit code 255 (20) or 137 (26), no kill and no stop before",
  blast: ["container-exit-error", "exit-137-not-oom"],
});
