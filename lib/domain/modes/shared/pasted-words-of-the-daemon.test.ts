import { describe, expect, test } from "vitest";
import type { ModeId } from "../../symptom.ts";
import { firstAnswer, named, type Pasted } from "./testing/pasted.ts";

/** Of the daemon, its data and the ways in; see pasted-words-of-containers.test.ts. */
describe.each<[ModeId, readonly Pasted[]]>([
  [
    "daemon-crash",
    [
      ["daemon-log", "dockerd[8]: panic({0x55d0c0ffee00, 0xc000012345})"],
      ["daemon-log", "[signal SIGSEGV: segmentation violation code=0x1 addr=0x48 pc=0x1587305]"],
      [
        "daemon-log",
        "        /go/src/x/cluster.go:28 +0x26 fp=0xc0021d5f18 sp=0xc0021d5f00 pc=0x56408cb8bb46",
      ],
    ],
  ],
  [
    "daemon-down",
    [
      ["cli-output", "FATA[0000] Cannot connect to the Docker daemon. Is 'docker -d' running?"],
      [
        "cli-output",
        "error during connect: Get http://%2Fvar%2Frun%2Fdocker.sock/v1.24/info: read unix @->/var/run/docker.sock: read: connection reset by peer",
      ],
    ],
  ],
  [
    "daemon-hung",
    [
      ["cli-output", "ERROR: for shop  UnixHTTPConnectionPool(host='localhost', port=None): Read timed"],
      [
        "systemd",
        "kubelet[9]: E1121 15:00:01.254570    9 kubelet.go:17] skipping pod synchronization - [PLEG is not healthy: pleg was last seen active 4m1s ago; threshold is 3m0s]",
      ],
      [
        "systemd",
        "E1121 15:00:01.254570    9 generic.go:193] GenericPLEG: Unable to retrieve pods: operation timeout: context deadline exceeded",
      ],
    ],
  ],
  [
    "daemon-json-invalid",
    [
      ["systemd", "dockerd[8]: unable to configure the Docker daemon with file /etc/docker/da"],
      [
        "systemd",
        "dockerd[8]: unable to configure the Docker daemon with file /etc/docker/daemon.json: the following direct…",
      ],
      [
        "systemd",
        "dockerd[8]: unable to configure the Docker daemon with file /etc/docker/daemon.json: invalid char",
      ],
    ],
  ],
  [
    "daemon-log-config-invalid",
    [
      [
        "daemon-log",
        `level=fatal msg="Failed to set log opts: unknown log opt 'max-sise' for json-file log driver"`,
      ],
      ["api-error", "logger: no log driver named 'shoplog' is registered"],
    ],
  ],
  [
    "daemon-start-failed",
    [
      ["cli-output", "Job for docker.service failed because the control process exited with error code."],
      ["systemd", "systemd[1]: Dependency failed for Docker Application Container Engine."],
      [
        "systemd",
        "● docker.service - Docker Application Container Engine",
        "   Loaded: loaded",
        "   Active: inactive (dead) (Result: exit-code) since Sat",
      ],
      ["daemon-log", 'time="2026-11-21T15:00:00Z" level=fatal msg="out of luck"'],
    ],
  ],
  ["daemon-start-limit-hit", [["systemd", "systemd[1]: docker.service: Start request repeated too"]]],
  [
    "daemon-state-locked",
    [
      [
        "daemon-log",
        'level=warning msg="Binding to IP address without --tlsverify is insecure and gives root access"',
        "failed to start daemon: error while opening volume store metadata database: timeout",
      ],
    ],
  ],
  [
    "daemon-tls-files-missing",
    [
      [
        "daemon-log",
        'invalid TLS configuration: error reading X509 key pair - make sure the key is not encrypted (cert: "/c.pem", key: "/k.pem"): x509: SAN dNSName is malformed',
      ],
      [
        "daemon-log",
        "Couldn't load X509 key pair (/c.pem, /k.pem): open /c.pem: no such file or directory. Key encrypted?",
      ],
    ],
  ],
  [
    "data-root-read-only",
    [
      [
        "api-error",
        "Error response from daemon: mkdir /var/lib/docker/tmp/docker-builder81: read-only file system",
      ],
      ["cli-output", "docker: open /srv/docker/tmp/GetImageBlob81: read-only file system."],
    ],
  ],
  [
    "disk-full-data-root",
    [
      ["cli-output", " Data Space Total: 107.4 GB", " Data Space Available: 0 B"],
      [
        "cli-output",
        "Filesystem  Size  Used Avail Use% Mounted on",
        "udev  2G  0  2G  0% /dev",
        "tmpfs  2G  0  2G  0% /run",
        "/dev/sda1  9G  9G  20K  100% /",
      ],
    ],
  ],
  [
    "disk-inodes-exhausted",
    [
      [
        "cli-output",
        "Filesystem  Inodes  IUsed  IFree IUse% Mounted on",
        "udev  409  5  404  2% /dev",
        "tmpfs  409  5  404  2% /run",
        "/dev/sdb1  9000  8999  1  100% /srv/docker",
      ],
    ],
  ],
  [
    "dns-embedded-failure",
    [
      ["cli-output", "  Could not resolve 'deb.example.org'"],
      ["cli-output", "ping: unknown host"],
      ["cli-output", "dial tcp: lookup shop.example.org on 192.0.2.53:53: no such host"],
      [
        "daemon-log",
        'level=error msg="external resolution failed, read udp 192.0.2.7:4242->192.0.2.53:53: i/o timeout"',
      ],
      [
        "daemon-log",
        'level=warning msg="[resolver] read from DNS server failed, read udp 172.19.0.4:42->192.0.2.53:53: i/o timeout"',
      ],
      ["cli-output", "** server can't find shop.example.org: SERVFAIL"],
    ],
  ],
  [
    "port-already-allocated",
    [
      [
        "cli-output",
        "Cannot start service shop: Error starting userland proxy: listen tcp 0.0.0.0:81: bind: address already in us",
      ],
    ],
  ],
  [
    "runtime-missing",
    [
      [
        "cli-output",
        'failed to start shim: exec: "containerd-shim": executable file not found in $PATH: unknown',
      ],
    ],
  ],
  ["shim-dead", [["api-error", "containerd: shim exited before container process was started"]]],
  [
    "volume-mount-mismatch",
    [["api-error", "error while creating mount source path '/srv/shop': mkdir /srv: read-only file system"]],
  ],
])("%s stands first", (mode, rows) => {
  test.each(rows.map(named))("$name", ({ pasted }) => {
    expect(firstAnswer(pasted)).toBe(mode);
  });
});
