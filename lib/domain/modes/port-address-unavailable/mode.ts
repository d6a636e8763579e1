import type { Mode } from "../../mode.ts";
import { startErrorMode } from "../shared/start-error-mode.ts";

const ADDRESS =
  /(?:Bind for|listen (?:tcp|udp|sctp)[46]?|(?:host )?port(?: for)?) (\[[0-9a-f:]+\]|[\d.]+):(\d+)/i;

/** A container publishes on an address that no interface of the host has: a floating address that moved, an old lease. */
export const portAddressUnavailable: Mode = startErrorMode({
  id: "port-address-unavailable",
  kinds: new Set(["address"]),
  lines: ["publish-address-missing", "publish-address-missing-unnamed"],
  severity: "ticket",
  part: "bridge",
  words: (name, error) => {
    const [, address = "", port = ""] = ADDRESS.exec(error) ?? [];
    return {
      title: "Published address missing",
      summary: `${name} did not start: it publishes on ${address === "" ? "an address" : address}, and no interface of this host has that address.`,
      reading: `${address}${port === "" ? "" : `:${port}`} cannot assign requested address`.trim(),
      facts: { ...(address !== "" && { address }), ...(port !== "" && { port }) },
    };
  },
});
