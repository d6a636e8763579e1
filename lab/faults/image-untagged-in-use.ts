import { LIVES, oneContainer, RUN } from "./one-container.ts";

const NAME = "legacy";

export const fault = oneContainer({
  id: "image-untagged-in-use",
  name: NAME,
  does: `the image of ${NAME} loses the name it was made from`,
  script: `docker tag foghorn/bb:1 legacy-site:7
    ${RUN} ${NAME} legacy-site:7 ${LIVES}
    docker rmi --force legacy-site:7`,
  format: "{{.Config.Image}}",
  wanted: /^legacy-site:7$/,
  part: "images",
  seenWithinMs: 15_000,
  state: `${NAME} running; the list shows the id of its image`,
  api: "event untag; the list has an id for its image",
  heal: `docker rmi --force legacy-site:7 >/dev/null 2>&1 || true`,
});
