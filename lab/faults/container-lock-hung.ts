import {
  assert,
  type Expectation,
  type Fault,
  type FaultHost,
  outcome,
  removeContainer,
  SEEN_BY_TIMEOUT_MS,
} from "./fault.ts";

const NAME = "ledger";
const CALLER = "lab-stop-ledger";

export const fault: Fault = {
  id: "container-lock-hung",
  variants: {
    "stopped-shim": `the shim of ${NAME} is stopped by SIGSTOP, then somebody stops the container`,
  },
  break: async (host) => void (await host.sh(BREAK)),
  verify,
  // The waiting stop ends by itself as soon as the shim goes on.
  heal: async (host) => {
    await host.sh(
      `pkill -CONT -f '^/usr/bin/containerd-shim' || true
       systemctl stop ${CALLER}.service 2>/dev/null || true
       systemctl reset-failed ${CALLER}.service 2>/dev/null || true
       ${removeContainer(NAME)}`,
      { deadlineMs: 60_000 },
    );
  },
  expect: (): Expectation => ({
    part: "ctrs",
    seenWithinMs: SEEN_BY_TIMEOUT_MS,
    state: "all units active; the container's shim in state T",
    api: `inspect of ${NAME} does not come back; lists, /info and inspect of all others answer`,
    subject: NAME,
    // The stopped shim is the cause and has a name of its own.
    blast: ["shim-hung"],
  }),
};

// The caller lives in the host, so the call still waits after this command has ended.
const BREAK = `
  ${removeContainer(NAME)}
  id=$(docker run --detach --name ${NAME} --label foghorn.lab=fault foghorn/bb:1 \
    sh -c 'trap "exit 0" TERM; while :; do echo "entry written"; sleep 1 & wait $!; done')
  shim=$(pgrep -f "containerd-shim.* -id $id")
  kill -STOP $shim
  until grep -q '^State:.T' /proc/$shim/status; do sleep 0.01; done
  systemd-run --quiet --unit ${CALLER} \
    curl -s -X POST --unix-socket /run/docker.sock "http://docker/containers/$id/stop?t=1"`;

async function verify(host: FaultHost): Promise<void> {
  const inspect = await outcome(host.ask(`/containers/${NAME}/json`, 1_000));
  assert(inspect === "ETIMEDOUT", `inspect of ${NAME} says ${inspect}`);
  for (const path of ["/containers/json?all=1", "/info"]) {
    const answer = await outcome(host.ask(path));
    assert(answer === "200", `${path} says ${answer}`);
  }
}
