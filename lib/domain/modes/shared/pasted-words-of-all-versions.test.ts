import { describe, expect, test } from "vitest";
import type { ModeId } from "../../symptom.ts";
import { firstAnswer, named, type Pasted } from "./testing/pasted.ts";

/** Written from the sources of moby, containerd, runc, systemd, the kernel and Docker's clients, from 1.5 to 28. */
describe.each<[ModeId, readonly Pasted[]]>([
  [
    "daemon-down",
    [
      ["cli-output", "ERROR: Couldn't connect to Docker daemon at http+docker://localhost - is it running?"],
      [
        "cli-output",
        'error during connect: Get "http://%2F%2F.%2Fpipe%2Fdocker_engine/v1.40/info": open //./pipe/docker_engine: Le fichier spécifié est introuvable.',
      ],
      [
        "cli-output",
        "FATA[0000] Get http:///var/run/docker.sock/v1.18/info: dial unix /var/run/docker.sock: no such file or directory. Are you trying to connect to a TLS-enabled daemon without TLS?",
      ],
      [
        "cli-output",
        "request returned 500 Internal Server Error for API route and version http://%2F%2F.%2Fpipe%2FdockerDesktopLinuxEngine/v1.47/info, check if the server supports the requested API version",
      ],
    ],
  ],
  [
    "docker-sock-permission",
    [["cli-output", "error during connect: open //./pipe/docker_engine: Access is denied."]],
  ],
  [
    "daemon-hung",
    [
      [
        "cli-output",
        "requests.exceptions.ReadTimeout: HTTPConnectionPool(host='192.0.2.7', port=2375): Read timed out.",
      ],
      ["systemd", "systemd[1]: docker.service: State 'stop-sigterm' timed out. Killing."],
    ],
  ],
  [
    "daemon-json-invalid",
    [["daemon-log", "unable to configure the Docker daemon with file /etc/docker/daemon.json: no way"]],
  ],
  [
    "daemon-listen-failed",
    [
      ["daemon-log", "FATA[0000] can't create unix socket /var/run/docker.sock: device or resource busy"],
      ["systemd", "systemd[1]: docker.socket: Failed with result 'resources'."],
    ],
  ],
  [
    "daemon-start-failed",
    [
      ["cli-output", 'invoke-rc.d: initscript docker, action "start" failed.'],
      [
        "systemd",
        "systemd[1]: docker.service: Failed at step EXEC spawning /usr/bin/dockerd: No such file or directory",
      ],
    ],
  ],
  [
    "daemon-crash",
    [
      ["kernel-log", "dockerd[8]: segfault at 0 ip 00007f0000000000 sp 00007f1 error 4"],
      [
        "cli-output",
        "panic: runtime error: index out of range",
        "goroutine 1 [running]:",
        "github.com/docker/docker/daemon.(*Daemon).restore()",
      ],
    ],
  ],
  [
    "containerd-down",
    [
      [
        "systemd",
        "systemd[1]: containerd.service: Failed at step EXEC spawning /usr/bin/containerd: No such file or directory",
      ],
      ["api-error", "rpc error: code = 13 desc = transport is closing"],
    ],
  ],
  ["shim-hung", [["api-error", "OCI runtime create failed: container with id exists: 3f: unknown"]]],
  [
    "runtime-missing",
    [
      [
        "api-error",
        "failed to start shim: fork/exec /usr/bin/containerd-shim-runc-v2: no such file or directory",
      ],
    ],
  ],
  [
    "container-lock-hung",
    [
      [
        "api-error",
        "Error response from daemon: Could not kill running container 3f, cannot remove - Container 3f is not running",
      ],
    ],
  ],
  [
    "container-start-failed",
    [
      [
        "cli-output",
        "docker: Error response from daemon: Container command 'srve' not found or does not exist..",
      ],
      ["cli-output", "exec /start.sh: no such file or directory"],
      [
        "api-error",
        'error gathering device information while adding custom device "/dev/ttyACM9": no such file or directory',
      ],
    ],
  ],
  ["container-oom-killed", [["kernel-log", "[   9.100000] memory: usage 9000kB, limit 9000kB, failcnt 7"]]],
  ["gpu-runtime-missing", [["cli-output", "Failed to initialize NVML: Driver/library version mismatch"]]],
  [
    "overlay2-corruption",
    [
      ["cli-output", "failed to register layer: Cannot create layer with missing parent sha256:0f"],
      ["cli-output", "ERROR: failed to solve: parent snapshot sha256:0f does not exist: not found"],
    ],
  ],
  [
    "layerdb-corruption",
    [
      [
        "daemon-log",
        'level=error msg="failed to load container" container=3f error="unexpected end of JSON input"',
      ],
    ],
  ],
  [
    "storage-driver-invalid",
    [["daemon-log", 'level=error msg="failed to mount overlay: no such device" storage-driver=overlay2']],
  ],
  [
    "ip-forward-disabled",
    [
      [
        "daemon-log",
        "failed to start daemon: Error initializing network controller: Setup IP forwarding failed: open /proc/sys/net/ipv4/ip_forward: read-only file system",
      ],
    ],
  ],
  [
    "disk-full-data-root",
    [
      [
        "cli-output",
        "Dateisystem  Größe Benutzt Verf. Verw% Eingehängt auf",
        "/dev/sda1      9G      9G     0  100% /",
      ],
    ],
  ],
  [
    "disk-inodes-exhausted",
    [["cli-output", "文件系统  Inode 已用(I) 可用(I) 已用(I)% 挂载点", "/dev/sda1  900 900 0 100% /"]],
  ],
  ["cgroup-version-mismatch", [["api-error", "cgroups: pids cgroup not supported on this system: unknown"]]],
  [
    "task-d-state",
    [["kernel-log", "[   9.100000] watchdog: BUG: soft lockup - CPU#3 stuck for 23s! [runc:8]"]],
  ],
  [
    "iptables-missing",
    [
      [
        "api-error",
        "Unable to enable DROP rule:  (iptables failed: iptables --wait -t raw -A PREROUTING: iptables v1.8.7 (legacy): unknown option)",
      ],
    ],
  ],
  [
    "bridge-failure",
    [
      ["api-error", 'Error response from daemon: could not find an appropriate master "eth9" for "macvlan".'],
      [
        "api-error",
        "failed to create endpoint web on network bridge: failed to set MTU on host interface veth1: invalid argument",
      ],
    ],
  ],
  [
    "address-pool-exhausted",
    [
      [
        "daemon-log",
        'level=error msg="failed to allocate network IP for task 3f: could not find an available IP"',
      ],
    ],
  ],
  [
    "image-pull-auth",
    [
      [
        "cli-output",
        "Error saving credentials: error storing credentials - err: exit status 1, out: `no keyring`",
      ],
    ],
  ],
  ["image-pull-not-found", [["cli-output", "failed to solve: docker.io/library/shop:9: not found"]]],
  ["registry-unreachable", [["api-error", "Error response from daemon: net/http: TLS handshake timeout"]]],
  [
    "clock-skew",
    [
      [
        "cli-output",
        "error during connect: x509: certificate has expired or is not yet valid: current time 2019-01-01T00:00:00Z is before 2021-01-01T00:00:00Z",
      ],
    ],
  ],
  [
    "tls-cert-expired",
    [
      [
        "cli-output",
        "Error response from daemon: Swarm certificates have expired. To replace them, leave the swarm and join again.",
      ],
    ],
  ],
  [
    "daemon-tls-files-missing",
    [
      [
        "cli-output",
        "unable to resolve docker endpoint: open /certs/client/ca.pem: no such file or directory",
      ],
    ],
  ],
  [
    "api-version-mismatch",
    [
      [
        "cli-output",
        '"specify mac-address for network" requires API version 1.44, but the Docker daemon API version is 1.41',
      ],
    ],
  ],
  [
    "log-driver-init-failed",
    [["daemon-log", 'level=error msg="fluent#appendBuffer: Buffer full, limit 1048576"']],
  ],
  ["volume-mount-mismatch", [["api-error", "path /srv is mounted on / but it is not a shared mount"]]],
])("%s stands first", (mode, rows) => {
  test.each(rows.map(named))("$name", ({ pasted }) => {
    expect(firstAnswer(pasted)).toBe(mode);
  });
});

