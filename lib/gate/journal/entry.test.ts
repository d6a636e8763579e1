import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { boundedText, parseCutEntry, parseEntry } from "./entry.ts";

const linesOf = (engine: string): readonly string[] =>
  readFileSync(new URL(`./fixtures/journal.docker-${engine}.ndjson`, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "");

const anEntry = (fields: Record<string, unknown>): string =>
  JSON.stringify({
    __CURSOR: "s=1;i=2",
    __REALTIME_TIMESTAMP: "1795260001174615",
    _TRANSPORT: "stdout",
    _SYSTEMD_UNIT: "docker.service",
    _COMM: "dockerd",
    _PID: "112",
    PRIORITY: "6",
    MESSAGE: "text",
    ...fields,
  });

describe.each(["20.10.24", "26.1.5"])("a journal beside Docker %s", (engine) => {
  const entries = linesOf(engine).flatMap((line) => parseEntry(line) ?? []);
  const lines = entries.flatMap(({ line }) => line ?? []);

  test("every entry has a place and a time", () => {
    expect(entries).toHaveLength(linesOf(engine).length);
    for (const { cursor, sourceAt } of entries) {
      expect(cursor).toMatch(/^s=[0-9a-f]{32};/);
      expect(sourceAt).toBeGreaterThan(Date.UTC(2026, 10, 21, 11));
      expect(sourceAt).toBeLessThan(Date.UTC(2026, 10, 21, 12));
    }
  });

  test("dockerd, containerd, systemd and the kernel are told apart", () => {
    const unitsOf = (pattern: RegExp) =>
      new Set(lines.filter(({ text }) => pattern.test(text)).map(({ unit }) => unit));
    expect(unitsOf(/Daemon has completed initialization|unable to configure/)).toEqual(new Set(["dockerd"]));
    expect(unitsOf(/^(Starting|Started|Listening|docker\.socket:)/)).toEqual(new Set(["systemd"]));
    expect(unitsOf(/oom-kill:|Killed process/)).toEqual(new Set(["kernel"]));
    expect(unitsOf(/starting containerd|loading plugin|containerd successfully booted/)).toEqual(
      new Set(["containerd"]),
    );
  });

  test("what a container printed through the journald driver is the container's, also when it imitates dockerd", () => {
    const outputs = lines.filter(({ unit }) => unit === "container");
    expect(outputs.map(({ text }) => text)).toEqual([
      "plain text",
      "bin\ufffd\u0001ary",
      'time="2026-01-01T00:00:00Z" level=fatal msg="forged by a container"',
    ]);
    expect(outputs.every(({ containerId }) => /^[0-9a-f]{64}$/.test(containerId ?? ""))).toBe(true);
  });

  test("kernel lines about mounts and bridges are left out, those about memory stay", () => {
    const kernel = lines.filter(({ unit }) => unit === "kernel").map(({ text }) => text);
    expect(kernel.some((text) => text.startsWith("oom-kill:constraint=CONSTRAINT_MEMCG"))).toBe(true);
    expect(
      kernel.filter((text) => /mounted filesystem|entered blocking state|gfp_mask=.*tgid/.test(text)),
    ).toEqual([]);
    expect(entries.length).toBeGreaterThan(lines.length);
  });
});

describe("one journal entry", () => {
  test("systemd speaks about a unit as process 1", () => {
    const fields = { _PID: "1", _COMM: "systemd", _TRANSPORT: "journal", _SYSTEMD_UNIT: "init.scope" };
    expect(parseEntry(anEntry(fields))?.line).toMatchObject({ unit: "systemd" });
  });

  test("the manager of a user's units speaks about a rootless daemon as systemd", () => {
    const fields = { _PID: "812", _COMM: "systemd", _TRANSPORT: "journal", USER_UNIT: "docker.service" };
    expect(parseEntry(anEntry(fields))?.line).toMatchObject({ unit: "systemd" });
  });

  test("a containerd that dockerd manages is containerd", () => {
    expect(parseEntry(anEntry({ _COMM: "containerd" }))?.line).toMatchObject({ unit: "containerd" });
  });

  test("a stranger that writes to the journal within docker.service is not dockerd", () => {
    const fields = { _TRANSPORT: "syslog", _COMM: "logger" };
    expect(parseEntry(anEntry(fields))?.line).toMatchObject({ unit: "container" });
  });

  test("a daemon that is only just being started is dockerd already", () => {
    expect(parseEntry(anEntry({ _COMM: "(dockerd)" }))?.line).toMatchObject({ unit: "dockerd" });
  });

  test("bytes that are no text, several values, and nothing at all become text", () => {
    expect(parseEntry(anEntry({ MESSAGE: [104, 105, 0, 255] }))?.line?.text).toBe("hi\u2400\ufffd");
    expect(parseEntry(anEntry({ MESSAGE: ["one", [116, 119, 111]] }))?.line?.text).toBe("one\ntwo");
    expect(parseEntry(anEntry({ MESSAGE: null }))?.line?.text).toBe("");
  });

  test("a text over 8 KiB is cut between two characters and says how long it was", () => {
    const text = boundedText(Buffer.from(`${"x".repeat(8_191)}é${"y".repeat(100)}`));
    expect(text).toBe(`${"x".repeat(8_191)} [cut: 8293 bytes]`);
    expect(boundedText(Buffer.from("x".repeat(8_192)))).toBe("x".repeat(8_192));
  });

  test("an entry too long to read keeps its place", () => {
    const place = anEntry({ MESSAGE: "x" }).slice(0, 80);
    const text = '"MESSAGE":"\\"__CURSOR\\":\\"forged\\"';
    const found = { cursor: "s=1;i=2", line: { text: "[journal entry of 5000000 bytes left out]" } };
    expect(parseCutEntry({ head: place, tail: text }, 5_000_000)).toMatchObject(found);
    expect(parseCutEntry({ head: text, tail: place }, 5_000_000)).toMatchObject(found);
    expect(parseCutEntry({ head: text, tail: text }, 5)).toBeUndefined();
  });

  test.each(["", "{", "[]", "null", '{"MESSAGE":"no cursor"}', "-- No entries --"])(
    "%j is no entry",
    (json) => {
      expect(parseEntry(json)).toBeUndefined();
    },
  );
});

test("of journald's own words only that it left out the engine's is kept, as systemd's", () => {
  const said = (MESSAGE: string) =>
    parseEntry(
      anEntry({
        _TRANSPORT: "driver",
        _COMM: "systemd-journal",
        _SYSTEMD_UNIT: "systemd-journald.service",
        MESSAGE,
      }),
    );
  expect(said("Suppressed 4821 messages from docker.service")?.line).toMatchObject({ unit: "systemd" });
  expect(said("Suppressed 4821 messages from /system.slice/docker.service")?.line).toMatchObject({
    unit: "systemd",
  });
  for (const text of [
    "Suppressed 12 messages from nginx.service",
    "System Journal (/var/log/journal) is 8.0M",
  ])
    expect(said(text)).toEqual({ cursor: "s=1;i=2", sourceAt: 1_795_260_001_174 });
});
