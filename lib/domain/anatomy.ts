/** The 21 parts of the picture, in paint and focus order; the host's frame is the 22nd. */
export const PART_IDS = [
  "callers",
  "registry",
  "remote",
  "tls",
  "unit",
  "config",
  "cunit",
  "sock",
  "dockerd",
  "containerd",
  "shims",
  "ctrs",
  "images",
  "volumes",
  "cache",
  "disk",
  "bridge",
  "ipt",
  "dns",
  "log",
  "kernel",
] as const;

export type PartId = (typeof PART_IDS)[number];

/**
 * ok: readings are usual. fault: a probe or a signature names this part. hit: cut off by another part.
 * warn: a ticket. stale: last known, the reading is old or was never made. off: not on this host.
 */
export const PART_STATES = ["ok", "fault", "hit", "warn", "stale", "off"] as const;
export type PartState = (typeof PART_STATES)[number];

/** Full names, for headings, the spoken form and the text twin. */
export const PART_NAMES: Record<PartId, string> = {
  callers: "Callers",
  registry: "Registry",
  remote: "Remote mounts",
  tls: "TLS",
  unit: "docker.service",
  config: "daemon.json",
  cunit: "containerd.service",
  sock: "API socket",
  dockerd: "dockerd",
  containerd: "containerd",
  shims: "Shims, runc",
  ctrs: "Containers",
  images: "Images",
  volumes: "Volumes",
  cache: "Build cache",
  disk: "Disk",
  bridge: "Bridges",
  ipt: "iptables",
  dns: "DNS",
  log: "Logging",
  kernel: "Kernel, cgroups",
};
