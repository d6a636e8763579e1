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
  id: "containerd-hung",
  variants: {
    stopped: "containerd is stopped by SIGSTOP: dockerd answers, but nothing can be started or stopped",
  },
  break: (host) => stopProcess(host, "containerd.service"),
  verify,
  heal: (host) => continueProcess(host, "containerd"),
  // What dockerd logs of it comes when the last caller of /info gives up: never where one is always waiting.
  expect: (): Expectation => ({
    part: "containerd",
    seenWithinMs: SEEN_BY_TIMEOUT_MS,
    state: "containerd.service active (running), containerd in state T; containers run on",
    api: "/_ping and /containers/json answer; /info and /version do not come back",
    // A health check waits for containerd: its container's lock may be held, and checks may count as failed.
    blast: ["container-lock-hung", "container-unhealthy"],
  }),
};

async function verify(host: FaultHost): Promise<void> {
  const service = await unit(host, "containerd.service");
  assert(service.ActiveState === "active", `containerd.service is ${service.ActiveState}`);
  const ping = await outcome(host.ask("/_ping"));
  assert(ping === "200", `/_ping says ${ping}`);
  const info = await outcome(host.ask("/info", 1_000));
  assert(info === "ETIMEDOUT", `/info says ${info}`);
}
