import type { Mode } from "../../mode.ts";
import { startErrorMode } from "../shared/start-error-mode.ts";

const PORT =
  /(?:Bind for|listen (?:tcp|udp|sctp)[46]?|(?:host )?port(?: TCP| UDP)?(?: for)?) (\[[0-9a-f:]+\]|[\d.]*):(\d+)/i;

/** The host port a container publishes is held by another container, or by a process of the host. */
export const portAlreadyAllocated: Mode = startErrorMode({
  id: "port-already-allocated",
  kinds: new Set(["port"]),
  lines: ["port-taken", "port-taken-unnamed"],
  severity: "ticket",
  part: "bridge",
  words: (name, error) => {
    const [, address = "", port = ""] = PORT.exec(error) ?? [];
    // Docker's own book says "allocated"; the kernel says "in use" when a process outside of that book has it.
    const isDockers = /port is already allocated/.test(error);
    const holder = isDockers ? "another container" : "a process of the host";
    const what = port === "" ? "A port" : `Port ${port}`;
    return {
      title: port === "" ? "Published port taken" : `Port ${port} taken`,
      summary: `${name} did not start: ${what.toLowerCase().startsWith("a") ? "a port" : `port ${port}`} it publishes is held by ${holder}. Docker does not try again by itself.`,
      reading: `${address}${port === "" ? "" : `:${port}`} ${isDockers ? "already allocated" : "address in use"}`,
      facts: { ...(port !== "" && { port }) },
    };
  },
});
