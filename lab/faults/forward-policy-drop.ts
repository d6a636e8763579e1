import { assert, type Expectation, type Fault, SEEN_MS } from "./fault.ts";

const RULE = "FORWARD -m comment --comment hardening -j DROP";

export const fault: Fault = {
  id: "forward-policy-drop",
  variants: { rule: "a foreign DROP stands above Docker's jumps in FORWARD; Docker's rules are whole" },
  break: async (host) => void (await host.sh(`iptables --wait -I ${RULE}`)),
  verify: async (host) => {
    const [first] = (await host.sh("iptables -S FORWARD"))
      .split("\n")
      .filter((line) => line.startsWith("-A"));
    assert(first?.endsWith("-j DROP") === true, `first rule of FORWARD: ${first}`);
  },
  heal: async (host) => void (await host.sh(`while iptables --wait -D ${RULE} 2>/dev/null; do :; done`)),
  expect: (): Expectation => ({
    part: "ipt",
    seenWithinMs: SEEN_MS,
    state: "iptables -S FORWARD: a DROP before -j DOCKER-USER; all units active",
    api: "as usual; published ports answer on the host itself",
    blast: [],
  }),
};
