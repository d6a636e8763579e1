import { SEEN_BY_LIST_MS } from "./fault.ts";
import { oneContainer, RUN } from "./one-container.ts";

const NAME = "exporter";

export const fault = oneContainer({
  id: "container-stuck-removing",
  name: NAME,
  does: `${NAME} has a file that nobody may remove, and is removed`,
  script: `${RUN} ${NAME} foghorn/bb:1 sh -c 'trap "exit 0" TERM; echo x >/kept; while :; do sleep 3600 & wait $!; done'
    upper=$(docker inspect --format '{{.GraphDriver.Data.UpperDir}}' ${NAME})
    until test -e $upper/kept; do sleep 0.1; done
    chattr +i $upper/kept
    docker rm --force ${NAME} || true`,
  format: "{{.State.Status}} {{.State.ExitCode}}",
  wanted: /^dead /,
  part: "disk",
  seenWithinMs: SEEN_BY_LIST_MS,
  state: `${NAME} is removing to the list and dead to inspect`,
  api: "DELETE answers 500",
  journal: /failed to remove root filesystem/,
  heal: `chattr -i $(docker inspect --format '{{.GraphDriver.Data.UpperDir}}' ${NAME} 2>/dev/null)/kept 2>/dev/null || true`,
});
