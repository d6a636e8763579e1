import { runTalker, SINK, startDeafSink, stopDeafSink, unsentBytes } from "./deaf-sink.ts";
import {
  assert,
  type Expectation,
  type Fault,
  type FaultHost,
  removeContainer,
  SEEN_BY_TIMEOUT_MS,
} from "./fault.ts";

const NAME = "biller";

export const fault: Fault = {
  id: "log-driver-blocking-stall",
  variants: { deaf: `${NAME} logs over TCP to a sink that takes the connection and never reads` },
  break: async (host) => {
    await host.sh(`${removeContainer(NAME)}\n${startDeafSink}\n${runTalker(NAME, "")}`);
  },
  verify,
  // The sink first: while it is deaf the container cannot even be killed in time.
  heal: async (host) =>
    void (await host.sh(`${stopDeafSink}\n${removeContainer(NAME)}`, { deadlineMs: 60_000 })),
  expect: (): Expectation => ({
    part: "log",
    seenWithinMs: SEEN_BY_TIMEOUT_MS,
    state: `${NAME} running, its process asleep in a pipe write; Send-Q of dockerd to ${SINK} full`,
    api: "as usual until somebody stops it: then its calls hang",
    blast: ["container-lock-hung", "log-loss-nonblocking"],
  }),
};

async function verify(host: FaultHost): Promise<void> {
  const unsent = await unsentBytes(host);
  assert(unsent > 500_000, `Send-Q is ${unsent}`);
  const channel = (
    await host.sh(`cat /proc/$(docker inspect --format '{{.State.Pid}}' ${NAME})/wchan`)
  ).trim();
  assert(channel.endsWith("pipe_write"), `its process waits in ${channel}`);
}
