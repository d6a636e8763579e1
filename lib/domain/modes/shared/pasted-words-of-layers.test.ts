import { describe, expect, test } from "vitest";
import type { ModeId } from "../../symptom.ts";
import { firstAnswer, named, type Pasted } from "./testing/pasted.ts";

const ID = "5d".repeat(32);

/** What unpacking, mounting and starting say where the kernel refuses them, by the kernel's answer. */
describe.each<[ModeId, readonly Pasted[]]>([
  [
    "data-root-read-only",
    [
      [
        "cli-output",
        "failed to register layer: ApplyLayer exit status 1 stdout:  stderr: write /usr/share/doc/shop: read-only file system",
      ],
      [
        "cli-output",
        "docker: failed to register layer: Untar re-exec error: exit status 1: output: read-only file syst…",
      ],
      [
        "daemon-log",
        "Error processing tar file(exit status 1): open /usr/lib/shop.so: read-only file system",
      ],
      [
        "cli-output",
        "failed to create snapshot: write /srv/lib/containerd/io.containerd.metadata.v1.bolt/meta.db: read-only file system",
      ],
    ],
  ],
  [
    "disk-full-data-root",
    [["cli-output", "failed to register layer: write /usr/share/doc/shop: disk quota exceeded"]],
  ],
  [
    "data-root-unsupported-fs",
    [
      [
        "cli-output",
        "failed to register layer: lsetxattr security.capability /usr/bin/shop-ping: operation not supported",
      ],
    ],
  ],
  [
    "lsm-denied",
    [
      [
        "cli-output",
        'OCI runtime create failed: starting container process caused "write /proc/self/attr/keycreate: permission denied": unknown',
      ],

      [
        "cli-output",
        "failed to create shim task: lsetxattr security.selinux /srv/shop: operation not supported",
      ],
    ],
  ],
  [
    "storage-driver-invalid",
    [
      [
        "cli-output",
        "failed to register layer: ApplyLayer exit status 1 stdout:  stderr: unshare: operation not permitted",
      ],
      [
        "cli-output",
        "failed to register layer: Error creating mount namespace before pivot: operation not permitted",
      ],
    ],
  ],
  [
    "container-start-failed",
    [
      [
        "cli-output",
        'failed to register layer: failed to Lchown "/etc/shop" for UID 0, GID 42 (try increasing the number of subordinate IDs in /etc/subuid and /etc/subgid): lchown /etc/shop: invalid argument',
      ],
      [
        "daemon-log",
        'level=warning msg="failed to remove runc container" error="runc did not terminate successfully: exit status 255: "',
      ],
    ],
  ],
  ["host-oom", [["cli-output", "failed to register layer: Error processing tar file(signal: killed): "]]],
  [
    "volume-mount-mismatch",
    [
      ["api-error", '{"message":"Bind mount failed: \'/volume7/shop\' does not exists"}'],
      [
        "cli-output",
        'error during container init: error mounting "/srv/stacks/shop.json" to rootfs at "/etc/shop.json": mount src=/srv/sta',
      ],
      ["api-error", "create shop_data: VolumeDriver.Create: internal error, check logs for details"],
      ["api-error", 'error looking up volume plugin shopfs: legacy plugin: plugin "shopfs" not found'],
      [
        "cli-output",
        'container init caused \\"rootfs_linux.go:58: mounting \\\\\\"/srv/shop/error.log\\\\\\" to rootfs \\\\\\"/srv/docker/overlay2/5d/merged\\\\\\" at \\\\\\"/srv/docker/overlay2/5d/merged/error.log\\\\\\" caused',
      ],
      ["cli-output", "mount: mounting 192.0.2.9:/shop on /srv/docker-volumes/shop failed: Invalid argument"],
    ],
  ],
  [
    "registry-unreachable",
    [
      [
        "cli-output",
        'failed to resolve reference "hub.example.com/shop:1": failed to do request: Head "https://hub.example.com/v2/shop/manifests/1": dial tcp 192.0.2.9:443: connectex: A connection attempt failed because the connected party did not properly respond after a period of time.',
      ],
      [
        "daemon-log",
        'Handler for POST /v1.41/images/create returned error: Get "https://hub.example.com/v2/": dial tcp 192.0.2.9:443: connect: host is down',
      ],
    ],
  ],
  [
    "port-address-unavailable",
    [
      [
        "cli-output",
        "Error starting userland proxy: listen tcp 192.0.2.9:80: bind: cannot assign requested add",
      ],
    ],
  ],
  [
    "kernel-netdev-leak",
    [
      [
        "cli-output",
        'it says "unregister_netdevice: waiting for lo to become free. Usage count = 12" all day',
      ],
    ],
  ],
  ["kernel-incompatible", [["daemon-log", 'level=fatal msg="Your Linux kernel versi']]],
  ["cgroup-version-mismatch", [["daemon-log", 'level=warning msg="Unable to find cpu cgroup in mounts"']]],
  [
    "docker-sock-permission",
    [
      ["cli-output", "com.sun.jna.LastErrorException: [13] Permission denied"],
      ["cli-output", "AFUNIXSocketException: Permission denied (socket: /run/docker.sock)"],
    ],
  ],
  ["container-restart-loop", [["cli-output", "Running=true Status=restarting  RestartCount=7"]]],
  ["conntrack-full", [["kernel-log", "kernel: ip_conntrack table full dropping packet"]]],
  [
    "containerd-version-mismatch",
    [
      [
        "daemon-log",
        `level=warning msg="libcontainerd: failed to retrieve container ${ID} state: json: cannot unmarshal string into Go struct field State.init_process_start of type uint64"`,
      ],
    ],
  ],
  [
    "bridge-failure",
    [
      ["api-error", "failed to update store for object type *libnetwork.endpointCnt: Key not found in store"],
      ["cli-output", "Error response from daemon: service endpoint with name shop already exists"],
      ["cli-output", "docker: Error response from daemon: Address already in use."],
    ],
  ],
  [
    "storage-io-error",
    [
      [
        "cli-output",
        "error:%20failed%20to%20write%20digest%20data%3A%20sync%20/srv/x:%20input/output%20error",
      ],
    ],
  ],
  [
    "containerd-down",
    [
      [
        "daemon-log",
        'WARN[2026-11-22T10:00:00Z] failed to load plugin io.containerd.grpc.v1.containers  error="invalid argument"',
      ],
      [
        "api-error",
        "Error response from daemon: all SubConns are in TransientFailure, latest connection error: connection closed: unavailable",
      ],
    ],
  ],
  [
    "daemon-down",
    [
      [
        "cli-output",
        "Error response from daemon: open \\\\.\\pipe\\docker_engine_linux: Le fichier spécifié est introuvable.",
      ],
      ["cli-output", "pywintypes.error: (2, 'WaitNamedPipe', 'Le fichier est introuvable.')"],
      ["cli-output", "CRITICAL (MainThread) [shop.bootstrap] Can't find Docker socket!"],
    ],
  ],
  [
    "daemon-hung",
    [
      [
        "daemon-log",
        "Oct 12 14:27:51 shop-mac Docker[com.docker.driver.amd64-linux][15] <Notice>: Docker is not responding: Get http://./info: EOF: waiting 0.5s",
      ],
    ],
  ],
  [
    "overlay2-corruption",
    [
      [
        "cli-output",
        "failed to register layer: link /srv/docker/overlay/5d/root/a /srv/docker/overlay/6e/tmproot9/a: too many links",
      ],
      [
        "cli-output",
        "Error response from daemon: open /srv/lib/docker/overlay2/5d/diff/etc/hosts: operation not permitted",
      ],
    ],
  ],
  [
    "port-already-allocated",
    [
      [
        "cli-output",
        "Error starting userland proxy: listen tcp 0.0.0.0:80: bind: address alrStarting shop_web_1   ... done",
      ],
    ],
  ],
  ["container-unhealthy", [["cli-output", 'shop.1  Failed 4 seconds ago  "task: unhealthy container"']]],
  [
    "daemon-start-failed",
    [
      ["systemd", "web-1 systemd[1]: Dependency failed for Docker Applicati"],
      ["systemd", "web-1 systemd[1]: Failed to start Docker Application Contai…"],
    ],
  ],
  ["daemon-listen-failed", [["systemd", "web-1 systemd[1]: Failed to listen on Docker Socket for "]]],
])("%s", (mode, pastes) => {
  test.each(pastes.map(named))("$name", ({ pasted }) => expect(firstAnswer(pasted)).toBe(mode));
});

describe("normal life and what is another's", () => {
  test.each(
    (
      [
        ["cli-output", "shop-1  | touch: /etc/shop.conf: Read-only file system"],
        ["cli-output", "curl: (7) Failed to connect to logshop port 6688: Connection refused"],
        ["cli-output", "mount: mounting 192.0.2.9:/shop on /mnt/shop failed: Invalid argument"],
        ["cli-output", "ssh: connect to host 192.0.2.9 port 22: connectex: no such host"],
        [
          "daemon-log",
          'level=warning msg="Unable to find cpu cgroup in mounts"',
          'level=info msg="API listen on /run/docker.sock"',
        ],
        [
          "systemd",
          "  Process: 42 ExecStart=/usr/bin/dockerd --storage-driver=devicemapper -H fd://",
          `CGroup: /docker/${ID}`,
        ],
      ] as readonly Pasted[]
    ).map(named),
  )("$name", ({ pasted }) => expect(firstAnswer(pasted)).toBeUndefined());
});
