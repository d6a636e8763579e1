import { assert, type Expectation, type Fault, type FaultHost, SEEN_MS } from "./fault.ts";
import { chains, restoreTable, rules, WIPE_VARIANTS, wipeTable } from "./iptables.ts";

export const fault: Fault = {
  id: "iptables-nat-wiped",
  variants: WIPE_VARIANTS,
  break: (host, variant) => wipeTable(host, "nat", variant),
  verify,
  heal: (host) => restoreTable(host, "nat"),
  expect: (variant): Expectation => ({
    part: "ipt",
    seenWithinMs: SEEN_MS,
    state: `no rule in nat: no MASQUERADE, no DNAT${variant === "deleted" ? "; no chain DOCKER" : ""}; all units active`,
    // docker-proxy still serves what was published before: ports look fine, only the way out is gone.
    api: `as usual${variant === "deleted" ? "; a new published port: No chain/target/match by that name" : ""}`,
    blast: [],
  }),
};

async function verify(host: FaultHost, variant: string): Promise<void> {
  const left = await rules(host, "nat");
  assert(left.length === 0, `rules are left: ${left.join("; ")}`);
  const named = await chains(host, "nat");
  assert((named.length === 0) === (variant === "deleted"), `chains: ${named.join(" ")}`);
}
