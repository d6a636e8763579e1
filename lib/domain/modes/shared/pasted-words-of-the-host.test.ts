import { describe, expect, test } from "vitest";
import type { ModeId } from "../../symptom.ts";
import { firstAnswer, named, type Pasted } from "./testing/pasted.ts";

/** As systemd before 230, package scripts, swarm, kubelet and registries' clients say it, and people quote it. */
describe.each<[ModeId, readonly Pasted[]]>([
  [
    "daemon-start-failed",
    [
      ["systemd", "systemd[1]: Unit docker.service entered failed state."],
      ["cli-output", "dpkg: error processing package docker-ce (--configure):"],
      ["daemon-log", "[rootlesskit:parent] error: failed to setup UID/GID map"],
    ],
  ],
  ["containerd-down", [["systemd", "systemd[1]: containerd.service failed."]]],
  [
    "daemon-down",
    [
      [
        "cli-output",
        "error during connect: Get https://192.0.2.7:2376/v1.40/info: dial tcp 192.0.2.7:2376: i/o timeout",
      ],
      ["systemd", "Ready  False  KubeletNotReady  container runtime is down"],
    ],
  ],
  [
    "port-already-allocated",
    [
      ["api-error", "rpc error: code = InvalidArgument desc = port '81' is already in use by service 'shop'"],
      ["cli-output", '"host-mode port already in use on 2 nodes"'],
    ],
  ],
  ["container-name-conflict", [["api-error", "Conflict: The name shop is already assigned to 3f."]]],
  ["shim-hung", [["cli-output", 'rpc error: code = 2 desc = "containerd: process not found for container"']]],
  [
    "registry-unreachable",
    [
      ["cli-output", "0f0f0f0f0f0f: Pushing [====>]  9.1MB", "EOF"],
      [
        "daemon-log",
        'level=error msg="Upload failed, retrying: received unexpected HTTP status: **502 Bad Gateway**"',
      ],
    ],
  ],
  [
    "image-pull-tls",
    [
      [
        "cli-output",
        "unable to ping registry endpoint https://r.example:5000/v0/",
        "v2 ping attempt failed with error: Get https://r.example:5000/v2/: x509: certificate signed by unknown authority",
      ],
    ],
  ],
  [
    "registry-unreachable",
    [["api-error", "Get https://registry-1.docker.io/v2/: Proxy Authentication Required"]],
  ],
  [
    "image-pull-auth",
    [
      [
        "cli-output",
        "Error response from daemon: Login: no such page (Code: 404; Headers: map[Content-Length:[12]])",
      ],
    ],
  ],
  [
    "containerd-down",
    [
      ["systemd", "containerd[812]: fatal error: found bad pointer in Go heap"],
      [
        "cli-output",
        "FATA[0000] can't create unix socket /run/docker/containerd.sock: listen unix: not a directory",
      ],
    ],
  ],
  [
    "daemon-hung",
    [
      [
        "systemd",
        "dockerd[8]: goroutine 71 [semacquire, 12 minutes]:",
        "dockerd[8]: sync.runtime_Semacquire(0xc4)",
      ],
      ["daemon-log", "goroutine 71 [sync.Mutex.Lock, 3 minutes]:"],
      [
        "cli-output",
        "goroutine 9 [chan receive]:",
        "github.com/moby/moby/v2/daemon.(*Daemon).Containers(0xc4, 0x0)",
      ],
    ],
  ],
  ["container-exit-error", [["cli-output", "dependency failed to start: container shop-db-1 exited (0)"]]],
  [
    "shim-hung",
    [["daemon-log", "failed to stop sandbox: failed to delete task: context deadline exceeded: unknown"]],
  ],
  [
    "daemon-start-failed",
    [["systemd", "systemd[1]: docker.service: Job docker.service/start failed with re"]],
  ],
  [
    "data-root-read-only",
    [
      [
        "api-error",
        "error creating overlay mount to /var/lib/docker/overlay2/3f-init: read-only file system.",
      ],
    ],
  ],
  [
    "daemon-down",
    [
      [
        "api-error",
        "Get http://192.0.2.7:2375/v1.24/info: dial tcp 192.0.2.7:2375: getsockopt: connection refused",
      ],
      [
        "cli-output",
        'Failed to pull image: error during connect: Post "https://192.0.2.7:2376/v1.41/images/create": dial tcp 192.0.2.7:2376: connect: no route to host',
      ],
    ],
  ],
  [
    "container-stuck-removing",
    [["api-error", "Cannot destroy container 3f: Status is already RemovalInProgress"]],
  ],
  [
    "volume-mount-mismatch",
    [
      ["api-error", "chown /srv/docker-volumes/nfs/data: operation not permitted"],
      ["api-error", 'invalid bind mount spec "/a:/b:/c:/d": invalid mode: /c'],
    ],
  ],
  [
    "container-oom-killed",
    [
      ["systemd", "Reason:       OOMKilled"],
      ["systemd", "systemd[1]: docker-3f.scope: A process of this unit has been killed by the OOM killer."],
    ],
  ],
  [
    "container-restart-loop",
    [["systemd", "Warning  BackOff  1m (x6 over 2m)  kubelet  Back-off restarting failed container"]],
  ],
  ["container-unhealthy", [["cli-output", '"dockerexec: unhealthy container"']]],
  [
    "lsm-denied",
    [["kernel-log", "SELinux is preventing /usr/bin/touch from write access on the directory data."]],
  ],
  [
    "address-pool-exhausted",
    [["cli-output", '"node is missing network attachments, ip addresses may be exhausted"']],
  ],
  ["storage-io-error", [["kernel-log", "ata9.00: failed command: READ FPDMA QUEUED"]]],
])("%s stands first", (mode, rows) => {
  test.each(rows.map(named))("$name", ({ pasted }) => {
    expect(firstAnswer(pasted)).toBe(mode);
  });
});
