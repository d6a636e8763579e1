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
        /(?:UnixHTTPConnectionPool\(host='localhost', port=None\)|HTTPS?ConnectionPool\(host='[^']*', port=237[56]\)): Read timed\b|\bpleg was last seen active |\boperation timeout: context deadline exceeded|An HTTP request took too long to complete|(?:docker\S*\.sock|http:\/\/%2F\S*docker\S*)[^\n]{0,300}(?:Client\.Timeout exceeded|context deadline exceeded|i\/o timeout)/,
      label: "no answer",
      severity: "page",
      isEffect: true,
      isQuiet: true,
    },
    {
      // Docker Desktop, of the engine in its machine.
      id: "desktop-waits-in-vain",
      units: ["client", "dockerd"],
      pattern: /\bDocker is not responding: /,
      label: "no answer",
      severity: "page",
      isEffect: true,
      isOfPaste: true,
    },
    {
      // It was asked to end and did not: whoever waits for it is systemd.
      id: "stop-timed-out",
      units: ["systemd"],
      pattern:
        /docker\.service:? (?:State '(?:final-|stop-)\w+' timed out|(?:stop-sigterm|stopping) timed out|[Pp]rocesses still around after SIGKILL|still around after SIGKILL)/,
      label: "does not end",
      severity: "page",
      isEffect: true,
      isOfPaste: true,
    },
    {
      id: "goroutine-waits",
      units: ["dockerd"],
      pattern: /^goroutine \d+ \[(?:semacquire|sync\.(?:RW)?Mutex\.R?Lock), \d+ minutes/,
      label: "waits for a lock",
      severity: "page",
      isEffect: true,
      isAnybodys: true,
      isOfPaste: true,
    },
    {
      // Asked for by somebody who waited; of a crash there is a goroutine that ran, and what became of it.
      id: "engine-stack-dumped",
      units: ["dockerd", "client"],
      pattern:
        /^(?:github\.com\/(?:docker\/docker|moby\/moby)(?:\/v2)?\/daemon(?:\/[\w/]+)?\.\(\*?\w+\)\.\w+\(|goroutine stacks written to |=== BEGIN goroutine stack dump)/,
      label: "stack dump",
      severity: "page",
      isEffect: true,
      isLeast: true,
      isNormalBeside: /\[running|^panic|fatal error|SIG[A-Z]{3,}|fp=0x|Resource temporarily unavailable/,
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
