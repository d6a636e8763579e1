import { assert, type Expectation, type Fault, type FaultHost, RESET_FAILED, SEEN_MS } from "./fault.ts";

const link = (host: FaultHost): Promise<string> => host.sh("ip -o link show docker0 2>&1 || true");

export const fault: Fault = {
  id: "docker0-missing",
  variants: {
    gone: "the interface docker0 is deleted",
    down: "the interface docker0 is switched off",
  },
  break: async (host, variant) =>
    void (await host.sh(variant === "gone" ? "ip link del docker0" : "ip link set docker0 down")),
  verify: async (host, variant) => {
    const text = await link(host);
    if (variant === "gone") assert(text.includes("does not exist"), text);
    else assert(!/<[^>]*\bUP\b/.test(text), text);
  },
  // dockerd makes it anew when it starts, and starts what hung on it.
  heal: async (host) =>
    void (await host.sh(
      `if ip link show docker0 >/dev/null 2>&1; then ip link set docker0 up; exit 0; fi
       ${RESET_FAILED}
       systemctl restart docker.service`,
      { deadlineMs: 60_000 },
    )),
  expect: (variant): Expectation => ({
    part: "bridge",
    seenWithinMs: SEEN_MS,
    state: variant === "gone" ? "ip link: no docker0; all units active" : "ip link: docker0 without UP",
    api:
      variant === "gone"
        ? "networks and containers as usual; a new container on the default bridge does not start"
        : "as usual, no error anywhere",
    // Healing restarts dockerd.
    blast: variant === "gone" ? ["daemon-down"] : [],
  }),
};
