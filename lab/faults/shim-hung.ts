import { LIVES, oneContainer, RUN } from "./one-container.ts";

const NAME = "indexer";

export const fault = oneContainer({
  id: "shim-hung",
  name: NAME,
  does: `the shim of ${NAME} is stopped by SIGSTOP`,
  script: `${RUN} ${NAME} foghorn/bb:1 ${LIVES}
    pkill -STOP -f "containerd-shim.*$(docker inspect --format '{{.Id}}' ${NAME})"`,
  format: "{{.State.Status}}",
  wanted: /^running$/,
  part: "shims",
  seenWithinMs: 9_000,
  state: `the shim of ${NAME} in state T, ${NAME} running`,
  api: "top and stats of it do not come back; list and inspect answer",
  heal: "pkill -CONT -f containerd-shim || true",
});
