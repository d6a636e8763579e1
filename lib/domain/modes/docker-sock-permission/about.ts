import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";

export const about: ModeAbout = {
  id: "docker-sock-permission",
  title: "Docker socket refuses Foghorn",
  part: "sock",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 2 * SECOND_MS,
  signatures: [
    {
      id: "client-may-not-open",
      units: ["client"],
      pattern:
        /permission denied while trying to connect to the Docker|dial unix \S*docker\S*\.sock: (?:connect: )?permission denied|pipe[\\/]{1,2} ?docker\w*: Access is denied|connect EACCES \S*docker\S*\.sock|Error while fetching server API version: .*PermissionError|(?:open|access|connect)[^\n]{0,40}docker\.sock[^\n]{0,20}permission denied|permission denied\W{1,4}(?:socket: )?\/\S*docker\.soc|LastErrorException: \[13\] Permission denied/i,
      label: "no right to the socket",
      severity: "ticket",
      isQuiet: true,
    },
  ],
  proof: "lab",
};
