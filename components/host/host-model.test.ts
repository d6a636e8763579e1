import { describe, expect, test } from "vitest";
import { AT, aHostDetail, aPart, aSymptom, partStates } from "../test-views.ts";
import { containerLine, filterContainers } from "./container-filter.ts";
import { eventDetail, eventSubject, filterEvents, isBad } from "./event-words.ts";
import {
  calmWord,
  chainOfHost,
  defaultPart,
  failingRung,
  litContainers,
  noChangeWithin,
  sightLine,
  splitDump,
  symptomsOfHost,
  symptomsOfPart,
  toPartId,
  withMutes,
} from "./host-model.ts";
import { panelRows, panelRuns } from "./log-panel-rows.ts";
import { whyRows } from "./why-rows.ts";

test("readings of a host that nobody hears are not called live: the line says since when", () => {
  expect(sightLine(aHostDetail())).toContain("live");
  const silence = { reason: "Foghorn's gate is down: no host is asked", sinceAt: AT };
  expect(sightLine(aHostDetail({ isHeard: false, lastHeardAt: AT, silence }))).toBe(
    "fra1-app-07: not heard from since 03:24:08",
  );
  const { lastHeardAt: _, ...never } = aHostDetail({ isHeard: false, silence });
  expect(sightLine(never)).toBe("fra1-app-07: never heard from, tried since 03:24:08");
});

test("no change is said of the time in which the host was heard, and never of one that never spoke", () => {
  const host = aHostDetail({ changes: { knownSinceAt: AT - 60_000, items: [] }, lastHeardAt: AT });
  const { lastHeardAt: _, ...never } = { ...host, isHeard: false };
  expect(noChangeWithin(host)).toEqual({ sinceAt: AT - 60_000 });
  expect(noChangeWithin({ ...host, isHeard: false })).toEqual({ sinceAt: AT - 60_000, toAt: AT });
  expect(noChangeWithin(never)).toBeUndefined();
});

describe("what concerns a part", () => {
  const wiped = aSymptom({
    id: "ipt",
    part: "ipt",
    blast: { affected: [], parts: ["ctrs"], notAffected: [] },
  });
  const loop = aSymptom({ id: "loop", part: "ctrs", severity: "ticket", subject: "etl" });

  test("its own symptoms come before those that cut it off", () => {
    expect(symptomsOfPart([wiped, loop], "ctrs").map(({ id }) => id)).toEqual(["loop", "ipt"]);
    expect(symptomsOfPart([wiped, loop], "tls")).toEqual([]);
  });

  test("the part shown first is the one that is lit, else dockerd", () => {
    const quiet = partStates();
    expect(defaultPart(symptomsOfHost([loop, wiped], "fra1-app-07"), quiet, [])).toBe("ipt");
    expect(defaultPart([], quiet, [])).toBe("dockerd");
  });

  test("what is muted is drawn without a hue and a number, and not opened while something else is lit", () => {
    const mute = { id: "m1", until: AT + 60_000, by: "ada", reason: "planned" };
    const known = aSymptom({ id: "known", part: "config", mute });
    const over = aSymptom({ id: "over", part: "config", state: "recovering" });
    const states = partStates({ config: "fault", disk: "warn" });
    const host = aHostDetail({
      parts: states,
      partViews: [aPart("config", { state: "fault", chain: 1 }), aPart("disk", { state: "warn" })],
    });
    const disk = aSymptom({ id: "disk", part: "disk", severity: "ticket" });
    const shown = withMutes(host, [disk, known, over]);
    expect(shown.muted).toEqual(["config"]);
    expect(chainOfHost(shown.host.partViews)).toEqual([]);
    expect(defaultPart([known, disk], states, shown.muted)).toBe("disk");
    expect(defaultPart([known], states, shown.muted)).toBe("disk");
    expect(defaultPart([known], partStates({ config: "fault" }), shown.muted)).toBe("config");
  });

  test("an address that names no part names none", () => {
    expect(toPartId("ipt")).toBe("ipt");
    expect(toPartId("constructor")).toBeUndefined();
  });

  test("containers are lit by the worst symptom that is about them", () => {
    const oom = aSymptom({ id: "oom", part: "kernel", severity: "page", subject: "etl" });
    expect(litContainers([oom, loop]).get("etl")?.severity).toBe("page");
    expect(litContainers([wiped]).size).toBe(0);
  });

  test("a container whose symptom passes again is lit by it no more", () => {
    expect(litContainers([aSymptom({ ...loop, state: "recovering" })]).size).toBe(0);
  });

  test("the chain is walked by the numbers that the drawing shows", () => {
    expect(
      chainOfHost([aPart("dockerd", { chain: 2 }), aPart("config", { chain: 1 }), aPart("tls")]),
    ).toEqual([
      { number: 2, part: "dockerd" },
      { number: 1, part: "config" },
    ]);
  });

  test("the first rung that fails is the headline; a rung that was not reached is no failure", () => {
    expect(
      failingRung([
        { rung: "exists", ok: true, text: "" },
        { rung: "listens", ok: false, text: "" },
        { rung: "answers", text: "not reached" },
      ]),
    ).toBe("listens");
    expect(failingRung([{ rung: "exists", ok: true, text: "" }])).toBeUndefined();
  });
});

