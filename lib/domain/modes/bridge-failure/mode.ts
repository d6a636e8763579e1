import { logMode } from "../shared/log-mode.ts";
import { clipped } from "../shared/text.ts";

/** A bridge, or a container's pair of interfaces, cannot be made: the container does not start. Nothing but the log tells. */
export const bridgeFailure = logMode({
  id: "bridge-failure",
  signatures: ["veth-failed", "bridge-not-made", "endpoint-failed"],
  severity: "ticket",
  part: "bridge",
  subjectOf: () => "",
  words: (_subject, { marked }) => {
    const reason = clipped(marked.values.find((value) => value !== "") ?? "no reason given", 200);
    return {
      title: "A container's network cannot be made",
      summary: `dockerd could not connect a container to its network: ${reason}. The container stays created.`,
      blast: {
        affected: ["Containers that start now"],
        parts: ["ctrs"],
        notAffected: ["Containers that run, and their traffic"],
      },
      facts: { reason },
    };
  },
});
