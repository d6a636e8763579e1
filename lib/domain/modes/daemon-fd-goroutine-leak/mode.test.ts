import { describe, expect, test } from "vitest";
import { aHostState, aLine, anInfo, T0 } from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { asked, SHIM_CLEAN_UP } from "../../testing/pasted.ts";
import { daemonFdGoroutineLeak } from "./mode.ts";

describe("the words it is known by", () => {
  test.each([
    [
      "log",
      'time="2026-11-21T10:00:00Z" level=error msg="Handler for POST /exec returned error: pipe2: too many open files"',
    ],
    [
      "log",
      "2026/11/20 20:40:13 http: Accept error: accept unix /var/run/docker.sock: accept4: too many open files; retrying in 5ms",
    ],
    ["kernel", "VFS: file-max limit 1048576 reached"],
  ])("%s: %s", (kind, text) => {
    expect(asked(kind, text)[0]?.symptom).toBe("daemon-fd-goroutine-leak");
  });

  test.each([...SHIM_CLEAN_UP])("not %s: %s", (kind, text) => {
    expect(asked(kind, text).map(({ symptom }) => symptom)).not.toContain("daemon-fd-goroutine-leak");
  });
});

describe("what piles up", () => {
  test.each([
    ["goroutines", { goroutines: 561 }, [""]],
    ["as many as two containers may have", { goroutines: 560 }, []],
    ["descriptors", { openFiles: 1_121 }, [""]],
    ["few of both", { goroutines: 48, openFiles: 26 }, []],
  ])("%s", (_name, about, expected) => {
    expect(failing(daemonFdGoroutineLeak, aHostState([anInfo(T0, about)]), T0 + 500)).toEqual(expected);
  });

  test("a burst is no leak, and it is over at seven tenths", () => {
    const signals = [
      ...every(4_000, T0, T0 + 40_000, (at) => anInfo(at, { goroutines: 900 })),
      ...every(4_000, T0 + 40_000, T0 + 80_000, (at) => anInfo(at, { goroutines: 450 })),
      ...every(4_000, T0 + 80_000, T0 + 200_000, (at) => anInfo(at, { goroutines: 100 })),
    ];
    const story = play(signals, T0 + 199_000, { modes: [daemonFdGoroutineLeak] });
    expect(story.told()).toEqual(["seen 0", "raised 60000", "recovering 80000", "cleared 140000"]);
  });

  test("a refused call is a page at once", () => {
    const line = aLine(
      T0,
      "dockerd",
      "http: Accept error: accept unix /var/run/docker.sock: accept4: too many open files; retrying in 1s",
    );
    expect(judged(daemonFdGoroutineLeak, aHostState([line]), T0 + 500)[0]).toMatchObject({
      severity: "page",
      variant: "refused",
    });
  });
});
