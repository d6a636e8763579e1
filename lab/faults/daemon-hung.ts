import {
  assert,
  type Expectation,
  type Fault,
  type FaultHost,
  outcome,
  SEEN_BY_TIMEOUT_MS,
  unit,
} from "./fault.ts";
import { continueProcess, stopProcess } from "./stopped-process.ts";

export const fault: Fault = {
  id: "daemon-hung",
  variants: { stopped: "dockerd is stopped by SIGSTOP: it keeps its socket and never answers" },
  break: (host) => stopProcess(host, "docker.service"),
  verify,
  heal: (host) => continueProcess(host, "dockerd"),
  expect: (): Expectation => ({
    part: "dockerd",
    seenWithinMs: SEEN_BY_TIMEOUT_MS,
    state:
      "docker.service active (running), dockerd in state T; the socket's queue grows with each call (ss -xl)",
    api: "connects at once, then no answer",
    blast: [],
  }),
};

async function verify(host: FaultHost): Promise<void> {
  const service = await unit(host, "docker.service");
  assert(service.ActiveState === "active", `docker.service is ${service.ActiveState}`);
  const code = await outcome(host.ask("/_ping", 1_000));
  assert(code === "ETIMEDOUT", `the API says ${code}`);
}
