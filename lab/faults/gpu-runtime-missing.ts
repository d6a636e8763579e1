import { SEEN_MS } from "./fault.ts";
import { LIVES, oneContainer, RUN } from "./one-container.ts";

const NAME = "trainer";

export const fault = oneContainer({
  id: "gpu-runtime-missing",
  name: NAME,
  does: `${NAME} asks for all GPUs of a host that has no toolkit for any`,
  script: `${RUN} ${NAME} --gpus all foghorn/bb:1 ${LIVES} || true`,
  format: "{{.State.Status}} {{.State.ExitCode}} {{.State.Error}}",
  wanted: /created 128 could not select device driver/,
  part: "shims",
  seenWithinMs: SEEN_MS,
  state: `${NAME} created, exit code 128`,
  api: "POST start answers 500",
  journal: /could not select device driver/,
});
