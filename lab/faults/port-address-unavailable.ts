import { SEEN_MS } from "./fault.ts";
import { LIVES, oneContainer, RUN } from "./one-container.ts";

const NAME = "edge";

export const fault = oneContainer({
  id: "port-address-unavailable",
  name: NAME,
  does: `${NAME} publishes on 192.0.2.77, which no interface of the host has`,
  script: `${RUN} ${NAME} --publish 192.0.2.77:9100:80 foghorn/bb:1 ${LIVES} || true`,
  format: "{{.State.Status}} {{.State.ExitCode}} {{.State.Error}}",
  wanted: /created 128 .*cannot assign requested address/,
  part: "bridge",
  seenWithinMs: SEEN_MS,
  state: `${NAME} created, exit code 128, the error names the address`,
  api: "POST start answers 500",
  journal: /cannot assign requested address/,
});
