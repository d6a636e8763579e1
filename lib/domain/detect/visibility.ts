import type { FactFailure, FactName } from "../facts.ts";
import type { HostState } from "../host-state.ts";
import { factFreshMs, isApiOnly, SELDOM_FRESH_MS } from "../modes/shared/host-facts.ts";
import { changeToOpen, meantRights } from "../modes/shared/socket-rights.ts";
import type { EpochMs } from "../time.ts";

/** Why something cannot be read, and the one change that would show it. */
export interface NotVisible {
  readonly reason: string;
  readonly change: string;
}

/** Whether a fact is known now, known from before, or out of sight. */
export type FactSight =
  | { readonly kind: "live"; readonly at: EpochMs }
  | { readonly kind: "last-known"; readonly at: EpochMs; readonly why: NotVisible }
  | { readonly kind: "not-visible"; readonly why: NotVisible };

/** What needs nobody: it comes when Foghorn asks the next time. Whoever looks once has no next time. */
export const BY_ITSELF = {
  asked: "Nothing: Foghorn asks again by itself.",
  tried: "Nothing: Foghorn tries again by itself.",
  soon: "Nothing: Foghorn reads it in a moment.",
  seldom: "Nothing: Foghorn asks four times an hour.",
  connected: "Nothing: Foghorn reads it when it connects.",
  followed: "Nothing: Foghorn follows again by itself.",
} as const;

const ALL_BY_ITSELF: readonly string[] = Object.values(BY_ITSELF);

/** It comes when Foghorn asks the next time, and needs nobody. */
export const comesByItself = ({ change }: NotVisible): boolean => ALL_BY_ITSELF.includes(change);

/** In the gate's words for a way that does not heal by itself: ssh's, and Node's over TCP. */
const WAYS: readonly (readonly [words: RegExp, change: string])[] = [
  [
    /^name not known|\b(?:ENOTFOUND|EAI_AGAIN)\b/,
    "Check the url of this host in foghorn.yaml, and that its name resolves where Foghorn's gate runs (DNS).",
  ],
  [
    /^ssh does not accept its configuration/,
    "Check the ssh configuration of Foghorn's gate: is it there and valid?",
  ],
];

/** What would let Foghorn reach a host that it cannot reach for this reason. */
export const changeToReach = (reason: string): string =>
  WAYS.find(([words]) => words.test(reason))?.[1] ?? BY_ITSELF.tried;

/** Why nothing of the host can be read, while no call comes as far as it. */
export function whyNotReached({ ping }: HostState): NotVisible | undefined {
  const newest = ping.tries.at(-1);
  if (newest?.failure !== "host-unreachable") return undefined;
  const reason = newest.message || "the host cannot be reached";
  return { reason, change: changeToReach(reason) };
}

const OVER_SSH = "Reach this host over ssh: then Foghorn reads it beside its API.";
const AS_ROOT = "Let Foghorn reach this host as root: nobody else may look there.";

const CHANGES: Partial<Record<FactName, string>> = {
  "config-file": "Let Foghorn's account read /etc/docker/daemon.json.",
  "unit-files": "Let Foghorn's account read /proc/<pid>/cmdline of dockerd.",
  processes: "Let Foghorn's account read /proc of all users (no hidepid).",
  cgroups: "Let Foghorn's account read /proc of all users (no hidepid).",
  firewall: "Let Foghorn's account run iptables-save as root.",
  socket: "Let Foghorn's account list the directory of the socket.",
  disk: "Let Foghorn's account read the file system of the data root.",
  certificate: "Let Foghorn's account read the certificate of the API, never its key.",
  "log-files": AS_ROOT,
  "log-sinks": AS_ROOT,
  "torn-logs": AS_ROOT,
  pulls: AS_ROOT,
  layers: AS_ROOT,
};

const TOOLS: Partial<Record<FactName, string>> = {
  units: "This host has no systemd.",
  firewall: "Install iptables on the host.",
  cgroups: "Mount the cgroups of this host under /sys/fs/cgroup.",
  pressure: "Start the kernel with psi=1.",
  "network-links": "Install iproute2 on the host.",
};

function whyNot(name: FactName, failure: FactFailure, message: string): NotVisible {
  const reason = message === "" || message === failure ? REASONS[failure] : `${REASONS[failure]}: ${message}`;
  switch (failure) {
    case "no-channel":
      return { reason, change: OVER_SSH };
    case "denied":
      return { reason, change: CHANGES[name] ?? "Give Foghorn's account on the host the right to read it." };
    case "absent":
      return { reason, change: TOOLS[name] ?? "Nothing: this host does not have it." };
    case "channel-down":
      return { reason, change: changeToReach(message) };
    case "timeout":
    case "malformed":
      return { reason, change: BY_ITSELF.tried };
  }
}

const REASONS: Record<FactFailure, string> = {
  "no-channel": "only the API of this host can be reached",
  denied: "no right to read it",
  absent: "not there",
  timeout: "no answer in time",
  "channel-down": "the way to the host is down",
  malformed: "the answer could not be understood",
};

/** What can be said of one fact's visibility now. */
export function factSight(host: HostState, name: FactName, now: EpochMs): FactSight {
  const { last, missing } = host.facts[name];
  const why: NotVisible =
    missing === undefined
      ? (whyNotReached(host) ?? { reason: "not read yet", change: BY_ITSELF.soon })
      : whyNot(name, missing.failure, missing.message);
  if (last === undefined) return { kind: "not-visible", why };
  const freshMs: number =
    name === "log-files" || name === "layers" ? SELDOM_FRESH_MS[name] : factFreshMs(host, name);
  // A newer failure ages a reading by half a minute: one timeout between two answers is no blindness.
  if (now - last.at <= freshMs) return { kind: "live", at: last.at };
  return { kind: "last-known", at: last.at, why };
}

/** Why the engine log is not read now. */
export function whyNoLog(host: HostState): NotVisible {
  const { reason } = host.streams.journal;
  if (isApiOnly(host)) return { reason: reason ?? REASONS["no-channel"], change: OVER_SSH };
  const away = whyNotReached(host);
  if (away !== undefined) return away;
  if (reason === undefined) return { reason: "the engine log is not read yet", change: BY_ITSELF.soon };
  return { reason, change: "Let Foghorn's account read the journal, or name log_file in foghorn.yaml." };
}

/** Why the API is not read where the socket is there and may not be opened. */
export const whyNotOpened = (host: HostState): NotVisible => ({
  reason: "permission denied",
  change: changeToOpen(host.facts.socket.last?.fact.socket, meantRights(host)),
});
