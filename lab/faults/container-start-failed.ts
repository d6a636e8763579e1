import { SEEN_MS } from "./fault.ts";
import { oneContainer, RUN } from "./one-container.ts";

const NAME = "renderer";

export const fault = oneContainer({
  id: "container-start-failed",
  name: NAME,
  does: `${NAME} is to run a program that its image does not have`,
  script: `${RUN} ${NAME} foghorn/bb:1 render-all || true`,
  format: "{{.State.Status}} {{.State.ExitCode}} {{.State.Error}}",
  wanted: /created 127 .*executable file not found/,
  part: "ctrs",
  seenWithinMs: SEEN_MS,
  state: `${NAME} created, exit code 127, the error names the program`,
  api: "POST start answers 400, and no event tells of it",
});
