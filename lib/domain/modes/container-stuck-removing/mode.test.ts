import { describe, expect, test } from "vitest";
import { classify } from "../../classify/classify.ts";
import { SIGNATURES } from "../../signatures/signatures.ts";
import { aContainer, aHostState, aLine, aList, anInspect, containerId, T0 } from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { containerStuckRemoving } from "./mode.ts";

const ERROR = `container ${containerId(1)}: driver "overlay2" failed to remove root filesystem: unlinkat /var/lib/docker/overlay2/7ab49f/diff/f: operation not permitted`;
const removing = aContainer(1, { state: "removing", status: "Removal In Progress" });
const dead = anInspect(T0, 1, { state: "dead", exitCode: 137, error: ERROR, finishedAt: T0 - 1_000 });
const line = aLine(
  T0,
  "dockerd",
  `time="x" level=error msg="Handler for DELETE /v1.41/containers/app-1 returned error: ${ERROR.replaceAll('"', '\\"')}"`,
);

describe("a removal that does not end", () => {
  test("is seen at once where inspect says dead, with what is in the way", () => {
    const host = aHostState([aList(T0, [removing]), dead, line]);
    const [found] = judged(containerStuckRemoving, host, T0 + 500);
    expect(found).toMatchObject({
      subject: "app-1",
      part: "disk",
      summary:
        "app-1 was removed and is still there: operation not permitted. Its name stays taken, and it cannot be started again.",
      facts: { path: "/var/lib/docker/overlay2/7ab49f/diff/f" },
    });
    expect(found?.evidence.map(({ source }) => source)).toContain("journal docker.service");
  });

  test("is seen at once where the daemon says that it failed, before anybody looked into the container", () => {
    expect(failing(containerStuckRemoving, aHostState([aList(T0, [removing]), line]), T0 + 500)).toEqual([
      "app-1",
    ]);
  });

  test("is none while it may still be at work", () => {
    const atWork = anInspect(T0, 1, { state: "removing", finishedAt: T0 - 1_000 });
    const host = aHostState([aList(T0, [removing]), atWork]);
    expect(failing(containerStuckRemoving, host, T0 + 500)).toEqual([]);
    expect(failing(containerStuckRemoving, host, T0 + 15_000)).toEqual(["app-1"]);
  });

  test("is a ticket after a minute, and over when it is gone", () => {
    const lists = every(4_000, T0, T0 + 120_000, (at) => aList(at, at < T0 + 80_000 ? [removing] : []));
    const story = play([...lists, dead], T0 + 110_000, { modes: [containerStuckRemoving] });
    expect(story.told()).toEqual(["seen 0", "raised 60000", "recovering 80000", "cleared 80000"]);
  });

  test.each([
    [
      "api-error",
      'Error response from daemon: driver "overlay2" failed to remove root filesystem for 2b: remove /var/lib/docker/overlay2/c/merged: device or resource busy',
    ],
    ["api-error", "removal of container 3f is already in progress"],
    [
      "daemon-log",
      `time="2026-11-21T14:30:01Z" level=error msg="Error removing mounted layer f2b: unlinkat /var/lib/docker/overlay2/7/diff/f: operation not permitted"`,
    ],
  ] as const)("is said of pasted lines: %s %s", (kind, text) => {
    expect(classify(kind, [text], SIGNATURES)[0]?.symptom).toBe("container-stuck-removing");
  });
});
