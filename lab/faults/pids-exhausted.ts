import { SEEN_BY_CGROUPS_MS } from "./fault.ts";
import { oneContainer, RUN } from "./one-container.ts";

const NAME = "spooler";

export const fault = oneContainer({
  id: "pids-exhausted",
  name: NAME,
  does: `${NAME} may have 3 processes and has them`,
  script: `${RUN} ${NAME} --pids-limit 3 foghorn/bb:1 sh -c 'sleep 3600 & sleep 3600 & exec sleep 3600'`,
  format: "{{.State.Status}} {{.HostConfig.PidsLimit}}",
  wanted: /^running 3$/,
  part: "ctrs",
  seenWithinMs: SEEN_BY_CGROUPS_MS,
  state: `${NAME} running, pids.current 3 of pids.max 3`,
  api: "as usual; an exec that forks fails",
});
