import type { HostState } from "../../host-state.ts";
import type { ContainerId } from "../../ids.ts";
import type { InspectReading } from "../../readings.ts";
import type { EpochMs } from "../../time.ts";

/** What kept a container from starting, by what Docker wrote into State.Error. */
export type StartErrorKind =
  | "port"
  | "address"
  | "gpu"
  | "runtime"
  | "no-space"
  | "read-only"
  | "firewall"
  | "bridge"
  | "containerd"
  | "logging"
  | "mount"
  | "platform"
  | "permission"
  | "command"
  | "other";

/** Causes before what they look like: a port conflict is said in a sentence about networking, as much else is. */
const KINDS: readonly (readonly [Exclude<StartErrorKind, "other">, RegExp])[] = [
  ["address", /cannot assign requested address/],
  ["port", /port is already allocated|address already in use|ports are not available/],
  [
    "gpu",
    /could not select device driver|nvidia-container-(?:cli|runtime)|unresolvable CDI devices|failed to discover GPU vendor|libnvidia-ml/,
  ],
  [
    "runtime",
    /unknown or invalid runtime name|Unknown runtime specified|exec: "(?:[^"]*\/)?(?:runc|crun|runsc|youki|kata-runtime|containerd-shim[^"]*|docker-init)": (?:executable file not found|stat [^:]*: no such file)|runtime "[^"]*" binary not installed/,
  ],
  ["no-space", /no space left on device|disk quota exceeded/],
  ["read-only", /\/(?:docker|containerd)\/[^:]*: read-only file system/],
  [
    "firewall",
    /iptables(?:-nft|-legacy)?[^:]{0,40} failed|No chain\/target\/match by that name|Failed to program (?:FILTER|NAT) chain|(?:unable|Unable) to (?:enable|insert) .{0,60} rule/,
  ],
  [
    "bridge",
    /could not find bridge|adding interface \S+ to bridge \S+ failed|failed to add (?:the )?(?:host|interface)[^:]{0,80} (?:pair|sandbox|bridge)/,
  ],
  ["containerd", /containerd\.sock[^:]{0,20}: connect|transport is closing|context deadline exceeded/],
  ["logging", /logging driver|logger: no log driver/],
  [
    "mount",
    /error mounting "|error while mounting volume|failed to mount|bind source path does not exist|failed to chmod on|no such volume/,
  ],
  ["platform", /exec format error/],
  ["permission", /exec: "[^"]*": permission denied|exec "?[^"]*"? failed: permission denied/],
  [
    "command",
    /executable file not found in|exec: "[^"]*": (?:stat [^:]*: )?no such file or directory|no such file or directory: unknown|chdir to cwd/,
  ],
];
/** Not about a start: what a removal or a stop left behind in the same field. */
const NO_START =
  /failed to remove root filesystem|unable to remove filesystem|marked for removal|did not receive an exit event/;

export function kindOfStartError(error: string): StartErrorKind | undefined {
  if (error === "" || NO_START.test(error)) return undefined;
  return KINDS.find(([, pattern]) => pattern.test(error))?.[0] ?? "other";
}

export interface FailedStart {
  readonly id: ContainerId;
  readonly at: EpochMs;
  readonly kind: StartErrorKind;
  readonly inspect: InspectReading;
}

const kinds = new WeakMap<InspectReading, { readonly kind: StartErrorKind | undefined }>();
const found = new WeakMap<HostState["inspects"], readonly FailedStart[]>();

/** Containers that do not run because their start failed; looked for once in each state of the inspects. */
export function failedStarts({ inspects }: Pick<HostState, "inspects">): readonly FailedStart[] {
  const known = found.get(inspects);
  if (known !== undefined) return known;
  const failed: FailedStart[] = [];
  for (const [id, { lastGood }] of inspects) {
    if (lastGood === undefined) continue;
    const { reading: inspect, at } = lastGood;
    if (inspect.error === "" || (inspect.state !== "created" && inspect.state !== "exited")) continue;
    const { kind } = kinds.get(inspect) ?? { kind: kindOfStartError(inspect.error) };
    kinds.set(inspect, { kind });
    if (kind !== undefined) failed.push({ id, at, kind, inspect });
  }
  found.set(inspects, failed);
  return failed;
}
