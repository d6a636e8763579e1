import { describe, expect, test } from "vitest";
import type { ModeId } from "../../symptom.ts";
import { firstAnswer, named, type Pasted } from "./testing/pasted.ts";

const ID = "0f".repeat(32);
const START = "failed to start daemon: Error initializing network controller: ";

/** In the words of moby, containerd, runc, systemd, the kernel and their clients, of versions and cuts no lab engine has. */
describe.each<[ModeId, readonly Pasted[]]>([
  [
    "address-pool-exhausted",
    [
      [
        "daemon-log",
        `${START}error creating default "bridge" network: could not find an available, non-overlapping IPv6 address pool among the defaults to assign to the network`,
      ],
    ],
  ],
  [
    "cgroup-version-mismatch",
    [
      ["api-error", "cgroups: cannot found cgroup mount destination: unknown"],
      ["daemon-log", 'level=error msg="oci runtime error: mountpoint for devices not found"'],
    ],
  ],
  [
    "clock-skew",
    [
      ["cli-output", "E: Release file for http://deb.example.org/dists/stable/InRelease is not valid ye"],
      ["cli-output", "make: warning:  Clock skew detected.  Your build may be incomplete."],
      ["cli-output", "make[1]: Warning: File 'shop.o' has modification time 12 s in the future"],
    ],
  ],
  [
    "container-exit-error",
    [
      ["cli-output", '  "ExitCode": 3,', '  "Error": "",'],
      ["cli-output", "shop_web_1   /run   Exit 2"],
    ],
  ],
  [
    "container-lock-hung",
    [
      [
        "api-error",
        `Cannot stop container shop: Cannot kill container ${ID}: rpc error: code = 2 desc = "no such process"`,
      ],
      [
        "cli-output",
        "Error response from daemon: Could not kill running container, cannot remove - no such process",
      ],
      [
        "api-error",
        "Cannot kill container 0f0f: unknown error after kill: docker-runc did not terminate sucessfully",
      ],
    ],
  ],
  [
    "container-name-conflict",
    [["api-error", "Conflict, The name shop is already assigned to 0f0f0f0f0f0f. You have to delete"]],
  ],
  [
    "container-oom-killed",
    [
      [
        "kernel-log",
        "[ 812.000001] java invoked oom-killer: gfp_mask=0xd0",
        "[ 812.000002]  mem_cgroup_out_of_memory+0x41/0x50",
      ],
      ["cli-output", '    "OOMKilled": true,'],
    ],
  ],
  [
    "container-paused",
    [
      ["cli-output", '    "Paused": true,'],
      [
        "api-error",
        "Cannot kill container 0f0f: Container 0f0f is paused. Unpause the container before stopping",
      ],
    ],
  ],
  [
    "container-restart-loop",
    [
      ["cli-output", '    "Status": "restarting",'],
      ["cli-output", '0f0f0f0f0f0f  shop  "/run"  2 hours ago  Restarting (1) Less than a second ago  shop'],
    ],
  ],
  [
    "container-start-failed",
    [
      ["api-error", "shim error: open pid: no such file or directory"],
      ["api-error", "cannot exec in a stopped state: unknown"],
      ["cli-output", 'shop_1  | standard_init_linux.go:207: exec user process caused "permission denied"'],
      ["api-error", `Cannot start container ${ID}: [8] System error: permission denied`],
    ],
  ],
  [
    "container-stuck-removing",
    [
      ["api-error", `Driver devicemapper failed to remove root filesystem ${ID}: Device is Busy`],
      [
        "api-error",
        `driver "devicemapper" failed to remove root filesystem for ${ID}: failed to remove device ${ID}: devicemapper: Error running DeleteDevice dm_task_run failed`,
      ],
    ],
  ],
  [
    "containerd-down",
    [
      ["cli-output", 'ctr: failed to dial "/run/containerd/containerd.sock": context deadline exceeded'],
      [
        "cli-output",
        "● containerd.service - containerd container runtime",
        "   Loaded: loaded",
        "   Active: failed (Result: exit-code) since Sat",
      ],
      ["api-error", "Error response from daemon: grpc: the connection is unavailable."],
      [
        "daemon-log",
        "FATA[0000] can't create unix socket /run/containerd/containerd.sock: listen unix: no such file",
      ],
      [
        "daemon-log",
        'level=warning msg="failed to retrieve containerd version: rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing dial unix /run/containerd/containerd.sock: connect: connection refused\\""',
      ],
    ],
  ],
  [
    "containerd-hung",
    [
      [
        "daemon-log",
        'level=warning msg="grpc: addrConn.createTransport failed to connect. Err :connection error: desc = \\"transport: error while dialing: dial unix:///run/containerd.sock: timeout\\""',
      ],
      ["api-error", "rpc error: code = 4 desc = context deadline exceeded"],
      [
        "daemon-log",
        'level=error msg="Create container failed with error: container did not start before the specified timeout"',
      ],
    ],
  ],
  [
    "containerd-version-mismatch",
    [
      ["daemon-log", "flag provided but not defined: -shim"],
      [
        "daemon-log",
        "Incorrect Usage.",
        "",
        "USAGE:",
        "   docker-containerd [global options] command [command options]",
      ],
      [
        "cli-output",
        "ctr: failed to create shim: /containerd.task.v2.Task/Create is not supported: not found",
      ],
    ],
  ],
  [
    "shim-hung",
    [["api-error", "listen unix /containerd-shim/moby/0f/shim.sock: bind: address already in use: unknown"]],
  ],
])("%s stands first", (mode, rows) => {
  test.each(rows.map(named))("$name", ({ pasted }) => {
    expect(firstAnswer(pasted)).toBe(mode);
  });
});

const HEALTHY: readonly Pasted[] = [
  ["daemon-log", 'level=warning msg="mountpoint for pids not found"'],
  [
    "cli-output",
    "Filesystem  Size  Used Avail Use% Mounted on",
    "/dev/sda1  9G  9G  20K  100% /boot",
    "/dev/sda2  9G  1G  8G  11% /",
  ],
  ["cli-output", '    "OOMKilled": false,', '    "Restarting": false,', '    "Paused": false,'],
  ["cli-output", "   Loaded: loaded", "   Active: active (running) since Sat"],
  ["daemon-log", "goroutine 51 [running]:"],
  [
    "daemon-log",
    `level=warning msg="container kill failed because of 'container not found' or 'no such process': Cannot kill container ${ID}: rpc error: code = 2 desc = no such process"`,
  ],
  ["api-error", `Cannot kill container: ${ID}: Container ${ID} is not running`],
  ["cli-output", '  "ExitCode": 0,', '  "Error": "",'],
  ["cli-output", '  "ExitCode": 1,', '  "Output": "not yet"'],
];

test.each(HEALTHY.map(named))("normal life: $name", ({ pasted }) => {
  expect(firstAnswer(pasted)).toBeUndefined();
});
