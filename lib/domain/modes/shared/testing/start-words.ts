import type { ModeId } from "../../../symptom.ts";
import { CONFIG_WORDS } from "./config-words.ts";
import { dockerd, FILE, type Lines, NETWORK } from "./last-words.ts";

/** Modes that say why dockerd does not start. */
export const START_FAMILY: readonly (ModeId | undefined)[] = [
  "daemon-json-invalid",
  "daemon-json-flag-conflict",
  "daemon-json-unknown-key",
  "daemon-json-wrong-type",
  "cgroup-driver-invalid",
  "address-pool-invalid",
  "daemon-listen-port-conflict",
  "daemon-listen-failed",
  "daemon-pidfile-conflict",
  "data-root-in-use",
  "daemon-state-locked",
  "containerd-socket-missing",
  "data-root-unsupported-fs",
  "data-root-read-only",
  "daemon-start-disk-full",
  "storage-driver-invalid",
  "daemon-log-config-invalid",
  "iptables-missing",
  "bridge-config-invalid",
  "daemon-tls-files-missing",
  "live-restore-swarm-conflict",
  "runtime-missing",
  "daemon-crash",
];

/**
 * What starts that failed said. With a version: captured from the lab's engines. "source": as another version's source
 * words it.
 */
export const WORDS: readonly (readonly [ModeId, string, Lines])[] = [
  ...CONFIG_WORDS,
  [
    "data-root-in-use",
    "20.10.24",
    dockerd("failed to start containerd: timeout waiting for containerd to start"),
  ],
  [
    "daemon-state-locked",
    "source",
    dockerd(
      "failed to start daemon: error while opening volume store metadata database (/var/lib/docker/volumes/metadata.db): timeout",
    ),
  ],
  [
    "daemon-state-locked",
    "19.03 source",
    dockerd("failed to start daemon: error while opening volume store metadata database: timeout"),
  ],
  [
    "containerd-socket-missing",
    "20.10.24",
    dockerd(
      'failed to start daemon: failed to dial "/run/containerd/containerd.sock": failed to dial "/run/containerd/containerd.sock": context deadline exceeded',
    ),
  ],
  [
    "containerd-socket-missing",
    "18.09 source",
    dockerd(
      'Failed to connect to containerd: failed to dial "/run/containerd/containerd.sock": context deadline exceeded',
    ),
  ],
  [
    "data-root-unsupported-fs",
    "20.10.24",
    dockerd(
      'time="2026-11-21T14:59:54.487702126Z" level=error msg="failed to mount overlay: invalid argument" storage-driver=overlay2',
      "failed to start daemon: error initializing graphdriver: driver not supported",
    ),
  ],
  [
    "data-root-unsupported-fs",
    "source",
    dockerd(
      "failed to start daemon: error initializing graphdriver: overlay2: the backing xfs filesystem is formatted without d_type support, which leads to incorrect behavior.",
    ),
  ],
  ["data-root-read-only", "20.10.24", dockerd("chmod /srv/lab-read-only: read-only file system")],
  [
    "daemon-start-disk-full",
    "20.10.24",
    dockerd(
      "failed to start daemon: Unable to get the TempDir under /var/lib/docker: mkdir /var/lib/docker/tmp: no space left on device",
    ),
  ],
  [
    "daemon-start-disk-full",
    "20.10.24",
    dockerd(
      'failed to start daemon: failed to dial "/var/lib/docker/containerd.sock": unknown service containerd.services.namespaces.v1.Namespaces: not implemented',
    ),
  ],
  [
    "storage-driver-invalid",
    "20.10.24",
    dockerd("failed to start daemon: error initializing graphdriver: driver not supported"),
  ],
  [
    "storage-driver-invalid",
    "26.1.5",
    dockerd(
      "failed to start daemon: error initializing graphdriver: [graphdriver] ERROR: the overlay storage-driver has been deprecated and removed; visit https://docs.docker.com/go/storage-driver/ for more information: overlay",
    ),
  ],
  [
    "storage-driver-invalid",
    "26.1.5",
    dockerd(
      "failed to start daemon: error initializing graphdriver: overlay2: unknown option overlay2.nosuch",
    ),
  ],
  [
    "daemon-log-config-invalid",
    "20.10.24",
    dockerd(
      "failed to start daemon: failed to set log opts: unknown log opt 'max-sise' for json-file log driver",
    ),
  ],
  [
    "daemon-log-config-invalid",
    "26.1.5",
    dockerd(
      "failed to start daemon: failed to set log opts: failed to set log opts: unknown log opt 'max-sise' for json-file log driver",
    ),
  ],
  [
    "iptables-missing",
    "20.10.24",
    dockerd(
      `${NETWORK}error obtaining controller instance: failed to create NAT chain DOCKER: Iptables not found`,
    ),
  ],
  [
    "iptables-missing",
    "source",
    dockerd(
      `${NETWORK}error obtaining controller instance: failed to create NAT chain DOCKER: iptables failed: iptables --wait -t nat -N DOCKER: iptables v1.8.7 (legacy): can't initialize iptables table \`nat': Table does not exist (do you need to insmod?)`,
    ),
  ],
  [
    "bridge-config-invalid",
    "20.10.24",
    dockerd(
      `${NETWORK}Error creating default "bridge" network: failed to allocate gateway (172.28.0.0): Address already in use`,
    ),
  ],
  [
    "bridge-config-invalid",
    "26.1.5",
    dockerd(
      `${NETWORK}error creating default "bridge" network: bridge device with non default name br-nosuch must be created manually`,
    ),
  ],
  [
    "bridge-config-invalid",
    "26.1.5",
    dockerd(
      "failed to start daemon: You specified -b & --bip, mutually exclusive options. Please specify only one",
    ),
  ],
  [
    "daemon-tls-files-missing",
    "20.10.24",
    dockerd(
      'failed to create API server: Could not load X509 key pair (cert: "/etc/docker/cert.pem", key: "/etc/docker/key.pem"): open /etc/docker/cert.pem: no such file or directory',
    ),
  ],
  [
    "daemon-tls-files-missing",
    "26.1.5",
    dockerd(
      'invalid TLS configuration: Could not load X509 key pair (cert: "/etc/docker/cert.pem", key: "/etc/docker/key.pem"): open /etc/docker/cert.pem: no such file or directory',
    ),
  ],
  [
    "live-restore-swarm-conflict",
    "26.1.5",
    dockerd(
      'time="2026-11-21T14:59:02.628555363Z" level=fatal msg="Error starting cluster component: --live-restore daemon configuration is incompatible with swarm mode"',
    ),
  ],
  [
    "runtime-missing",
    "20.10.24",
    dockerd(
      `${FILE}configuration validation from file failed: specified default runtime 'nvidia' does not exist`,
    ),
  ],
  [
    "runtime-missing",
    "26.1.5",
    dockerd("failed to start daemon: specified default runtime 'nvidia' does not exist"),
  ],
  [
    "daemon-crash",
    "26.1.5",
    dockerd("fatal error: failed to reserve page summary memory", "goroutine 1 [running]:"),
  ],
];
