import { assert, type Expectation, type Fault, type FaultHost, SEEN_MS } from "./fault.ts";
import { chains, restoreTable, rules, WIPE_VARIANTS, wipeTable } from "./iptables.ts";

export const fault: Fault = {
  id: "iptables-filter-wiped",
  variants: WIPE_VARIANTS,
  break: (host, variant) => wipeTable(host, "filter", variant),
  verify,
  heal: (host) => restoreTable(host, "filter"),
  expect: (variant): Expectation => ({
    part: "ipt",
    seenWithinMs: SEEN_MS,
    state: `no rule in FORWARD, its policy DROP${variant === "deleted" ? "; no chain DOCKER" : ""}; all units active`,
    api: `as usual${variant === "deleted" ? "; a new network: Chain 'DOCKER' does not exist" : ""}`,
    blast: [],
  }),
};

async function verify(host: FaultHost, variant: string): Promise<void> {
  const left = await rules(host, "filter");
  assert(left.length === 0, `rules are left: ${left.join("; ")}`);
  const named = await chains(host, "filter");
  assert((named.length === 0) === (variant === "deleted"), `chains: ${named.join(" ")}`);
  const policy = await host.sh("iptables -S FORWARD");
  assert(policy.includes("-P FORWARD DROP"), policy);
}
