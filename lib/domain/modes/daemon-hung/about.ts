import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";

export const about: ModeAbout = {
  id: "daemon-hung",
  title: "dockerd hung",
  part: "dockerd",
  group: "Daemon at run time",
  severity: "page",
  hiddenBy: ["daemon-down", "docker-sock-permission"],
  explainedBy: ["daemon-down"],
  knownToMs: 2 * SECOND_MS,
  signatures: [
    {
      id: "client-waits-in-vain",
      units: ["client"],
      // docker-py, the docker command, Go clients, kubelet's round and its calls: connected, and no answer in their time.
      pattern:
        /UnixHTTPConnectionPool\(host='localhost', port=None\): Read timed\b|\bpleg was last seen active |\boperation timeout: context deadline exceeded|An HTTP request took too long to complete|(?:docker\S*\.sock|http:\/\/%2F\S*docker\S*)[^\n]{0,300}(?:Client\.Timeout exceeded|context deadline exceeded|i\/o timeout)/,
      label: "no answer",
      severity: "page",
      isEffect: true,
      isQuiet: true,
    },
  ],
  proof: "lab",
};
