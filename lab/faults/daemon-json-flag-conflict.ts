import {
  breakDaemonJson,
  DAEMON_JSON_VARIANTS,
  daemonJsonApi,
  daemonJsonState,
  healDaemonJson,
  verifyDaemonJson,
} from "./daemon-json.ts";
import { type Expectation, type Fault, SEEN_MS } from "./fault.ts";

// The unit says -H fd:// already. Debian 13's `dockerd --validate` calls this file fine.
const FILE = `{
  "log-level": "info",
  "hosts": ["unix:///run/docker.sock"]
}
`;
const LINE =
  /the following directives are specified both as a flag and in the configuration file: hosts: \(from flag: \[fd:\/\/\], from file: \[unix:\/\/\/run\/docker\.sock\]\)/;

export const fault: Fault = {
  id: "daemon-json-flag-conflict",
  variants: DAEMON_JSON_VARIANTS,
  break: (host, variant) => breakDaemonJson(host, variant, FILE),
  verify: verifyDaemonJson,
  heal: healDaemonJson,
  expect: (variant): Expectation => ({
    part: "config",
    seenWithinMs: SEEN_MS,
    state: daemonJsonState(variant),
    ...(variant === "start" ? { journal: LINE } : {}),
    api: daemonJsonApi(variant),
    blast: variant === "start" ? ["daemon-down", "daemon-start-limit-hit"] : [],
  }),
};
