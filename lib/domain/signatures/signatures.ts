import type { Severity } from "../severity.ts";
import type { LogUnit } from "../signal.ts";
import type { ModeId } from "../symptom.ts";

/** A form of engine log line that means something. */
export interface Signature {
  readonly id: string;
  /** Who must have written it. */
  readonly units: readonly LogUnit[];
  /** Tested against the unescaped text. */
  readonly pattern: RegExp;
  /** A few words for the mark beside the line. */
  readonly label: string;
  /** The mode it is evidence for; absent where it only tells the time of something. */
  readonly mode?: ModeId;
  readonly severity?: Severity;
}

/** What Go's JSON reader says; 20.10 reads with a decoder, 23 and later as a whole. */
const JSON_ERRORS =
  "unexpected EOF|unexpected end of JSON input|EOF|invalid character .*|json: cannot unmarshal .*";

/** First match wins, so the special stands before the general. */
export const SIGNATURES: readonly Signature[] = [
  {
    id: "config-invalid",
    units: ["dockerd"],
    // Plain text at a start, msg="…" after a reload that failed.
    pattern: new RegExp(`unable to configure the Docker daemon with file (\\S+): (${JSON_ERRORS})`),
    label: "daemon.json broken",
    mode: "daemon-json-invalid",
    severity: "page",
  },
  {
    id: "config-conflict",
    units: ["dockerd"],
    pattern: /the following directives are specified both as a flag and in the configuration file: (.+)/,
    label: "set twice",
    mode: "daemon-json-flag-conflict",
    severity: "page",
  },
  {
    id: "start-limit",
    units: ["systemd"],
    pattern:
      /^docker\.(?:service|socket): (?:Start request repeated too quickly|Failed with result 'service-start-limit-hit')/,
    label: "start limit",
    mode: "daemon-down",
    severity: "page",
  },
  {
    id: "engine-stop-asked",
    units: ["systemd"],
    pattern: /^Stopping (?:docker\.service|Docker Application Container Engine)/,
    label: "stop asked",
    mode: "daemon-down",
  },
  {
    id: "engine-unit-died",
    units: ["systemd"],
    pattern:
      /^docker\.service: (?:Main process exited, code=(\w+), status=(\S+)|Failed with result '([^']+)')/,
    label: "dockerd ended",
    mode: "daemon-down",
    severity: "page",
  },
  {
    id: "engine-restart-scheduled",
    units: ["systemd"],
    pattern: /^docker\.service: Scheduled restart job, restart counter is at (\d+)/,
    label: "restart",
    mode: "daemon-down",
  },
  {
    id: "engine-signalled",
    units: ["dockerd"],
    pattern: /Processing signal '(\w+)'/,
    label: "signal",
    mode: "daemon-down",
  },
  {
    id: "engine-shut-down",
    units: ["dockerd"],
    pattern: /Daemon shutdown complete/,
    label: "shut down",
    mode: "daemon-down",
  },
  {
    id: "engine-crash",
    units: ["dockerd"],
    pattern: /^(?:panic: |fatal error: |runtime: out of memory|SIGABRT: )/,
    label: "crash",
    mode: "daemon-down",
    severity: "page",
  },
  {
    id: "engine-start-failed",
    units: ["dockerd"],
    pattern: /^failed to start daemon: |level=fatal /,
    label: "start failed",
    mode: "daemon-down",
    severity: "page",
  },
  { id: "engine-ready", units: ["dockerd"], pattern: /Daemon has completed initialization/, label: "ready" },
  { id: "engine-listens", units: ["dockerd"], pattern: /API listen on /, label: "listens" },
  {
    id: "engine-killed-by-kernel",
    units: ["kernel"],
    pattern: /Out of memory: Killed process \d+ \(dockerd\)/,
    label: "dockerd killed",
    mode: "daemon-down",
    severity: "page",
  },
  {
    id: "memory-cgroup-kill",
    units: ["kernel"],
    pattern: /oom-kill:constraint=CONSTRAINT_MEMCG.*\b([0-9a-f]{64})\b/,
    label: "OOM kill",
    mode: "container-oom-killed",
    severity: "ticket",
  },
  {
    id: "no-space",
    units: ["dockerd", "containerd"],
    pattern: /no space left on device/,
    label: "no space",
    mode: "disk-full-data-root",
    severity: "page",
  },
  {
    id: "containerd-no-answer",
    units: ["dockerd"],
    pattern:
      /Failed to retrieve containerd version|failed to retrieve containerd version|didn't receive server preface/,
    label: "containerd waits",
    mode: "containerd-hung",
    severity: "page",
  },
  {
    id: "chain-missing-nat",
    units: ["dockerd"],
    pattern: /iptables --wait -t nat .*No chain\/target\/match by that name/,
    label: "nat chain gone",
    mode: "iptables-nat-wiped",
    severity: "page",
  },
  {
    id: "chain-missing-filter",
    units: ["dockerd"],
    pattern:
      /Failed to program FILTER chain|iptables --wait (?:-t filter |-I FORWARD ).*(?:No chain\/target\/match by that name|does not exist)/,
    label: "filter chain gone",
    mode: "iptables-filter-wiped",
    severity: "page",
  },
  {
    id: "kill-without-exit",
    units: ["dockerd"],
    pattern:
      /tried to kill container, but did not receive an exit event|Container failed to exit within .{1,12} of (?:the )?kill/,
    label: "kill waits",
    mode: "container-lock-hung",
    severity: "ticket",
  },
];
