import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseFact } from "../../parse/parse-fact.ts";
import { aFact, aHostState, aMissingFact, T0 } from "../../testing/builders.ts";
import { judged, play } from "../../testing/detecting.ts";
import { quiet } from "../../testing/quiet-host.ts";
import { someLayers } from "../../testing/storage-builders.ts";
import { overlayOrphans } from "./mode.ts";

test.each(["20.10.24", "26.1.5"])("a directory made behind the back of Docker %s", (engine) => {
  const text = readFileSync(
    new URL(`../../parse/fixtures/layers.docker-${engine}-torn.txt`, import.meta.url),
    "utf8",
  );
  const host = aHostState([aFact(T0, parseFact("layers", text, T0))]);
  expect(judged(overlayOrphans, host, T0 + 1_000)).toMatchObject([
    {
      severity: "notice",
      evidence: [{ reading: "1 of 14 directories named by nobody" }],
      facts: { orphans: "1" },
    },
  ]);
});

test.each([
  ["none", someLayers(T0)],
  ["not readable", aMissingFact(T0, "layers", "denied")],
  ["no overlay2", aMissingFact(T0, "layers", "absent")],
])("%s", (_name, signal) => {
  expect(judged(overlayOrphans, aHostState([signal]), T0 + 1_000)).toEqual([]);
});

test("over with the audit that finds none", () => {
  const signals = [...quiet, someLayers(T0 + 5_000, { orphans: ["a"] }), someLayers(T0 + 60_000)];
  expect(play(signals, T0 + 130_000, { modes: [overlayOrphans] }).told()).toEqual([
    "seen 5000",
    "raised 5000",
    "recovering 60000",
    "cleared 120000",
  ]);
});
