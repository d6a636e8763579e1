import { breakDaemonJson, healDaemonJson, verifyDaemonJson } from "./daemon-json.ts";
import { type Fault, SEEN_MS } from "./fault.ts";

export const fault: Fault = {
  id: "config-reload-failed",
  variants: { broken: "daemon.json loses a brace and dockerd is told to reload: it refuses and runs on" },
  break: async (host) => {
    await breakDaemonJson(host, "running", '{\n  "debug": true,\n');
    await host.sh("systemctl reload docker.service");
  },
  verify: (host) => verifyDaemonJson(host, "running"),
  heal: healDaemonJson,
  expect: () => ({
    part: "config",
    seenWithinMs: SEEN_MS,
    state: "all units active",
    journal: /level=error msg="unable to configure the Docker daemon with file/,
    api: "as usual",
    blast: ["daemon-json-invalid"],
  }),
};
