import { expect, test } from "vitest";
import { aContainer, aHostState, aList, anInspect, T0 } from "../../testing/builders.ts";
import { failing, judged, play } from "../../testing/detecting.ts";
import { volumeMountMismatch } from "./mode.ts";

const V20 =
  "error while mounting volume '/var/lib/docker/volumes/nfsv/_data': failed to mount local volume: mount :/x:/var/lib/docker/volumes/nfsv/_data, data: addr=127.0.0.1: no such device";
const V26 =
  'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting "/etc/hostname" to rootfs at "/tmp": mount /etc/hostname:/tmp (via /proc/self/fd/6), flags: 0x5000: not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists';
const NEAR = 'exec: "nosuch": executable file not found in $PATH: unknown';
const made = aList(T0, [aContainer(1, { state: "created", status: "Created" }), aContainer(2)]);
const failed = (error: string) => anInspect(T0, 1, { state: "created", exitCode: 128, error });

test.each([
  ["20.10", V20],
  ["26.1", V26],
])("%s", (_engine, error) => {
  const found = judged(volumeMountMismatch, aHostState([made, failed(error)]), T0 + 1_000);
  expect(found).toMatchObject([{ subject: "app-1", severity: "ticket", part: "volumes" }]);
});

test.each([
  ["another reason", [made, failed(NEAR)]],
  ["never started", [made, failed("")]],
  ["it runs by now", [aList(T0, [aContainer(1)]), failed(V20)]],
])("%s is none", (_name, signals) => {
  expect(failing(volumeMountMismatch, aHostState(signals), T0 + 1_000)).toEqual([]);
});

test("over a minute after it runs", () => {
  const running = [10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000, 80_000].map((ms) =>
    aList(T0 + ms, [aContainer(1), aContainer(2)]),
  );
  expect(play([made, failed(V26), ...running], T0 + 85_000, { modes: [volumeMountMismatch] }).told()).toEqual(
    ["seen 0", "raised 5000", "recovering 10000", "cleared 70000"],
  );
});
