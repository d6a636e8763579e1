import { oneContainer, RUN } from "./one-container.ts";

const NAME = "reporter";

export const fault = oneContainer({
  id: "container-exit-error",
  name: NAME,
  does: `${NAME} ends with code 2, and Docker is not to start it again`,
  script: `${RUN} ${NAME} foghorn/bb:1 sh -c 'echo "cannot read the report" >&2; exit 2'
    docker wait ${NAME}`,
  format: "{{.State.Status}} {{.State.ExitCode}}",
  wanted: /^exited 2$/,
  part: "ctrs",
  seenWithinMs: 10_000,
  state: `${NAME} exited (2)`,
  api: "event die with exit code 2, no kill and no stop before",
});
