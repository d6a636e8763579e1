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
const CALLER = "lab-ledger-caller";

export const fault: Fault = {
  id: "container-lock-hung",
  variants: {
    "stalled-copy": `somebody copies a file out of ${NAME} into a pipe that nobody empties`,
    "stopped-shim": `the shim of ${NAME} is stopped by SIGSTOP, then somebody stops the container`,
  },
  break: async (host, variant) => {
    await host.sh(variant === "stalled-copy" ? TO_COPY : TO_STOP);
    host.begins();
    await host.sh(variant === "stalled-copy" ? COPY : STOP);
  },
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
  expect: (variant): Expectation => ({
    part: "ctrs",
    seenWithinMs: SEEN_BY_TIMEOUT_MS,
    state:
      variant === "stalled-copy" ? "all units active" : "all units active; the container's shim in state T",
    api: `inspect of ${NAME} does not come back; lists, /info and inspect of all others answer`,
    subject: NAME,
    // The stopped shim is the cause and has a name of its own: the lock stands beneath it.
    blast: variant === "stalled-copy" ? [] : ["shim-hung"],
  }),
};

// The callers live in the host, so their calls still wait after this command has ended.

/** A start holds the lock itself: who waits for one that is this young waits for no fault. */
const TO_SETTLE = `
  startedAt=$(date -d "$(docker inspect --format '{{.State.StartedAt}}' ${NAME})" +%s)
  until [ $(($(date +%s) - startedAt)) -ge 5 ]; do sleep 0.1; done`;

/** Docker holds a container's lock until the last byte of a copy is taken; what is copied is more than any buffer holds. */
const TO_COPY = `
  ${removeContainer(NAME)}
  docker run --detach --name ${NAME} --label foghorn.lab=fault foghorn/bb:1 \
    sh -c 'trap "exit 0" TERM; dd if=/dev/zero of=/entries bs=1M count=64 2>/dev/null; while :; do sleep 1 & wait $!; done'
  until docker exec ${NAME} sh -c '[ "$(stat -c %s /entries)" = 67108864 ]' 2>/dev/null; do sleep 0.1; done
  ${TO_SETTLE}`;
const COPY = `
  systemd-run --quiet --unit ${CALLER} sh -c 'docker cp ${NAME}:/entries - | sleep 86400'`;

const TO_STOP = `
  ${removeContainer(NAME)}
  docker run --detach --name ${NAME} --label foghorn.lab=fault foghorn/bb:1 \
    sh -c 'trap "exit 0" TERM; while :; do echo "entry written"; sleep 1 & wait $!; done'
  ${TO_SETTLE}`;
const STOP = `
  id=$(docker inspect --format '{{.Id}}' ${NAME})
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
