import { describe, expect, test } from "vitest";
import type { InspectReading } from "../../readings.ts";
import { aContainer, aDisk, aHostState, aList, anInspect, T0 } from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { asked } from "../../testing/pasted.ts";
import { ABOUTS } from "../abouts.ts";
import { kindOfStartError } from "../shared/start-errors.ts";
import { containerStartFailed } from "./mode.ts";

// As Docker 20.10.24 and 26.1.5 wrote them into State.Error.
const V20 =
  "failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ";
const V26 = `failed to create task for container: ${V20}`;

test.each([
  [`${V20}exec: "nosuchcmd": executable file not found in $PATH: unknown`, "command"],
  [`${V26}exec: "nosuchcmd": executable file not found in $PATH: unknown`, "command"],
  [`${V26}exec: "/etc/passwd": permission denied: unknown`, "permission"],
  [
    `${V20}error during container init: error mounting "/etc/hostname" to rootfs at "/etc": mount /etc/hostname:/etc (via /proc/self/fd/6), flags: 0x5000: not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)?`,
    "mount",
  ],
  [`${V26}exec /app: exec format error: unknown`, "platform"],
  ["failed to initialize logging driver: dial tcp 127.0.0.1:24224: connect: connection refused", "logging"],
  ["mkdir /var/lib/docker/overlay2/x/diff: no space left on device", "no-space"],
  [
    "driver failed programming external connectivity on endpoint a (b):  (iptables failed: iptables --wait -t nat -A DOCKER: iptables: No chain/target/match by that name.\n (exit status 1))",
    "firewall",
  ],
  ["mkdir /var/lib/docker/overlay2/4d-init: read-only file system", "read-only"],
  ["unknown or invalid runtime name: kata", "runtime"],
  ["network 4d2 not found", "other"],
  [
    'container a: driver "overlay2" failed to remove root filesystem: unlinkat /x: operation not permitted',
    undefined,
  ],
  ["", undefined],
])("%s", (error, kind) => {
  expect(kindOfStartError(error)).toBe(kind);
});

const inspected = (about: Partial<InspectReading>) =>
  aHostState([
    aList(T0, [aContainer(1, { state: about.state ?? "created", status: "Created" }), aContainer(2)]),
    anInspect(T0 + 1, 1, {
      state: "created",
      exitCode: 127,
      error: `${V26}exec: "x": executable file not found in $PATH: unknown`,
      ...about,
    }),
  ]);

describe("a start that failed", () => {
  test("is found in what Docker wrote into the container", () => {
    expect(judged(containerStartFailed, inspected({}), T0 + 500)[0]).toMatchObject({
      subject: "app-1",
      variant: "command",
      summary:
        "app-1 did not start: its program is not in the image, or not under that name. Docker does not try again by itself.",
      facts: { exitCode: "127", container: "app-1" },
    });
  });

  test.each<[string, Partial<InspectReading>]>([
    ["a program that ran and ended with the same code", { state: "exited", exitCode: 127, error: "" }],
    [
      "a port that is taken, which has its own name",
      { error: "Bind for 0.0.0.0:9000 failed: port is already allocated" },
    ],
    ["a container that runs", { state: "running" }],
  ])("is not %s", (_name, about) => {
    expect(failing(containerStartFailed, inspected(about), T0 + 500)).toEqual([]);
  });

  test("for want of space belongs under the full disk, a wrong command beside it does not", () => {
    const lists = every(4_000, T0, T0 + 60_000, (at) =>
      aList(at, [aContainer(1, { state: "created" }), aContainer(2, { state: "created" })]),
    );
    const disk = every(4_000, T0, T0 + 60_000, (at) => aDisk(at, { availableBytes: 0 }));
    const story = play(
      [
        ...lists,
        ...disk,
        anInspect(T0 + 20_000, 1, {
          state: "created",
          error: "mkdir /var/lib/docker/x: no space left on device",
        }),
        anInspect(T0 + 20_000, 2, {
          state: "created",
          error: `${V20}exec: "x": executable file not found in $PATH`,
        }),
      ],
      T0 + 50_000,
    );
    const of = (subject: string) =>
      story.open.find((each) => each.mode === "container-start-failed" && each.subject === subject);
    const full = story.open.find(({ mode }) => mode === "disk-full-data-root");
    expect(full).toBeDefined();
    expect(of("app-1")?.absorbedBy).toBe(full?.id);
    expect(of("app-2")).toBeDefined();
    expect(of("app-2")?.absorbedBy).toBeUndefined();
  });

  test("names no cause that does not exist", () => {
    expect(Object.keys(ABOUTS["container-start-failed"].explainedAs ?? {})).not.toContain(
      "container-start-failed",
    );
  });
});

describe("pasted", () => {
  const id = "4f".repeat(32);
  test("a container that was to come back with the daemon", () => {
    const line = `level=error msg="failed to start container" container=${id} error="context deadline exceeded"`;
    const old = `level=error msg="Failed to start container ${id}: rename /var/lib/docker/x: file exists"`;
    expect(asked("log", old)[0]?.symptom).toBe("container-start-failed");
    expect(asked("log", line)[0]?.symptom).toBe("container-start-failed");
  });
  test("belongs under what the same line names as its cause", () => {
    const line = `level=error msg="Failed to start container ${id}: driver failed programming external connectivity on endpoint a (b): Bind for 0.0.0.0:80 failed: port is already allocated"`;
    expect(asked("log", line)[0]?.symptom).toBe("port-already-allocated");
  });
});
