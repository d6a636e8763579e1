import { assert, type Expectation, type Fault, type FaultHost, SEEN_MS } from "./fault.ts";

const read = async (host: FaultHost): Promise<string> =>
  (await host.sh("cat /proc/sys/net/ipv4/ip_forward")).trim();

export const fault: Fault = {
  id: "ip-forward-disabled",
  variants: { host: "net.ipv4.ip_forward is set to 0, as a hardening run does after dockerd has started" },
  break: async (host) => void (await host.sh("echo 0 > /proc/sys/net/ipv4/ip_forward")),
  verify: async (host) => assert((await read(host)) === "0", `ip_forward is ${await read(host)}`),
  heal: async (host) => void (await host.sh("echo 1 > /proc/sys/net/ipv4/ip_forward")),
  expect: (): Expectation => ({
    part: "kernel",
    seenWithinMs: SEEN_MS,
    state: "net.ipv4.ip_forward = 0; all units active, all rules whole",
    // 20.10 warns in /info and at create; 26 nowhere.
    api: "as usual; published ports answer on the host itself",
    blast: [],
  }),
};