const HEALTHY: readonly Pasted[] = [
  ["cli-output", "Unable to connect to the server: net/http: TLS handshake timeout"],
  ["cli-output", "panic: runtime error: index out of range", "main.main()", "/app/main.go:12 +0x1d"],
  [
    "kernel-log",
    'audit: type=1326 audit(1.1:2): comm="chrome" exe="/opt/chrome" sig=0 arch=c000003e syscall=273',
  ],
  ["cli-output", "Filesystem  Size  Used Avail Use% Mounted on", "/dev/sr0  9M  9M  0  100% /media/cdrom"],
  [
    "daemon-log",
    'level=error msg="AUFS was not found in /proc/filesystems" storage-driver=aufs',
    'level=info msg="Daemon has completed initialization"',
  ],
  ["systemd", "systemd[1]: docker.socket: Deactivated successfully."],
  ["cli-output", "mkdir: cannot create directory '/sys/fs/cgroup/mine': Permission denied"],
  ["cli-output", '"Paused": false,', '"RemovalInProgress": false,'],
  ["kernel-log", "Jan 11 01:02:03 host kernel: thumb[7]: segfault at 0 ip 00007f00 sp 00007f01 error 4"],
  [
    "daemon-log",
    'level=info msg="No non-localhost DNS nameservers are left in resolv.conf. Using default external servers"',
    'level=info msg="API listen on /run/docker.sock"',
  ],
  ["api-error", "Error response from daemon: network shop not found"],
  ["api-error", "Error response from daemon: get data: no such volume"],
];

test.each(HEALTHY.map(named))("normal life: $name", ({ pasted }) => {
  expect(firstAnswer(pasted)).toBeUndefined();
});
