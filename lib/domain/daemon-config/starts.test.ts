import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { marksOf } from "../signatures/mark-line.ts";
import { findMistakes } from "./find-mistakes.ts";

/*
 * What both engines made of every configuration of the table, recorded by lab/config-table/record.ts from real starts
 * under their real unit. Foghorn judges the same files without an engine; the two must agree.
 */

interface RecordedStart {
  readonly id: string;
  readonly file?: string;
  readonly defaults?: string;
  readonly unitText?: string;
  readonly needsHost?: string;
  readonly isUp: boolean;
  readonly said: readonly string[];
}

interface Recording {
  readonly version: string;
  readonly vendorUnit: string;
  readonly cases: readonly RecordedStart[];
}

const read = (version: string): Recording =>
  JSON.parse(readFileSync(new URL(`fixtures/starts.docker-${version}.json`, import.meta.url), "utf8"));

/** The modes that the engine's own words name, causes before what is said of every failure. */
const modesOf = (said: readonly string[]): readonly string[] =>
  said
    .flatMap((text) => marksOf({ unit: /^docker\.service: /.test(text) ? "systemd" : "dockerd", text }))
    .filter(({ signature }) => signature.isLeast !== true)
    .toSorted((a, b) => Number(a.signature.isEffect === true) - Number(b.signature.isEffect === true))
    .flatMap(({ signature }) => signature.mode ?? []);

describe.each(["20.10.24", "26.1.5"])("Docker %s", (version) => {
  const { cases, vendorUnit, version: engineVersion } = read(version);

  test("was started with at least sixty configurations", () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
  });

  test.each(cases.map((one) => [one.id, one] as const))("%s", (_id, one) => {
    // The gate reads the file that a flag names; /dev/null is as good as empty.
    const named = /--config-file=([^"\s]+)/.exec(one.defaults ?? "")?.[1];
    const text = named === undefined ? one.file : named === "/dev/null" ? "" : undefined;
    const findings = findMistakes({
      path: named ?? "/etc/docker/daemon.json",
      ...(text !== undefined && { text }),
      unitFiles: {
        unitText: one.unitText ?? vendorUnit,
        defaultsText: one.defaults ?? "",
        runningArgs: [],
      },
      engineVersion,
    });
    const first = findings.find(({ stopsTheStart }) => stopsTheStart);
    const said = modesOf(one.said);
    // What the host decides may go unnoticed in the files; a start that works is never called broken.
    if (one.needsHost === undefined || one.isUp)
      expect(first === undefined, `${first?.words ?? "nothing found"} / ${one.said.join(" / ")}`).toBe(
        one.isUp,
      );
    if (!one.isUp) expect(said, one.said.join("\n")).not.toEqual([]);
    if (first !== undefined) expect(said, one.said.join("\n")).toContain(first.mode);
  });
});
