import { assert, type Expectation, type Fault, type FaultHost } from "./fault.ts";

const UPLINK = "$(ip -o route show default | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p' | head -1)";
const mtu = async (host: FaultHost): Promise<string> =>
  (await host.sh(`cat /sys/class/net/${UPLINK}/mtu`)).trim();

export const fault: Fault = {
  id: "mtu-mismatch",
  variants: { uplink: "the uplink takes 1300 bytes, as behind a tunnel; containers send 1500" },
  break: async (host) => void (await host.sh(`ip link set ${UPLINK} mtu 1300`)),
  verify: async (host) => assert((await mtu(host)) === "1300", `the uplink's mtu is ${await mtu(host)}`),
  heal: async (host) => void (await host.sh(`ip link set ${UPLINK} mtu 1500`)),
  expect: (): Expectation => ({
    part: "bridge",
    seenWithinMs: 15_000,
    state: "ip link: mtu 1300 on the interface of the default route, 1500 on those of containers",
    api: "as usual, no error anywhere",
    blast: [],
  }),
};
