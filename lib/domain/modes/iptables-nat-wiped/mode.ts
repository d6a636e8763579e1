import type { Mode } from "../../mode.ts";
import { MINUTE_MS, SECOND_MS } from "../../time.ts";
import { counted } from "../shared/text.ts";
import { judgeWiped } from "../shared/wiped.ts";

/** Docker's rules in the nat table are gone: containers reach nothing outside, while published ports look fine. */
export const iptablesNatWiped: Mode = {
  id: "iptables-nat-wiped",
  inputs: ["fact", "networks", "containers"],
  windows: {
    // Two readings; a firewall that reloads and lets Docker add its rules again is done within 10 s.
    raiseAfterMs: 10 * SECOND_MS,
    raiseAfterReadings: 2,
    // The catalogue's interval of this check: whoever wiped once may do it again on its next run.
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) =>
    judgeWiped(host, now, open, {
      table: "nat",
      signatureId: "chain-missing-nat",
      title: (isDeleted) => (isDeleted ? "iptables: nat chains missing" : "iptables: nat rules missing"),
      summary: (missing) => {
        const masquerades = missing.filter(({ text }) => text.includes("MASQUERADE")).length;
        const cut =
          masquerades > 0
            ? `${counted(masquerades, "bridge")} without MASQUERADE`
            : "jumps to DOCKER are gone";
        return `${counted(missing.length, "rule")} of Docker missing in the nat table, ${cut}. docker-proxy still answers on published ports, so a port check proves nothing.`;
      },
      affected: () => [
        "Containers to the outside: replies do not find the way back",
        "Ports published without docker-proxy",
      ],
    }),
};
