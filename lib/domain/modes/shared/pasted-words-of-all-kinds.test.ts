import { describe, expect, test } from "vitest";
import type { ModeId } from "../../symptom.ts";
import { firstAnswer, named, type Pasted } from "./testing/pasted.ts";

const ID = "3f".repeat(32);
const redial = (second: number): string =>
  `dockerd[8]: time="2026-11-21T15:00:0${second}Z" level=warning msg="grpc: addrConn.createTransport failed to connect to {unix:///run/containerd/containerd.sock  <nil> 0 <nil>}. Err :connection error: desc = \\"transport: Error while dialing dial unix /run/containerd/containerd.sock: connect: connection refused\\". Reconnecting..." module=grpc`;

/** As people paste it: with prompts, cut, quoted, retold by a tool. In the words of the sources, over their versions. */
describe.each<[ModeId, readonly Pasted[]]>([
  [
    "container-lock-hung",
    [
      [
        "daemon-log",
        `level=info msg="Container ${ID} failed to exit within 10 seconds of kill - trying direct SIGKILL"`,
      ],
      [
        "daemon-log",
        'docker[8]: level=error msg="Handler for POST /v1.23/containers/3f/stop returned error: Cannot stop container 3f: cantkill: Cannot kill cont',
      ],
    ],
  ],
  [
    "container-start-failed",
    [
      [
        "cli-output",
        "docker: Error response from daemon: unable to find user shop: no matching entries in passwd file.",
      ],
    ],
  ],
  ["container-restart-loop", [["cli-output", "3f3f3f3f3f3f  shop  Restarting (-1) 3 hours ago  shop-1"]]],
  ["containerd-down", [["daemon-log", redial(1), redial(3)]]],
  [
    "containerd-version-mismatch",
    [
      [
        "daemon-log",
        "failed to start shim: start failed: Incorrect Usage. flag provided but not defined: -bundle",
      ],
    ],
  ],
  [
    "bridge-failure",
    [
      [
        "daemon-log",
        'level=error msg="network sandbox join failed: error creating vxlan interface: file exists"',
      ],
    ],
  ],
  [
    "iptables-missing",
    [
      [
        "daemon-log",
        "failed to start daemon: Error initializing network controller: error obtaining controller instance: failed to create NAT chain DOCKER: iptables failed: iptables -t nat -N DOCKER: iptables: Operation not supported.",
      ],
    ],
  ],
  [
    "daemon-json-flag-conflict",
    [
      [
        "daemon-log",
        "unable to configure the Docker daemon with file /etc/docker/daemon.json: the following directives are specified both as a flag and in the configuration file:",
        "",
        "storage-driver: (from flag: vfs, from file: overlay2)",
      ],
    ],
  ],
  [
    "daemon-json-unknown-key",
    [
      ["daemon-log", "unknown flag: --log-lvl", "See 'dockerd --help'."],
      ["cli-output", "unknown flag: --log-lvl", "See 'dockerd --help'."],
      ["cli-output", "$ sudo dockerd --log-lvl info", "unknown flag: --log-lvl"],
    ],
  ],
  [
    "daemon-json-wrong-type",
    [["cli-output", 'invalid argument "big" for "--mtu" flag: invalid syntax', "See 'dockerd --help'."]],
  ],
  [
    "daemon-listen-port-conflict",
    [
      [
        "daemon-log",
        "FATA[0000] listen tcp 192.0.2.7:2375: bind: address already in use: is Docker already running on this machine?",
      ],
    ],
  ],
  [
    "daemon-listen-failed",
    [["daemon-log", 'level=fatal msg="listen tcp 192.0.2.7:2376: bind: cannot assign requested address"']],
  ],
  ["daemon-start-failed", [["daemon-log", "failed to set umask: expected 022, got 044"]]],
  [
    "docker-sock-permission",
    [
      [
        "cli-output",
        "docker: Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: dial unix /var/run/docker.sock: connect: permission denied.",
      ],
    ],
  ],
  [
    "disk-full-data-root",
    [["daemon-log", "INFO[0031] Untar exit status 1 write /usr/lib/locale: no space left on device"]],
  ],
  [
    "gpu-runtime-missing",
    [["cli-output", "Error response from daemon: could not select device driver with capabilities: [[gpu]]"]],
  ],
  ["host-oom", [["kernel-log", "web-1 kernel: dockerd-ce invoked oom-killer: gfp_mask=0xd0, order=0"]]],
  [
    "port-address-unavailable",
    [
      [
        "api-error",
        "driver failed programming external connectivity on endpoint shop: Error starting userland proxy: listen tcp6 [::]:81: socket: address family not supported by protocol",
      ],
    ],
  ],
  ["registry-unreachable", [["api-error", "Error response from daemon: unexpected EOF"]]],
  ["tls-unknown-ca", [["cli-output", "ERRO[0002] deploy failed: tls: bad certificate"]]],
])("%s stands first", (mode, rows) => {
  test.each(rows.map(named))("$name", ({ pasted }) => {
    expect(firstAnswer(pasted)).toBe(mode);
  });
});

describe("what is anybody's is not taken for the daemon's", () => {
  test.each(
    (
      [
        ["cli-output", "unknown flag: --archiv", "See 'docker cp --help'."],
        ["cli-output", "unknown shorthand flag: 'z' in -zz", "", "Usage:  docker ps [OPTIONS]"],
        [
          "cli-output",
          'invalid argument "yes" for "-a, --all" flag: invalid syntax',
          "See 'docker images --help'.",
        ],
        ["cli-output", "Error: unable to open boltdb: timeout"],
        [
          "cli-output",
          "Gracefully stopping... (press Ctrl+C again to force)",
          " Container shop-web-1  Stopped",
          "web-1 exited with code 137",
        ],
        ["daemon-log", redial(1)],
        ["daemon-log", redial(1), redial(3), 'level=info msg="Daemon has completed initialization"'],
        [
          "daemon-log",
          'level=info msg="Container 3f failed to exit within 10s of signal 15 - using the force"',
        ],
        ["api-error", `Error response from daemon: Cannot stop container 3f: No such container: 3f`],
      ] as readonly Pasted[]
    ).map(named),
  )("$name", ({ pasted }) => {
    expect(firstAnswer(pasted)).toBeUndefined();
  });
});
