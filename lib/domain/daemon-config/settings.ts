/** What Go's decoder takes for a setting. */
export type SettingType =
  | "switch"
  | "text"
  | "integer"
  | "texts"
  | "text-map"
  | "map-of-text-maps"
  | "switch-map"
  | "address"
  | "size"
  | "pools"
  | "limits"
  | "runtimes"
  | "builder"
  | "proxies"
  /** Known, and not read. */
  | "ignored";

interface Setting {
  readonly type: SettingType;
  /** First major version that knows it; 20 is the oldest that is told apart. */
  readonly since?: number;
  /** First major version that does not know it any more. */
  readonly until?: number;
}

const of = (type: SettingType, names: string): readonly (readonly [string, Setting])[] =>
  names.split(" ").map((name) => [name, { type }] as const);

/** Keys of daemon.json by the field they fill, over the versions of the engine. */
const SETTINGS: ReadonlyMap<string, Setting> = new Map<string, Setting>([
  ...of(
    "switch",
    "debug experimental icc init ip-forward ip-masq ip6tables iptables ipv6 live-restore no-new-privileges raw-logs " +
      "rootless selinux-enabled tls tlsverify userland-proxy cri-containerd",
  ),
  ...of(
    "text",
    "bip bridge cgroup-parent containerd containerd-namespace data-root default-cgroupns-mode default-ipc-mode " +
      "default-runtime exec-root fixed-cidr fixed-cidr-v6 group init-path log-driver log-level metrics-addr pidfile " +
      "seccomp-profile storage-driver swarm-default-advertise-addr tlscacert tlscert tlskey userland-proxy-path " +
      "userns-remap",
  ),
  ...of(
    "integer",
    "cpu-rt-period cpu-rt-runtime max-concurrent-downloads max-concurrent-uploads max-download-attempts mtu " +
      "network-control-plane-mtu network-diagnostic-port shutdown-timeout",
  ),
  ...of(
    "texts",
    "authorization-plugins dns dns-opts dns-search exec-opts hosts insecure-registries labels node-generic-resources " +
      "registry-mirrors storage-opts",
  ),
  ...of("address", "default-gateway default-gateway-v6 host-gateway-ip ip"),
  ["allow-nondistributable-artifacts", { type: "texts" }],
  ["api-cors-header", { type: "text" }],
  ["log-opts", { type: "text-map" }],
  ["features", { type: "switch-map" }],
  ["default-shm-size", { type: "size" }],
  ["default-address-pools", { type: "pools" }],
  ["default-ulimits", { type: "limits" }],
  ["runtimes", { type: "runtimes" }],
  ["builder", { type: "builder" }],
  ["deprecated-key-path", { type: "ignored" }],
  ["proxies", { type: "proxies", since: 23 }],
  ["http-proxy", { type: "ignored", since: 23 }],
  ["https-proxy", { type: "ignored", since: 23 }],
  ["no-proxy", { type: "ignored", since: 23 }],
  ["graph", { type: "text", until: 23 }],
  ["cluster-advertise", { type: "text", until: 23 }],
  ["cluster-store", { type: "text", until: 23 }],
  ["cluster-store-opts", { type: "text-map", until: 23 }],
  ["oom-score-adjust", { type: "integer", until: 25 }],
  ["default-network-opts", { type: "map-of-text-maps", since: 24 }],
  ["log-format", { type: "text", since: 25 }],
  ["cdi-spec-dirs", { type: "texts", since: 25 }],
  ["allow-direct-routing", { type: "switch", since: 28 }],
  ["bip6", { type: "text", since: 28 }],
  ["host-gateway-ips", { type: "texts", since: 28 }],
  ["ip-forward-no-drop", { type: "switch", since: 28 }],
  ["bridge-accept-fwmark", { type: "text", since: 29 }],
  ["firewall-backend", { type: "text", since: 29 }],
]);

/** Flags that are called otherwise than the key they fill. As a key, their name is known and not read. */
const OTHER_FLAGS = new Set([
  "add-runtime",
  "allow-nondistributable-artifact",
  "authorization-plugin",
  "cdi-spec-dir",
  "config-file",
  "containerd-plugins-namespace",
  "default-address-pool",
  "default-network-opt",
  "default-ulimit",
  "dns-opt",
  "exec-opt",
  "help",
  "host",
  "insecure-registry",
  "label",
  "log-opt",
  "node-generic-resource",
  "registry-mirror",
  "storage-opt",
  "validate",
  "version",
]);

// Not flags: what they hold is given in the file alone.
const FILE_ONLY = new Set([
  "builder",
  "features",
  "proxies",
  "runtimes",
  "log-opts",
  "labels",
  "hosts",
  "dns-opts",
  "exec-opts",
  "storage-opts",
  "default-ulimits",
  "default-address-pools",
  "default-network-opts",
  "registry-mirrors",
  "insecure-registries",
  "authorization-plugins",
  "node-generic-resources",
  "allow-nondistributable-artifacts",
  "cdi-spec-dirs",
  "cluster-store-opts",
  "host-gateway-ips",
]);

const isOf = ({ since = 0, until = Number.POSITIVE_INFINITY }: Setting, major: number | undefined): boolean =>
  major === undefined || (major >= since && major < until);

/** The type of a key that this version knows; undefined where it refuses to start for it. */
export function typeOfKey(key: string, major: number | undefined): SettingType | undefined {
  const setting = SETTINGS.get(key);
  if (setting !== undefined && isOf(setting, major)) return setting.type;
  return OTHER_FLAGS.has(key) ? "ignored" : undefined;
}

/** Whether this version has a flag of that name. */
export function isFlag(name: string, major: number | undefined): boolean {
  if (OTHER_FLAGS.has(name)) return true;
  const setting = SETTINGS.get(name);
  return setting !== undefined && isOf(setting, major) && !FILE_ONLY.has(name);
}

/** "known since 28", "gone since 23": why another version took it; undefined for a key that no version knows. */
export function otherVersions(key: string, major: number | undefined): string | undefined {
  const { since, until } = SETTINGS.get(key) ?? {};
  if (major === undefined) return undefined;
  if (since !== undefined && major < since) return `Docker knows it from ${since} on`;
  return until !== undefined && major >= until ? `Docker does not know it since ${until}` : undefined;
}

/** The known key that was probably meant: at most two letters away, or the same but for dashes and capitals. */
export function nearestKey(key: string, major: number | undefined): string | undefined {
  const plain = key.toLowerCase().replaceAll("_", "-").trim();
  if (typeOfKey(plain, major) !== undefined) return plain;
  const near = [...SETTINGS]
    .filter(([, setting]) => isOf(setting, major))
    .map(([name]) => ({ name, steps: stepsBetween(plain, name) }))
    .toSorted((a, b) => a.steps - b.steps)[0];
  return near !== undefined && near.steps <= 2 && plain.length > 4 ? near.name : undefined;
}

/** Letters to add, drop or change; more than needed is not counted on. */
function stepsBetween(from: string, to: string): number {
  if (Math.abs(from.length - to.length) > 2) return 3;
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 3;
}
