import type { Mode } from "../../mode.ts";
import { MINUTE_MS, SECOND_MS } from "../../time.ts";
import { counted } from "../shared/text.ts";
import { judgeWiped } from "../shared/wiped.ts";

/**
 * Docker's own rules in the filter table are gone. Rules that are whole while something else blocks are
 * another mode and not claimed here; a FORWARD policy of DROP alone is Docker's normal state.
 */
export const iptablesFilterWiped: Mode = {
  id: "iptables-filter-wiped",
  inputs: ["fact", "networks", "containers"],
  windows: {
    // Two readings; a firewall that reloads and lets Docker add its rules again is done within 10 s.
    raiseAfterMs: 10 * SECOND_MS,
    raiseAfterReadings: 2,
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) =>
    judgeWiped(host, now, open, {
      table: "filter",
      signatureId: "chain-missing-filter",
      title: (isDeleted) =>
        isDeleted ? "iptables: filter chains missing" : "iptables: filter rules missing",
      summary: (missing, { forwardPolicy }) =>
        `${counted(missing.length, "rule")} of Docker missing in the filter table. ${
          forwardPolicy === "DROP"
            ? "The FORWARD policy is DROP, so nothing passes between containers and outside; the host itself notices nothing."
            : "The FORWARD policy lets traffic pass, but nothing keeps networks apart any more."
        }`,
      affected: ({ forwardPolicy }) =>
        forwardPolicy === "DROP"
          ? ["Traffic between containers, to the outside and to published ports from outside"]
          : [
              "Isolation between networks, rules of DOCKER-USER",
              "New published ports and networks cannot be made",
            ],
    }),
};
