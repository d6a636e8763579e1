import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "firewalld-reload",
  title: "Docker's rules gone under firewalld",
  part: "ipt",
  group: "Network",
  severity: "page",
  hiddenBy: THROUGH_API,
  explainedBy: DAEMON_AWAY,
  explains: ["iptables-nat-wiped", "iptables-filter-wiped"],
  knownToMs: 4 * SECOND_MS,
  signatures: [
    {
      id: "firewalld-refused",
      units: ["dockerd", "client"],
      // Its zone is gone, or its bridge stands in another one: dockerd cannot write its rules.
      pattern: /(INVALID_ZONE: \S+)|(ZONE_CONFLICT: [^\n]+)|(ALREADY_ENABLED: 'docker)/,
      label: "firewalld refuses",
      severity: "page",
    },
    {
      id: "firewalld-spoken-to",
      units: ["dockerd"],
      // At a start, and each time firewalld tells that it has reloaded.
      pattern: /Firewalld: (?:interface \S+ already part of|\S+ zone already exists|created|adding)/,
      label: "speaks to firewalld",
      isQuiet: true,
    },
  ],
  proof: {
    how: "Real rules of two lab hosts with Docker's taken out while firewalld's own stood: a lab host has no firewalld to reload.",
  },
};
