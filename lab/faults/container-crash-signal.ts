import { oneContainer, RUN } from "./one-container.ts";

const NAME = "thumbnailer";

export const fault = oneContainer({
  id: "container-crash-signal",
  name: NAME,
  does: `the program of ${NAME} is ended by SIGSEGV`,
  script: `${RUN} ${NAME} foghorn/bb:1 sh -c 'sh -c "kill -SEGV \\$\\$"; exit $?'
    docker wait ${NAME}`,
  format: "{{.State.Status}} {{.State.ExitCode}}",
  wanted: /^exited 139$/,
  part: "ctrs",
  seenWithinMs: 10_000,
  state: `${NAME} exited (139)`,
  api: "event die with exit code 139, no kill and no stop before",
});
