import { SEEN_MS } from "./fault.ts";
import { LIVES, oneContainer, RUN } from "./one-container.ts";

const NAME = "storefront";

export const fault = oneContainer({
  id: "port-already-allocated",
  name: NAME,
  does: `${NAME} publishes the port 9099, which a process of the host holds`,
  script: `setsid busybox nc -l -p 9099 >/dev/null 2>&1 </dev/null &
    echo $! >/run/storefront-rival.pid
    until ss -ltnH 'sport = :9099' | grep -q 9099; do sleep 0.1; done
    ${RUN} ${NAME} --publish 9099:80 foghorn/bb:1 ${LIVES} || true`,
  format: "{{.State.Status}} {{.State.ExitCode}} {{.State.Error}}",
  wanted: /created 128 .*address already in use/,
  part: "bridge",
  seenWithinMs: SEEN_MS,
  state: `${NAME} created, exit code 128, the error names the port`,
  api: "POST start answers 500",
  journal: /listen tcp4? \S*:9099: bind: address already in use/,
  heal: `if test -e /run/storefront-rival.pid; then kill $(cat /run/storefront-rival.pid) || true; rm /run/storefront-rival.pid; fi`,
});
