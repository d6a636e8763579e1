import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "shim-hung",
  title: "Shim hung",
  part: "shims",
  group: "containerd, shims, runtime",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [...DAEMON_AWAY, "containerd-hung", "containerd-down", "task-d-state"],
  explains: ["container-lock-hung", "container-unhealthy", "health-probe-broken", "container-stuck-removing"],
  knownToMs: 4 * SECOND_MS,
  signatures: [
    {
      id: "shim-late",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /(?:get state for|state of|task (?:kill|delete|state|pids|stats)|[Kk]ill(?:ing)? (?:container|task|process)|stop(?:ping)? (?:container|task)|[Ee]xec|health check|[Cc]ollecting metrics|shim)[\s\S]{0,240}?(?:context deadline exceeded: unknown|context deadline exceeded\b(?=[\s\S]{0,200}(?:shim|moby|runtime\.v2)))|(?:converting task to protobuf|failed to (?:kill|stop) (?:sandbox )?container)[\s\S]{0,160}?context canceled: unknown|failed to (?:delete|kill|stop) (?:the )?task: context deadline exceeded|waiting for (?:sandbox )?container \S{1,140} to be killed[\s\S]{0,240}?(?:deadline exceeded|cancell?ed)|timed? ?out (?:waiting|connecting)(?: for| to)? (?:the )?(?:container )?shim|[Ff]ailed to (?:kill|stop|shut ?down|delete|clean ?up|remove)(?: the)?(?: dead| leaked)? shim(?! disconnected)|shim (?:has )?leaked|leaked shim|shim (?:is )?(?:still running|did not (?:exit|stop|shut))/,
      label: "shim does not answer",
      severity: "ticket",
    },
    {
      id: "shim-left-over",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /[Ff]ailed to clean ?up after shim disconnected|(?:io\.containerd\.runtime\.v[12]\.(?:task|linux)|\/run\/(?:docker\/)?containerd)\S*:? file exists|task \S{1,64} already exists|listen unix \S*containerd-shim\S*: bind: address already in use|container with (?:given )?id (?:already )?exists|container "[0-9a-f]{64}":? already exists|not cleaned up from containerd from previous run|(?:connect(?:ing)?|dial(?:ing)?) (?:to )?(?:the )?shim[^\n]{0,200}(?:timed? ?out|deadline)|(?:unable|failed) to (?:signal|reach|reap|find) (?:the )?shim/,
      label: "shim left behind",
      severity: "ticket",
      isEffect: true,
    },
    {
      // containerd, at its start, of a shim that no longer has a task; it ends it.
      id: "shim-leaked",
      units: ["containerd", "dockerd"],
      pattern: /cleaning leaked shim process/,
      label: "leaked shim found",
      severity: "notice",
      isQuiet: true,
      isEffect: true,
    },
    {
      // Also said of shims that are to live on over a restart of their service.
      id: "shim-remains",
      units: ["systemd"],
      pattern: /(?:Found left-over process|Unit process) \d+ \((?:docker-containe|containerd-shim)\S*\)/,
      label: "shim left behind",
      severity: "notice",
      isEffect: true,
    },
    {
      id: "shim-in-the-way",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /containerd-shim\S*: (?:connect: )?(?:i\/o )?timeout\b|: id already in use\b|container with (?:given )?id (?:already )?exists|task \S{1,64} already exists|containerd: (?:process|container) not (?:found|started)\b/,
      label: "shim left over",
      severity: "ticket",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
