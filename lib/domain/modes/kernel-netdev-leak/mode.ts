import { logMode } from "../shared/log-mode.ts";

/** A container's network namespace is not freed: the kernel waits, and new containers wait behind it for the same lock. */
export const kernelNetdevLeak = logMode({
  id: "kernel-netdev-leak",
  signatures: ["netdev-held"],
  severity: "ticket",
  part: "kernel",
  // The device is lo or eth0 of a namespace that has lost its name: it tells hosts apart, not containers.
  subjectOf: () => "",
  words: (_subject, { marked }) => ({
    title: "The kernel does not let go of a network device",
    summary: `The kernel waits for ${marked.values[0] ?? "a device"} of a container that has ended. While it waits, starts and stops of containers hang behind the same lock; only a reboot frees it for certain.`,
    blast: {
      affected: ["Starts, stops and removals of containers may hang, for seconds or for good"],
      parts: ["ctrs"],
      notAffected: ["Containers that run, and their traffic"],
    },
    facts: { device: marked.values[0] ?? "lo" },
  }),
});
