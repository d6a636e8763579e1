import { runTalker, SINK, startDeafSink, stopDeafSink, unsentBytes } from "./deaf-sink.ts";
import {
  assert,
  type Expectation,
  type Fault,
  type FaultHost,
  removeContainer,
  SEEN_BY_TIMEOUT_MS,
} from "./fault.ts";

const NAME = "tracker";

export const fault: Fault = {
  id: "log-loss-nonblocking",
  variants: { deaf: `${NAME} logs without waiting to a sink that takes the connection and never reads` },
  break: async (host) => {
    await host.sh(
      `${removeContainer(NAME)}\n${startDeafSink}\n${runTalker(NAME, "--log-opt mode=non-blocking --log-opt max-buffer-size=1m")}`,
    );
  },
  verify,
  heal: async (host) =>
    void (await host.sh(`${stopDeafSink}\n${removeContainer(NAME)}`, { deadlineMs: 60_000 })),
  expect: (): Expectation => ({
    part: "log",
    seenWithinMs: SEEN_BY_TIMEOUT_MS,
    state: `${NAME} running and writing; Send-Q of dockerd to ${SINK} full`,
    api: "as usual",
    blast: [],
  }),
};

async function verify(host: FaultHost): Promise<void> {
  const unsent = await unsentBytes(host);
  assert(unsent > 500_000, `Send-Q is ${unsent}`);
}
