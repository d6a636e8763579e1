import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "port-already-allocated",
  title: "Published port taken",
  part: "bridge",
  group: "Network",
  severity: "ticket",
  hiddenBy: THROUGH_API,
  explainedBy: DAEMON_AWAY,
  knownToMs: 5 * SECOND_MS,
  signatures: [
    {
      id: "port-taken",
      units: ["dockerd", "client"],
      // Clients before API 1.24 cut the last letter off.
      pattern:
        /programming external connectivity on endpoint (\S+) \([0-9a-f]+\)[\s\S]{0,200}?(?:port is already allocated|address already in us|EADDRINUSE|forbidden by its access permissions)/,
      label: "published port taken",
      severity: "ticket",
    },
    {
      id: "port-taken-unnamed",
      units: ["dockerd", "client"],
      // Not an address of dockerd's own API: that one is said by a start that fails.
      pattern:
        /(?:Bind for \S+ failed: port is already allocated|(?:userland proxy|expose port|bind (?:host )?port|exposing port)[\s\S]{0,200}?(?:address already in us|port is already allocated|Only one usage of each socket address)|[Pp]orts are not available: [\s\S]{0,200}?(?:in use|Only one usage|forbidden by its access permissions))/,
      label: "published port taken",
      severity: "ticket",
    },
    {
      id: "port-taken-otherwise",
      units: ["dockerd", "client"],
      pattern:
        /port has already been allocated|userland proxy: listen \S+ \S+: bind: address alr|host-mode port already in use|[Tt]he port \d+ is already allocated|port '?\d+'? is already in use by service|\/expose\/port returned unexpected status|Bind for \S+: unexpected error\b/,
      label: "port taken",
      severity: "ticket",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
