import { assert, type Expectation, type Fault } from "./fault.ts";

const NETWORK = "branch";
const NET = "10.87.0.0/16";

export const fault: Fault = {
  id: "address-pool-overlap",
  variants: { route: `a network is made within ${NET}, which the host routes elsewhere` },
  break: async (host) =>
    void (await host.sh(
      `ip route replace ${NET} via $(ip -o route show default | sed -n 's/.* via \\([^ ]*\\).*/\\1/p' | head -1)
       docker network create --subnet 10.87.4.0/24 ${NETWORK} >/dev/null`,
    )),
  verify: async (host) => {
    const text = await host.sh("ip -o route get 10.87.4.9");
    assert(text.includes("dev br-"), `10.87.4.9 is reached by ${text}`);
  },
  heal: async (host) =>
    void (await host.sh(
      `docker network rm ${NETWORK} >/dev/null 2>&1 || true
       ip route del ${NET} 2>/dev/null || true`,
    )),
  expect: (): Expectation => ({
    part: "bridge",
    seenWithinMs: 20_000,
    state: `ip route: ${NET} over the uplink, a part of it over a bridge of Docker`,
    api: "as usual: an explicit --subnet is not checked against routes",
    blast: [],
  }),
};
