import { oneContainer, RUN } from "./one-container.ts";

const NAME = "indexer";

export const fault = oneContainer({
  id: "cpu-throttled",
  name: NAME,
  does: `${NAME} has a fifth of a processor and wants all of one`,
  script: `${RUN} ${NAME} --cpus 0.2 foghorn/bb:1 sh -c 'trap "exit 0" TERM; while :; do :; done'`,
  format: "{{.State.Status}} {{.HostConfig.NanoCpus}}",
  wanted: /^running 200000000$/,
  part: "ctrs",
  seenWithinMs: 100_000,
  state: `${NAME} running, nr_throttled grows with nr_periods`,
  api: "as usual",
});
