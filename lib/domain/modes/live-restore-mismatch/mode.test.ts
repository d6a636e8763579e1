import { describe, expect, test } from "vitest";
import { aContainer, aFailedPing, aList, aPing, eventsStream, T0 } from "../../testing/builders.ts";
import { every, play } from "../../testing/detecting.ts";
import { asked } from "../../testing/pasted.ts";
import { liveRestoreMismatch } from "./mode.ts";

describe("the words it is known by", () => {
  test.each([
    [
      "log",
      'time="2026-11-21T10:00:00Z" level=error msg="failed to restore container with containerd" container=ab12 error="context canceled"',
    ],
  ])("%s: %s", (kind, text) => {
    expect(asked(kind, text)[0]?.symptom).toBe("live-restore-mismatch");
  });

  test.each([
    ["log", 'time="2026-11-21T10:00:00Z" level=info msg="Removing stale sandbox ab12 (cd34)"'],
    [
      "log",
      'time="2026-11-21T10:00:00Z" level=info msg="there are running containers, updated network configuration will not take affect"',
    ],
  ])("not %s: %s", (kind, text) => {
    expect(asked(kind, text).map(({ symptom }) => symptom)).not.toContain("live-restore-mismatch");
  });
});

const story = (code: number, state: "exited" | "running" = "exited") =>
  play(
    [
      ...every(2_000, T0, T0 + 10_000, (at) => aPing(at)),
      aList(T0 + 8_000, [aContainer(1), aContainer(2)]),
      eventsStream(T0 + 10_000, false),
      ...every(2_000, T0 + 12_000, T0 + 22_000, (at) => aFailedPing(at, "connection-refused")),
      ...every(2_000, T0 + 22_000, T0 + 50_000, (at) => aPing(at)),
      eventsStream(T0 + 22_500, true),
      ...every(4_000, T0 + 24_000, T0 + 50_000, (at) =>
        aList(at, [
          aContainer(1, state === "running" ? {} : { state, status: `Exited (${code}) 2 seconds ago` }),
          aContainer(2),
        ]),
      ),
    ],
    T0 + 49_000,
    { modes: [liveRestoreMismatch] },
  );

describe("a container that was not taken over", () => {
  test("ends with 255 as the daemon comes back", () => {
    expect(story(255).told()).toEqual(["seen 24000", "raised 29000"]);
    expect(story(255).open[0]?.subject).toBe("app-1");
  });

  test("one that was killed, or that runs, is none", () => {
    expect(story(137).told()).toEqual([]);
    expect(story(255, "running").told()).toEqual([]);
  });
});
