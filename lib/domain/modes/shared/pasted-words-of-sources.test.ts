import { describe, expect, test } from "vitest";
import type { ModeId } from "../../symptom.ts";
import { firstAnswer, named, type Pasted } from "./testing/pasted.ts";

const ID = "4c".repeat(32);

/** Each by the words its source has for it in all versions: Go's runtime, libnetwork, BuildKit, RootlessKit, the kernel. */
describe.each<[ModeId, readonly Pasted[]]>([
  [
    "daemon-crash",
    [
      ["daemon-log", "dockerd[7]: panic during panic"],
      ["daemon-log", "dockerd[7]: fatal: morestack on gsignal"],
      ["daemon-log", "dockerd[7]: SIGBUS: bus error"],
      // Go before 1.10 prints no pc beside the other registers.
      [
        "systemd",
        "web-1 dockerd[7]: runtime.goexit()",
        "web-1 dockerd[7]:   /go/src/asm.s:9 +0x1 fp=0xc1 sp=0xc0",
      ],
      ["daemon-log", "dockerd[7]: panic: it ends", "dockerd[7]: goroutine 1 [running]:"],
    ],
  ],
  [
    "daemon-pidfile-conflict",
    [
      ["daemon-log", "Error starting daemon: pid file found, ensure d>"],
      ["daemon-log", "failed to start daemon, ensure docker is not running or de…"],
    ],
  ],
  [
    "daemon-start-failed",
    [
      ["cli-output", "dockerd needs to be started with root privileges. To run it otherwise, see the manual"],
      [
        "cli-output",
        "error: attempting to run rootless dockerd but need 'kernel.unprivileged_userns_clone' set to 1",
      ],
      ["cli-output", "Failed to enable unit: Unit file docker.service does not exist."],
      [
        "cli-output",
        "docker.service - Docker",
        "   Loaded: bad-setting (Reason: Unit docker.service has a bad unit file setting.)",
      ],
      ["systemd", "docker.service: Failed to load environment files: No such file or directory"],
      ["systemd", "docker.service: Failed to run 'start' task: No such file or directory"],
      ["daemon-log", "fatal: Error starting daemon: Error initializing network controller: HNS failed"],
    ],
  ],
  [
    "daemon-down",
    [
      ["cli-output", "error during connect: Get http:///v1.40/info: http: no Host in request URL"],
      [
        "cli-output",
        'level=fatal msg="error during connect: Post \\"http://%2Frun%2Fdocker.sock/v1.40/build\\": write unix @->/run/docker.sock: write: broken pipe"',
      ],
    ],
  ],
  [
    "daemon-listen-failed",
    [["systemd", "docker.socket: Control process exited, code=exited, status=216/GROUP"]],
  ],
  [
    "log-driver-init-failed",
    [
      ["api-error", "must specify a value for log opt 'awslogs-group' for awslogs log driver."],
      [
        "daemon-log",
        'level=warning msg="Error while sending logs" error="Post https://logs:8088/services/collector/event/1.0: context deadline exceeded" module=logger/splunk',
      ],
    ],
  ],
  [
    "cgroup-version-mismatch",
    [
      ["cli-output", "Failed to create /init.scope control group: Read-only file system"],
      ["api-error", "Cannot set property TasksAccounting, or unknown property: unknown"],
    ],
  ],
  [
    "layerdb-corruption",
    [
      ["cli-output", "failed to create image: failed to get layer sha256:4c4c"],
      ["daemon-log", "FATA[0000] Error starting daemon: could not restore image 4c4c: no such id: 4c4c"],
      [
        "cli-output",
        "ERROR: failed to solve: rpc error: code = Unknown desc = content digest sha256:4c: not found",
      ],
    ],
  ],
  [
    "storage-io-error",
    [
      [
        "kernel-log",
        "EXT4-fs warning (device sdb2): ext4_dirblock_csum_verify:370: inode #12: comm find: No space for directory leaf checksum. Please run e2fsck -D.",
      ],
    ],
  ],
  ["data-root-unsupported-fs", [["kernel-log", "[ 9.100000] overlayfs: upper fs needs to support d_type."]]],
  [
    "storage-driver-invalid",
    [["api-error", "Failed to create btrfs snapshot: inappropriate ioctl for device"]],
  ],
  [
    "lsm-denied",
    [
      [
        "kernel-log",
        'type=AVC msg=audit(1.1:2): avc:  denied  { execute } for  pid=9 comm="(tainerd)" scontext=system_u:system_r:init_t:s0 tcontext=system_u:object_r:container_ro_file_t:s0 tclass=file permissive=0',
      ],
    ],
  ],
  [
    "image-pull-auth",
    [
      ["cli-output", 'level=error msg="UNAUTHORIZED: \\"authentication required\\""'],
      ["cli-output", "#9 ERROR: authorization status: 401: authorization failed"],
    ],
  ],
  [
    "registry-unreachable",
    [
      ["api-error", "error unmarshalling content: invalid character '<' looking for beginning of value"],
      [
        "cli-output",
        "error: failed to solve: failed to compute cache key: failed to copy: invalid status response 416",
      ],
      [
        "cli-output",
        "ERROR: failed to solve: failed to push reg/shop:1: failed to copy: io: read/write on closed pipe",
      ],
    ],
  ],
  [
    "tls-unknown-ca",
    [
      ["cli-output", "ERRO[0009] Get https://192.0.2.7:2376/v1.15/info: remote error: handshake failure"],
      [
        "cli-output",
        'There was an error validating certificates for host "192.0.2.7:2376": remote error: tls: bad certificate',
      ],
    ],
  ],
  ["shim-dead", [["daemon-log", `WARN[0000] containerd: ${ID}:init shim died, killing associated process`]]],
  [
    "port-already-allocated",
    [
      [
        "api-error",
        "driver failed programming external connectivity on endpoint shop (4c): Error starting userland proxy: Bind for 0.0.0.0:81: unexpected error Permission denied.",
      ],
    ],
  ],
  [
    "port-address-unavailable",
    [
      [
        "api-error",
        'Error starting userland proxy: error while calling PortManager.AddPort(): cannot expose privileged port 81, you might need to add "net.ipv4.ip_unprivileged_port_start=0"',
      ],
    ],
  ],
  [
    "address-pool-overlap",
    [
      [
        "api-error",
        'subnet sandbox join failed for "10.9.0.0/24": overlay subnet 10.9.0.0/24 has conflicts in the host',
      ],
      [
        "api-error",
        "overlay subnet 10.9.0.0/24 failed check with ns: requested network overlaps with nameserver",
      ],
    ],
  ],
  [
    "bridge-failure",
    [
      ["cli-output", '1/1: network sandbox join failed: subnet sandbox join failed for "10.9.0.0/24":…'],
      ["api-error", "starting container failed: Error response from daemon: network shop not found"],
      ["api-error", "starting container failed: could not add veth pair inside the network sandbox: could n"],
      [
        "api-error",
        "failed to set up container networking: driver failed programming external connectivity on endpoint shop (4c): no IP addresses specified",
      ],
    ],
  ],
  [
    "container-start-failed",
    [
      ["cli-output", 'x9 shop.1 shop:1 n2 Shutdown Failed 2 seconds ago "starting container failed: oc…"'],
      [
        "api-error",
        "Error response from daemon: cannot join network namespace of a non running container: container vpn is exited",
      ],
      [
        "api-error",
        "failed to create task for container: failed to create shim task: context canceled: unknown",
      ],
      [
        "api-error",
        "potentially insufficient UIDs or GIDs available in user namespace (requested 0:9 for /x)",
      ],
    ],
  ],
  [
    "containerd-version-mismatch",
    [
      [
        "daemon-log",
        `level=error msg="Handler for POST /v1.24/containers/4c/start returned error: no status provided `,
      ],
    ],
  ],
  ["shim-hung", [["api-error", "Error response from daemon: id already in use"]]],
  ["kernel-incompatible", [["api-error", "docker: Error response from daemon: operation not supported."]]],
  [
    "daemon-hung",
    [
      [
        "systemd",
        "n1 docker[9]: I1121 15:00:01.254570    9 kubelet.go:18] skipping pod synchronization - [PLEG is not healthy: pleg was last seen active 9m0s ago; threshold is 3m0s]",
      ],
    ],
  ],
  [
    "container-stuck-removing",
    [["daemon-log", `level=error msg="Error unmounting container ${ID}: device or resource busy"`]],
  ],
])("%s stands first", (mode, rows) => {
  test.each(rows.map(named))("$name", ({ pasted }) => {
    expect(firstAnswer(pasted)).toBe(mode);
  });
});

