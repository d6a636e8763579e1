import { LIVES, oneContainer } from "./one-container.ts";

const NAME = "migrator";

export const fault = oneContainer({
  id: "container-stuck-created",
  name: NAME,
  does: `${NAME} is made and never started`,
  script: `docker create --label foghorn.lab=fault --name ${NAME} foghorn/bb:1 ${LIVES}`,
  format: "{{.State.Status}} {{.State.ExitCode}} {{.State.Error}}",
  wanted: /^created 0$/,
  part: "ctrs",
  seenWithinMs: 70_000,
  state: `${NAME} created, exit code 0, no error`,
  api: "event create and nothing else",
});
