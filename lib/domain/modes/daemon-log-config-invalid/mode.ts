import { MINUTE_MS } from "../../time.ts";
import { startCauseMode } from "../shared/start-cause-mode.ts";

/** The default log driver or its options: some stop the start, others pass it and break every container. */
export const daemonLogConfigInvalid = startCauseMode({
  id: "daemon-log-config-invalid",
  part: "config",
  title: "Log settings refused",
  tell: ({
    marked: {
      signature,
      values: [why = ""],
    },
  }) =>
    signature.id === "log-plugin"
      ? {
          summary: `There is no log driver “${why}”: each container that wants it is refused after 15 s.`,
          facts: { driver: why },
        }
      : { summary: `dockerd refuses its log options and does not start: ${why}.` },
  // A container that was refused: so long as somebody tries again, at the least.
  whileRunning: { signatureIds: ["log-plugin"], forMs: 15 * MINUTE_MS, title: "Log driver not there" },
});
