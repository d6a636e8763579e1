import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";

export const about: ModeAbout = {
  id: "daemon-down",
  title: "dockerd down",
  part: "dockerd",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: ["docker-sock-permission"],
  explainedBy: [],
  knownToMs: 2 * SECOND_MS,
  signatures: [
    {
      id: "engine-stop-asked",
      units: ["systemd"],
      pattern: /^Stopping (?:docker\.service|Docker Application Container Engine)/,
      label: "stop asked",
    },
    {
      id: "engine-unit-died",
      units: ["systemd"],
      pattern:
        /^docker\.service: (?:Main process exited, code=(\w+), status=(?!0\/SUCCESS)(\S+)|Failed with result '([^']+)')/,
      label: "dockerd ended",
      severity: "page",
      isEffect: true,
      isLeast: true,
    },
    {
      id: "engine-restart-scheduled",
      units: ["systemd"],
      pattern: /^docker\.service: Scheduled restart job, restart counter is at (\d+)/,
      label: "restart",
    },
    {
      id: "engine-signalled",
      units: ["dockerd"],
      pattern: /Processing signal '(\w+)'/,
      label: "signal",
    },
    {
      id: "engine-shut-down",
      units: ["dockerd"],
      pattern: /Daemon shutdown complete/,
      label: "shut down",
    },
    {
      id: "engine-killed-by-kernel",
      units: ["kernel"],
      pattern: /Out of memory: Killed process \d+ \(dockerd\)/,
      label: "dockerd killed",
      severity: "page",
    },
    {
      // docker's word for every request that found no daemon; what stood in the way is said behind it.
      id: "client-connect-failed",
      units: ["client"],
      pattern:
        /error during connect: \S|\b(?:[Cc]an't|[Cc]annot|[Cc]ould not) find (?:the )?Docker socket\b|pywintypes\.error: \(2, '(?:CreateFile|WaitNamedPipe)'/,
      label: "daemon not reached",
      severity: "page",
      isEffect: true,
      isLeast: true,
      isOfPaste: true,
    },
    {
      id: "client-finds-nobody",
      units: ["client"],
      // docker and compose, then what Go, Node and Python clients say of a connect that nobody takes.
      pattern:
        /Cannot connect to the Docker daemon(?!,| or | error)|Couldn't connect to Docker daemon|docker (?:daemon )?is not running\b|could not connect to (?:the )?docker (?:daemon|endpoint|engine)|cannot connect to (?:the )?docker (?:endpoint|engine)|Bad response from Docker engine|container runtime is down(?!, PLEG)|error waiting for container: (?:unexpected )?EOF|(?:error during connect|trying to connect): [^\n]{0,300}:237[56]: (?:i\/o timeout|connectex: A connection attempt failed)|Is the docker daemon running\?|failed to connect to the docker API|Could not find a valid Docker environment|(?:trying to connect|error during connect): [^\n]{0,300}docker[^\n]{0,300}(?:connection reset by peer|broken pipe|: EOF\b)|error during connect: [^\n]{0,400}?(?:no such host|connection refused|actively refused|no route to host|network is unreachable)|dial unix \S*docker\S*\.sock: (?:connect: )?(?:connection refused|no such file)|connect (?:ECONNREFUSED|ENOENT) \S*docker\S*\.sock|pipe[\\/]{1,2} ?docker\w*: (?!Access is denied)|dial tcp [^\s"]*:237[56]: (?:connect: |connectex: |getsockopt: )?(?:connection refused|No connection could be made)|request returned (?:500 )?Internal Server Error for API route and version|Error while fetching server API version: .*(?:ConnectionRefusedError|FileNotFoundError)/i,
      label: "nobody at the socket",
      severity: "page",
      isEffect: true,
      isQuiet: true,
    },
  ],
  proof: "lab",
};
