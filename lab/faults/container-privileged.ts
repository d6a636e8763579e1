import { LIVES, oneContainer, RUN } from "./one-container.ts";

const NAME = "agent";

export const fault = oneContainer({
  id: "container-privileged",
  name: NAME,
  does: `${NAME} may rule the host's network and sees its processes`,
  script: `${RUN} ${NAME} --cap-add NET_ADMIN --pid host foghorn/bb:1 ${LIVES}`,
  format: "{{.HostConfig.CapAdd}} {{.HostConfig.PidMode}}",
  wanted: /NET_ADMIN\] host/,
  part: "ctrs",
  seenWithinMs: 15_000,
  state: `${NAME} running in the host's pid namespace`,
  api: "inspect: CapAdd, PidMode",
});
