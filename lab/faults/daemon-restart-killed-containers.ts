import { assert, type Fault, RESET_FAILED, removeContainer, SEEN_BY_TIMEOUT_MS } from "./fault.ts";

const NAMES = ["batch-1", "batch-2", "batch-3"];
const PROGRAM = `sh -c 'trap "exit 0" TERM; while :; do sleep 3600 & wait $!; done'`;

export const fault: Fault = {
  id: "daemon-restart-killed-containers",
  variants: { restart: "three containers run without a restart policy, and dockerd is restarted" },
  break: async (host) => {
    await host.sh(
      `${NAMES.map(removeContainer).join("\n")}
       for name in ${NAMES.join(" ")}; do
         docker run --detach --label foghorn.lab=fault --name $name foghorn/bb:1 ${PROGRAM}
       done
       ${RESET_FAILED}
       systemctl restart docker.service`,
      { deadlineMs: 120_000 },
    );
    // Until the daemon is back nobody can tell which of them come back with it.
    host.begins();
  },
  verify: async (host) => {
    const running = await host.sh(`docker inspect --format '{{.State.Running}}' ${NAMES.join(" ")}`);
    assert(!running.includes("true"), `running: ${running}`);
  },
  heal: async (host) => void (await host.sh(NAMES.map(removeContainer).join("\n"))),
  expect: () => ({
    part: "ctrs",
    // Restart policies have a moment to act before anything is said.
    seenWithinMs: SEEN_BY_TIMEOUT_MS,
    state: "docker.service active again; three containers exited",
    api: "events kill and die of all containers, then the API is away for a moment",
    blast: ["daemon-down"],
  }),
};
