import { LIVES, oneContainer, RUN } from "./one-container.ts";

const NAME = "sidecar";

export const fault = oneContainer({
  id: "missing-limits",
  name: NAME,
  does: `${NAME} has no limit of memory, processors or processes`,
  script: `${RUN} ${NAME} foghorn/bb:1 ${LIVES}`,
  format: "{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}}",
  wanted: /^0 0$/,
  part: "ctrs",
  seenWithinMs: 15_000,
  state: `${NAME} running, nothing limits it`,
  api: "inspect: Memory, NanoCpus 0, PidsLimit null",
});
