import { fault as daemonDown } from "./daemon-down.ts";
import { type Fault, SEEN_MS } from "./fault.ts";

/** The crash is one of the ways in which the lab takes a daemon down; here it is what has to be named. */
export const fault: Fault = {
  id: "daemon-crash",
  variants: { memory: "dockerd has too little address space to start in: it crashes, again and again" },
  break: (host) => daemonDown.break(host, "restarting"),
  verify: (host) => daemonDown.verify(host, "restarting"),
  heal: (host) => daemonDown.heal(host, "restarting"),
  expect: (_variant, engine) => ({
    ...daemonDown.expect("restarting", engine),
    seenWithinMs: SEEN_MS,
    blast: ["daemon-down"],
  }),
};
