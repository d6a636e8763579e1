import { oneContainer, RUN } from "./one-container.ts";

const NAME = "chatter";

export const fault = {
  ...oneContainer({
    id: "daemon-cpu-high",
    name: NAME,
    does: `${NAME} writes to its log as fast as dockerd takes it, through both streams`,
    script: `${RUN} ${NAME} --log-opt max-size=1m --log-opt max-file=2 foghorn/bb:1 sh -c 'yes >&2 & exec yes'`,
    format: "{{.State.Status}}",
    wanted: /^running$/,
    part: "dockerd",
    // A minute is judged, by readings that come every four seconds.
    seenWithinMs: 100_000,
    state: "utime and stime of dockerd grow by a second each second",
    api: "as usual, a little late",
    // Its removal waits for a dockerd that is busy with what is still in the pipe.
    blast: ["daemon-slow", "container-lock-hung", "shim-dead"],
  }),
};
