import { assert, type Expectation, type Fault } from "./fault.ts";

const FILE = "/etc/resolv.conf";
const KEPT = "/run/lab-resolv.conf";

export const fault: Fault = {
  id: "dns-host-resolv-loopback",
  variants: { loopback: "the host's resolv.conf names a local resolver alone" },
  break: async (host) =>
    void (await host.sh(
      `test -e ${KEPT} || cp ${FILE} ${KEPT}
       echo 'nameserver 127.0.0.1' > ${FILE}`,
    )),
  // What a container of the default bridge is given is the proof.
  verify: async (host) => {
    const text = await host.sh("docker run --rm foghorn/bb:1 cat /etc/resolv.conf");
    assert(text.includes("nameserver 8.8.8.8"), `a container is given: ${text}`);
  },
  heal: async (host) =>
    void (await host.sh(
      `test -e ${KEPT} || exit 0
       cat ${KEPT} > ${FILE}
       rm ${KEPT}`,
    )),
  expect: (): Expectation => ({
    part: "dns",
    seenWithinMs: 15_000,
    state: "resolv.conf: nameserver 127.0.0.1; containers are given 8.8.8.8 and 8.8.4.4",
    journal: /No non-localhost DNS nameservers are left in resolv\.conf/,
    api: "as usual",
    blast: [],
  }),
};