describe("containers", () => {
  const container = (name: string, rest = {}) => ({
    id: name,
    name,
    image: "shop/web:1",
    state: "running",
    status: "Up",
    ports: ["0.0.0.0:8080->80/tcp"],
    isLastKnown: false,
    ...rest,
  });

  test("what needs a look comes first, then names as a person counts", () => {
    const shown = filterContainers(
      [
        container("web-10"),
        container("web-2"),
        container("loop", { state: "restarting" }),
        container("sick", { health: "unhealthy" }),
        container("off", { state: "exited" }),
      ],
      "",
    );
    expect(shown.map(({ name }) => name)).toEqual(["loop", "sick", "web-2", "web-10", "off"]);
  });

  test("a port and an image find a container, in any order", () => {
    expect(filterContainers([container("a"), container("b", { ports: [] })], "8080 shop")).toHaveLength(1);
  });

  test("counts are in words", () => {
    expect(containerLine([container("a"), container("b", { state: "exited" })])).toBe(
      "2 containers: 1 running, 1 exited",
    );
    expect(containerLine([])).toBe("0 containers");
  });
});

describe("lines and events", () => {
  const line = (id: string, at: number, rest = {}) => ({
    id,
    at,
    unit: "dockerd" as const,
    text: id,
    ...rest,
  });

  test("the panel keeps marked lines although many others follow them", () => {
    const rows = [
      line("marked", 0, { severity: "page" }),
      ...Array.from({ length: 100 }, (_, index) => line(`l${index}`, index)),
    ];
    const shown = panelRows(rows).map(({ id }) => id);
    expect(shown[0]).toBe("marked");
    expect(shown).toHaveLength(21);
    expect(shown.at(-1)).toBe("l99");
  });

  test("a line that is said again and again stands once, and leaves room for the others", () => {
    const again = Array.from({ length: 90 }, (_, index) =>
      line(`r${index}`, AT + index, { text: `attempt ${index} failed`, level: "error", severity: "ticket" }),
    );
    const rows = [line("first", AT - 2), ...again, line("last", AT + 100, { text: "done" })];
    expect(panelRuns(rows).map((run) => [run[0].id, run.length])).toEqual([
      ["first", 1],
      ["r0", 90],
      ["last", 1],
    ]);
  });

  test("why a daemon stopped is looked for around the time it did, not in what containers wrote", () => {
    const rows = [
      line("old", AT - 3_600_000),
      line("stopped", AT - 1_000, { severity: "page" }),
      line("chatter", AT, { unit: "container" }),
      line("oom", AT - 2_000, { unit: "kernel", severity: "ticket", mode: "container-oom-killed" }),
      line("again", AT + 5_000),
    ];
    expect(whyRows(rows, AT).map(({ row }) => row.id)).toEqual(["stopped", "again"]);
  });

  test("why a daemon hangs: what bears on it, newest first, without what containerd says every day", () => {
    const rows = [
      line("dump", AT - 2_000, { text: "goroutine stacks written", level: "info" }),
      line("plugin", AT - 1_000, { unit: "containerd", level: "info" }),
      line("blocked", AT + 1_000, {
        unit: "kernel",
        text: "INFO: task dockerd:11 blocked for more than 122 s",
      }),
      line("eth0", AT + 2_000, { unit: "kernel", text: "eth0: link up" }),
      line("handler", AT + 3_000, { level: "error" }),
      line("shim", AT + 4_000, { unit: "containerd", level: "error" }),
    ];
    expect(whyRows(rows, AT, "hang").map(({ row }) => row.id)).toEqual(["shim", "handler", "blocked"]);
  });

  test("many lines leave the marked ones", () => {
    const rows = Array.from({ length: 50 }, (_, index) =>
      line(`l${index}`, AT + index, {
        text: "x".repeat(index + 1),
        ...(index === 3 ? { severity: "page" } : {}),
      }),
    );
    const shown = whyRows(rows, AT);
    expect(shown).toHaveLength(9);
    expect(shown[0]?.row.id).toBe("l3");
  });

  test("what systemd tried three times is said once, with its count", () => {
    const tries = [1, 2, 3].map((pid) => line(`t${pid}`, AT + pid, { text: `dockerd[${pid}]: exit 1` }));
    expect(whyRows(tries, AT).map(({ row, times }) => [row.id, times])).toEqual([["t1", 3]]);
  });

  test("the same line about four containers is said once", () => {
    const lines = ["a", "b", "c", "d"].map((letter, index) =>
      line(letter, AT + index, {
        text: `ShouldRestart failed container=${`${letter}7`.repeat(32)} restartCount=0`,
      }),
    );
    expect(whyRows(lines, AT).map(({ row, times }) => [row.id, times])).toEqual([["a", 4]]);
  });

  const event = {
    id: "1",
    seq: 1,
    at: AT,
    kind: "event" as const,
    type: "container",
    action: "die",
    actor: "3be1c07f5a42ffff",
    attributes: { name: "checkout", image: "shop:1", exitCode: "137", execID: "x" },
  };

  test("an event is said by its name, its exit code first", () => {
    expect(eventSubject(event)).toBe("checkout");
    expect(eventDetail(event)).toBe("exitCode=137 shop:1 execID=x");
    expect(isBad(event)).toBe(true);
    expect(isBad({ ...event, attributes: { exitCode: "0" } })).toBe(false);
  });

  test("a filter never hides a gap: without it the list would look whole", () => {
    const gap = { id: "2", seq: 2, at: AT, kind: "gap" as const };
    expect(filterEvents([event, gap], "nothing like it")).toEqual([gap]);
  });
});

describe("the head of a host that calls nobody", () => {
  test("quiet is not said while something passes again and is not cleared yet", () => {
    expect(calmWord([])).toBe("quiet");
    expect(calmWord([aSymptom({ state: "recovering" })])).toBe("recovering");
    expect(calmWord([aSymptom({ isUnknown: true })])).toBe("last known");
    expect(calmWord([aSymptom({ state: "cleared" })])).toBe("quiet");
  });
});

describe("long machine text", () => {
  test("a short one is whole, a long one is parted and nothing of it is lost", () => {
    expect(splitDump("one\ntwo")).toEqual(["one\ntwo", ""]);
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    expect(splitDump(lines.join("\n"))).toEqual([lines.slice(0, 8).join("\n"), lines.slice(8).join("\n")]);
    const one = "x".repeat(2_000);
    expect(splitDump(one).join("")).toBe(one);
  });
});
