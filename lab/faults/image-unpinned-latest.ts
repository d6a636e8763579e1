import { LIVES, oneContainer, RUN } from "./one-container.ts";

const NAME = "docs";

export const fault = oneContainer({
  id: "image-unpinned-latest",
  name: NAME,
  does: `${NAME} is made from an image without a version`,
  script: `docker tag foghorn/bb:1 docs-site:latest
    ${RUN} ${NAME} docs-site ${LIVES}`,
  format: "{{.Config.Image}}",
  wanted: /^docs-site$/,
  part: "images",
  seenWithinMs: 15_000,
  state: `${NAME} running`,
  api: "inspect: Config.Image without a tag",
  heal: `docker rmi --force docs-site:latest >/dev/null 2>&1 || true`,
});
