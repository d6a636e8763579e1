import { describe, expect, test } from "vitest";
import type { CaseKind } from "../../classify/classify.ts";
import type { ModeId } from "../../symptom.ts";
import { firstAnswer } from "./testing/pasted.ts";

const ID = "3f".repeat(32);

/** In the words of the sources of moby, containerd, runc, iptables, AppArmor, bash and the kernel, over their versions. */
describe("what other versions and tools print of the same cause is known by it", () => {
  test.each<[ModeId, CaseKind, string]>([
    ["container-unhealthy", "cli-output", '"Output": "Health check exceeded timeout (7s)"'],
    ["health-probe-broken", "daemon-log", 'level=warning msg="Health check error: rpc error: code = 2"'],
    ["container-oom-killed", "kernel-log", "Memory cgroup stats for /docker/web: cache:0KB rss:9KB"],
    ["container-oom-killed", "kernel-log", "[   9.100000]  mem_cgroup_out_of_memory+0x36/0x50"],
    ["container-oom-killed", "kernel-log", `[   9.100000] java cpuset=docker-${ID}.scope mems_allowed=0`],
    [
      "container-oom-killed",
      "kernel-log",
      "[   9.100000] cron invoked oom-killer: gfp_mask=0x14200ca, order=0",
    ],
    [
      "task-d-state",
      "kernel-log",
      '"echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.',
    ],
    [
      "iptables-nat-wiped",
      "api-error",
      "COMMAND_FAILED: '/sbin/iptables -w5 -t nat -A DOCKER -p tcp --dport 81 -j DNAT' failed: iptables: No chain/target/match by that name.",
    ],
    [
      "iptables-nat-wiped",
      "cli-output",
      "iptables failed: iptables --wait -t nat -A DOCKER -p tcp --dport 81: iptables v1.8.9 (nf_tables): Chain 'DOCKER' does not exist",
    ],
    ["log-driver-init-failed", "api-error", "gelf: endpoint needs to be TCP or UDP"],
    ["log-driver-init-failed", "cli-output", "unknown log opt 'max-siz' for json-file log driver"],
    ["json-log-corrupt", "cli-output", "Error grabbing logs: EOF"],
    [
      "overlay2-corruption",
      "api-error",
      "error creating overlay mount to /data/my docker/overlay2/x/merged: invalid argument",
    ],
    ["overlay2-corruption", "cli-output", "error creating overlay mount to /srv/docker/overlay2/3f3f3f/mer"],
    ["pids-exhausted", "cli-output", "sh: fork: retry: Resource temporarily unavailable"],
    [
      "port-already-allocated",
      "cli-output",
      `driver failed programming external connectivity on endpoint web (${ID}): Error starting userland proxy: Failed to bind: EADDRINUSE`,
    ],
    [
      "port-already-allocated",
      "api-error",
      "Ports are not available: listen tcp 0.0.0.0:81: bind: Only one usage of each socket",
    ],
    [
      "runtime-missing",
      "api-error",
      'rpc error: code = 2 desc = "shim error: docker-runc not installed on system"',
    ],
    [
      "shim-dead",
      "cli-output",
      `ctr: dial unix /run/containerd/s/${ID}: connect: connection refused: unknown`,
    ],
    [
      "shim-dead",
      "daemon-log",
      "dial unix \\x00/containerd-shim/moby/3f/shim.sock: connect: connection refused",
    ],
    [
      "shim-hung",
      "daemon-log",
      `level=error msg="converting task to protobuf" error="context canceled: unknown" id=${ID}`,
    ],
    ["shim-hung", "api-error", `container "${ID}": already exists`],
    [
      "shim-hung",
      "daemon-log",
      'level=error msg="Container not cleaned up from containerd from previous run"',
    ],
    ["shim-hung", "daemon-log", 'level=info msg="cleaning leaked shim process" namespace=k8s.io'],
    [
      "containerd-down",
      "cli-output",
      "transport: dial unix:///run/docker/containerd/docker-containerd.sock: timeout",
    ],
    ["containerd-hung", "api-error", "containerd: container did not start before the specified timeout"],
    ["storage-io-error", "api-error", "Error response from daemon: disk I/O error"],
    ["storage-io-error", "kernel-log", "XFS (sdb1): log mount failed"],
    [
      "lsm-denied",
      "kernel-log",
      "avc:  denied  { transition } for  pid=7 scontext=system_u:system_r:init_t:s0 tcontext=system_u:system_r:container_t:s0",
    ],
    [
      "lsm-denied",
      "api-error",
      "oci runtime error: apparmor failed to apply profile: no such file or directory",
    ],
    [
      "live-restore-mismatch",
      "daemon-log",
      `level=warning msg="libcontainerd: failed to retrieve container ${ID} state: rpc error"`,
    ],
    [
      "volume-mount-mismatch",
      "api-error",
      `mounting \\"/srv/a.conf\\" to rootfs \\"/var/lib/docker/overlay2/3f/merged\\" caused \\"not a directory\\"`,
    ],
    [
      "volume-mount-mismatch",
      "api-error",
      "error while creating mount source path '/srv/a': mkdir /srv/a: permission denied",
    ],
    ["volume-mount-mismatch", "cli-output", "invalid bind mount source, source path not found: /srv/a"],
    [
      "bridge-failure",
      "api-error",
      'failed to add interface veth1 to sandbox: failed in prefunc: failed to set namespace on link "veth1"',
    ],
    ["kernel-incompatible", "daemon-log", "'overlay' not found as a supported filesystem on this host."],
    ["registry-unreachable", "cli-output", "received unexpected HTTP status: 503 Service Unavailable"],
    [
      "registry-unreachable",
      "cli-output",
      "failed to solve: unexpected status from POST request to https://r.example/v2/x/blobs/uploads/: 500",
    ],
    ["registry-unreachable", "api-error", 'Get "https://r.example/v2/": Service Unavailable'],
    [
      "registry-unreachable",
      "api-error",
      "Get https://r.example/v1/repositories/x/images: dial tcp 192.0.2.7:443: connection refused",
    ],
    ["image-pull-auth", "cli-output", "denied: Permission to read was not given"],
    ["image-pull-auth", "api-error", "failed to fetch oauth token: unexpected status: 403 Forbidden"],
    ["image-digest-mismatch", "daemon-log", "image verification failed: checksum mismatch"],
    [
      "tls-unknown-ca",
      "cli-output",
      "Get https://192.0.2.7:2376/v1.24/version: remote error: bad certificate",
    ],
    ["image-pull-auth", "cli-output", "error parsing HTTP 403 response body: no JSON"],
    ["image-pull-not-found", "cli-output", "ERROR: error parsing HTTP 404 response body: no JSON"],
    ["registry-unreachable", "cli-output", "error parsing HTTP 502 response body: no JSON"],
    ["image-pull-rate-limit", "cli-output", "error parsing HTTP 429 response body: no JSON"],
    [
      "seccomp-denied",
      "api-error",
      "Error response from daemon: linux seccomp: seccomp profiles are not supported on this daemon",
    ],
    [
      "bridge-failure",
      "cli-output",
      "driver failed programming external connectivity on endpoint web (3f3f): Timed out proxy starting the userland proxy.",
    ],
    [
      "bridge-failure",
      "api-error",
      "failed to start userland proxy for port mapping 0.0.0.0:81:172.17.0.2:80/tcp: fork/exec /opt/docker-proxy: no such file or directory",
    ],
    ["shim-dead", "daemon-log", `level=error msg="no running task found: task ${ID} not found: not found"`],
    [
      "shim-hung",
      "daemon-log",
      `level=error msg="StopContainer failed" error="rpc error: code = DeadlineExceeded desc = an error occurs during waiting for container ${ID} to be killed: wait container ${ID}: context deadline exceeded"`,
    ],
    [
      "containerd-version-mismatch",
      "daemon-log",
      `level=error msg="Handler for POST /v1.40/containers/${ID}/start returned error: no status provided on response: unknown"`,
    ],
    [
      "container-stuck-removing",
      "api-error",
      "failed to unmount target /data/containerd/tmpmounts/containerd-mount12: device or resource busy",
    ],
    [
      "daemon-listen-failed",
      "daemon-log",
      "FATA[0000] Shutting down due to ServeAPI error: No sockets found",
    ],
  ])("%s: %s: %s", (mode, kind, line) => {
    expect(firstAnswer([kind, line])).toBe(mode);
  });
});

describe("what looks alike is not taken for it", () => {
  test.each<[string, CaseKind, string]>([
    [
      "a rule that firewalld takes away and that was never there",
      "systemd",
      "WARNING: COMMAND_FAILED: '/usr/sbin/iptables -w10 -t nat -X DOCKER' failed: iptables: No chain/target/match by that name.",
    ],
    ["a mount of a file system", "kernel-log", "XFS (sdb1): Ending clean mount"],
    ["a shim that ended with its container", "daemon-log", 'level=info msg="cleaning up dead shim"'],
    [
      "a denial that concerns no container",
      "kernel-log",
      "avc:  denied  { read } for  pid=7 scontext=system_u:system_r:sshd_t:s0 tcontext=system_u:object_r:etc_t:s0",
    ],
    [
      "a health check that ran into the end of its container",
      "daemon-log",
      'level=warning msg="Health check error: context canceled"',
    ],
  ])("%s", (_name, kind, line) => {
    expect(firstAnswer([kind, line])).toBeUndefined();
  });
});
