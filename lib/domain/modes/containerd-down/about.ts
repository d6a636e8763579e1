import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "containerd-down",
  title: "containerd down",
  part: "containerd",
  group: "containerd, shims, runtime",
  severity: "page",
  hiddenBy: [],
  explainedBy: DAEMON_AWAY,
  explains: [
    "containerd-hung",
    "container-lock-hung",
    "container-start-failed",
    "container-unhealthy",
    "health-probe-broken",
    "shim-dead",
    "shim-hung",
  ],
  knownToMs: 2 * SECOND_MS,
  signatures: [
    {
      id: "containerd-gone",
      units: ["dockerd", "client"],
      pattern:
        /^(?![\s\S]*(?:module="?node|swarmkit|raft|dispatcher|buildkit|failed to start daemon|Error starting daemon|addrConn))[\s\S]*?(?:[Ff]ailed to get event[\s\S]{0,200}?(?:transport is closing|error reading from server|code = (?:14|Unavailable)|connection refused|EOF)|[Ff]ailed to receive event from containerd|containerd did not exit successfully|[Ff]ailed to restart containerd|containerd health check returned error|(?:dial unix |unix:\/\/)[^\s"]{0,120}containerd(?![^\s"]{0,120}shim)[^\s"]{0,40}\.sock(?:\S{0,3} (?:\S+ ){0,3}?|:connect: ?)(?:connection refused|no such file or directory|timeout\b)|(?:transport is closing|error reading from server: (?:EOF|read unix[^\n]{0,120})|grpc: the (?:client )?connection is (?:closing|unavailable)): (?:unavailable|unknown)|grpc: the connection is unavailable\b|\bctr: failed to dial "?\S*containerd|code = 14 desc = (?:grpc: )?(?:the )?(?:connection is (?:closing|unavailable)|transport is closing))/,
      label: "containerd is gone",
      severity: "page",
    },
    {
      // A start that is quicker than containerd says so as well, and then that it is up.
      id: "containerd-redialled",
      units: ["dockerd"],
      pattern:
        /(?:addrConn|createTransport|grpc:)[\s\S]{0,200}?containerd\S{0,10}\.sock\b[\s\S]{0,300}?(?:connection refused|no such file or directory)/,
      label: "containerd does not answer",
      severity: "notice",
      isEffect: true,
      isRepeated: true,
      isNormalBeside: /Daemon has completed initialization|API listen on |containerd successfully booted/,
      isOfPaste: true,
    },
    {
      id: "containerd-unit",
      units: ["systemd"],
      pattern:
        /containerd\.service: (?:[Mm]ain process exited, code=(?:killed|dumped|exited, status=(?!0\b))|[Ff]ailed with result '(?!oom-kill)|Unit entered failed state|Start request repeated too quickly)|[Ff]ailed to start containerd(?:\.service| container runtime)|containerd\.service\b[\s\S]{0,300}?\bActive: (?:failed|inactive \(dead\)|activating \(auto-restart\)) \(Result: /,
      label: "containerd.service failed",
      severity: "page",
    },
    {
      id: "containerd-last-words",
      units: ["containerd"],
      pattern:
        /failed to load TOML(?![\s\S]*config version)|failed to get (?:main |debug |metrics )?listener|failed to create listener|can't create unix socket \S*containerd\S*\.sock|timeout waiting for the? ?(?:bolt|db) lock|failed to open database file|no plugins registered|^(?:panic: |fatal error: |runtime: out of memory)|level=fatal msg=(?!\\*"?(?:Error starting|failed to start) daemon)/,
      label: "containerd ends",
      severity: "page",
      // The last words of every program in Go.
      isAnybodys: true,
    },
    {
      id: "containerd-not-started",
      units: ["dockerd", "containerd", "systemd", "client"],
      pattern:
        /failed to start containerd: (?:exec|fork\/exec)\b|containerd\.service: Failed at step \w+ spawning|rpc error: code = 13 desc = transport is closing|failed to load plugin \S*io\.containerd\.(?:metadata\.v1\.bolt|content\.v1|service\.v1|grpc\.v1\.(?!cri\b))|all SubConns are in TransientFailure[^\n]{0,300}?: (?:unavailable|unknown)\b|^listen unix (?!\S*shim)\S*containerd\S*: bind: address already in use|^containerd: invalid disabled plugin URI|can't create unix socket \S*\/containerd\S*\.sock|^containerd\.service failed\.|Unit containerd\.service (?:entered failed state|has failed)|unit containerd\.service has entered the 'failed' state/,
      label: "containerd is gone",
      severity: "page",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
