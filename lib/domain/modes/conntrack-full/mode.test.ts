import { describe, expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import { aHostState, aLine, aMissingFact, T0 } from "../../testing/builders.ts";
import { captured } from "../../testing/captured.ts";
import { every, judged, play } from "../../testing/detecting.ts";
import { conntrackFull } from "./mode.ts";

/** A lab host's counters with this part of the table taken. */
const taken = (ratio: number, at = T0, engine = "26.1.5"): Signal =>
  captured("pressure", at, engine, "", (text) =>
    text
      .replace(/(nf_conntrack_count:)\d+/, `$1${Math.round(ratio * 262_144)}`)
      .replace(/(nf_conntrack_max:)\d+/, "$1262144"),
  );
const LINE = aLine(T0, "kernel", "nf_conntrack: nf_conntrack: table full, dropping packet");
const severity = (...signals: readonly Signal[]) =>
  judged(conntrackFull, aHostState(signals), T0)[0]?.severity;

describe.each(["20.10.24", "26.1.5"])("on the counters of a host with Docker %s", (engine) => {
  test.each([
    [0.01, undefined],
    [0.74, undefined],
    [0.8, "ticket"],
    [0.95, "page"],
  ])("%d of the table", (ratio, expected) => {
    expect(severity(taken(ratio, T0, engine))).toBe(expected);
  });
});

describe("the kernel's line", () => {
  test("with the table nearly full packets are dropped", () => {
    expect(severity(taken(0.8), LINE)).toBe("page");
  });
  test("with room in this host's table it is another machine's line", () => {
    expect(severity(taken(0.01), LINE)).toBeUndefined();
  });
  test("alone is enough where the counters cannot be read", () => {
    expect(severity(aMissingFact(T0, "pressure"), LINE)).toBe("page");
  });
  test("of the old name, and quoted by a container", () => {
    expect(severity(aLine(T0, "kernel", "ip_conntrack: table full, dropping packet."))).toBe("page");
    expect(severity(aLine(T0, "container", "nf_conntrack: table full, dropping packet"))).toBeUndefined();
  });
});

test("it does not flicker around its limits", () => {
  const story = play(
    [
      ...every(10_000, T0, T0 + 60_000, (at) => taken(0.92, at)),
      ...every(10_000, T0 + 60_000, T0 + 120_000, (at) => taken(0.85, at)),
      ...every(10_000, T0 + 120_000, T0 + 400_000, (at) => taken(0.2, at)),
    ],
    T0 + 300_000,
    { modes: [conntrackFull] },
  );
  expect(story.told()).toEqual(["seen 0", "raised 20000", "recovering 120000", "cleared 240000"]);
  expect(story.changes.find(({ at }) => at === T0 + 60_000)?.symptom.severity ?? "page").toBe("page");
});
