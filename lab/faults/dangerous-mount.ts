import { LIVES, oneContainer, RUN } from "./one-container.ts";

const NAME = "builder";

export const fault = oneContainer({
  id: "dangerous-mount",
  name: NAME,
  does: `${NAME} holds the socket of Docker, read-only, and /etc`,
  script: `${RUN} ${NAME} --volume /run/docker.sock:/run/docker.sock:ro --volume /etc:/host/etc foghorn/bb:1 ${LIVES}`,
  format: "{{range .Mounts}}{{.Source}} {{end}}",
  wanted: /docker.sock/,
  part: "ctrs",
  seenWithinMs: 15_000,
  state: `${NAME} running`,
  api: "inspect: Mounts",
});
