import { assert, type Expectation, type Fault } from "./fault.ts";

const LABEL = "foghorn.lab=pool";

export const fault: Fault = {
  id: "address-pool-exhausted",
  variants: { networks: "networks are made until Docker has no subnet left" },
  break: async (host) =>
    void (await host.sh(
      `for number in $(seq 1 40); do
         docker network create --label ${LABEL} pool-$number >/dev/null 2>&1 || break
       done`,
      { deadlineMs: 60_000 },
    )),
  verify: async (host) => {
    const { code, stderr } = await host.try(["docker", "network", "create", "one-more"]);
    assert(code !== 0 && stderr.includes("non-overlapping IPv4 address pool"), `a network more: ${stderr}`);
  },
  heal: async (host) =>
    void (await host.sh(`docker network prune --force --filter label=${LABEL} >/dev/null`, {
      deadlineMs: 60_000,
    })),
  expect: (): Expectation => ({
    part: "bridge",
    seenWithinMs: 20_000,
    state: "31 bridges; all units active",
    api: "network create: could not find an available, non-overlapping IPv4 address pool",
    blast: [],
  }),
};