describe("what another program says of itself is no failure of Docker", () => {
  test.each(
    (
      [
        // Managers of a swarm among themselves.
        [
          "daemon-log",
          'level=error msg="error receiving response" error="rpc error: code = DeadlineExceeded desc = context deadline exceeded"',
        ],
        // A level stands before a name that is no program's.
        [
          "cli-output",
          "DEBU[0000] libcontainerd: containerd health check returned error: rpc error: code = 14 desc = grpc: the connection is unavailable",
        ],
        [
          "kernel-log",
          "[ 9.100000] overlayfs: fs on '/x' does not support file handles, falling back to xino=off.",
        ],
        ["api-error", "Error response from daemon: No such container: 4c4c4c4c4c4c"],
        [
          "daemon-log",
          'level=warning msg="Support for conntrack-tools not available: exec: \\"conntrack\\": executable file not found in $PATH"',
        ],
        ["cli-output", "df: /srv/overlay2/4c/merged/sys/fs/cgroup/memory: Permission denied"],
        [
          "kernel-log",
          'audit: type=1400 audit(1.1:2): apparmor="ALLOWED" operation="ptrace" profile="/usr/bin/docker" comm="ps" peer="docker-default"',
        ],
      ] as readonly Pasted[]
    ).map(named),
  )("$name", ({ pasted }) => {
    expect(firstAnswer(pasted)).toBeUndefined();
  });
});
