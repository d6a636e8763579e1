import { assert, type Expectation, type Fault } from "./fault.ts";

// Docker's own form of names, with numbers nobody else has.
const NUMBERS = "1 2 3 4 5 6 7 8";

export const fault: Fault = {
  id: "veth-leak",
  variants: { spare: "eight pairs of interfaces hang on docker0 and belong to no container" },
  break: async (host) =>
    void (await host.sh(
      `for number in ${NUMBERS}; do
         ip link add vethfee0b0$number type veth peer name spare$number 2>/dev/null || true
         ip link set vethfee0b0$number master docker0 up
       done`,
    )),
  verify: async (host) => {
    const text = await host.sh("ip -o link show master docker0");
    const spare = text.split("\n").filter((line) => line.includes("vethfee0b0")).length;
    assert(spare === 8, `${spare} spare interfaces on docker0`);
  },
  heal: async (host) =>
    void (await host.sh(
      `for number in ${NUMBERS}; do ip link del vethfee0b0$number 2>/dev/null || true; done`,
    )),
  expect: (): Expectation => ({
    part: "bridge",
    seenWithinMs: 15_000,
    state: "ip link: eight interfaces more on docker0 than containers have",
    api: "as usual",
    blast: [],
  }),
};
