import {
  breakDaemonJson,
  DAEMON_JSON_VARIANTS,
  daemonJsonApi,
  daemonJsonState,
  healDaemonJson,
  verifyDaemonJson,
} from "./daemon-json.ts";
import { type Expectation, type Fault, SEEN_MS } from "./fault.ts";

// A comma is missing at the end of line 4: both engines complain about what follows it, in line 5.
const FILE = `{
  "log-driver": "json-file",
  "log-opts": {
    "max-size": "10m"
    "max-file": "3"
  }
}
`;
const LINE =
  /^unable to configure the Docker daemon with file \/etc\/docker\/daemon\.json: invalid character '"' after object key:value pair/;

export const fault: Fault = {
  id: "daemon-json-invalid",
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
