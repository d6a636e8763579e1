import { LIVES, oneContainer, RUN } from "./one-container.ts";

const NAME = "ledger";

export const fault = oneContainer({
  id: "container-paused",
  name: NAME,
  does: `${NAME} is paused and forgotten`,
  script: `${RUN} ${NAME} foghorn/bb:1 ${LIVES}
    docker pause ${NAME}`,
  format: "{{.State.Status}} {{.State.ExitCode}}",
  wanted: /^paused /,
  part: "ctrs",
  seenWithinMs: 30_000,
  state: `${NAME} paused`,
  api: "event pause; exec answers 409",
  heal: `docker unpause ${NAME} >/dev/null 2>&1 || true`,
});
