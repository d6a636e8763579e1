import { assert, type Expectation, type Fault, SEEN_MS } from "./fault.ts";
import { closePort, TLS_SCRIPT } from "./tls.ts";

// dockerd restarts before it listens there …
const RESTART_MS = 5_000;
// … and waits, so that somebody may read its warning.
const WARNING_MS = 15_000;

export const fault: Fault = {
  id: "daemon-tcp-exposed",
  variants: { plain: "dockerd is restarted with a TCP address and no TLS: port 2375 of all addresses" },
  break: async (host) =>
    void (await host.sh(`${TLS_SCRIPT}\nlisten tcp://0.0.0.0:2375 ''`, { deadlineMs: 60_000 })),
  verify: async (host) => {
    const { stdout } = await host.try(["curl", "-s", "--max-time", "3", "http://127.0.0.1:2375/_ping"]);
    assert(stdout === "OK", `port 2375 says ${stdout || "nothing"}`);
  },
  heal: closePort,
  expect: (): Expectation => ({
    part: "tls",
    seenWithinMs: SEEN_MS + RESTART_MS + WARNING_MS,
    state: "all units active; dockerd listens on 2375",
    journal: /Binding to IP address without --tlsverify is insecure/,
    api: "answers to everybody on port 2375",
    blast: ["daemon-down"],
  }),
};
