import { SEEN_BY_CGROUPS_MS } from "./fault.ts";
import { oneContainer, RUN } from "./one-container.ts";

const NAME = "queue";

export const fault = oneContainer({
  id: "zombie-processes",
  name: NAME,
  does: `process 1 of ${NAME} has 14 children that ended, and reaps none`,
  script: `${RUN} ${NAME} foghorn/bb:1 sh -c 'for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do sleep 0.2 & done; exec sleep 3600'
    pid=$(docker inspect --format '{{.State.Pid}}' ${NAME})
    until test "$(grep -sh ") Z $pid " /proc/[0-9]*/stat | wc -l)" -ge 14; do sleep 0.1; done`,
  format: "{{.State.Status}}",
  wanted: /^running$/,
  part: "ctrs",
  seenWithinMs: SEEN_BY_CGROUPS_MS,
  state: `${NAME} running, 14 of its processes in state Z`,
  api: "as usual; top shows them",
});
