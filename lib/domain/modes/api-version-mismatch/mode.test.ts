import { describe, expect, test } from "vitest";
import { classify } from "../../classify/classify.ts";
import type { Signal } from "../../signal.ts";
import { SIGNATURES } from "../../signatures/signatures.ts";
import { aHostState, aLine, anInfo, HOST, T0 } from "../../testing/builders.ts";
import { failing, judged } from "../../testing/detecting.ts";
import { apiVersionMismatch } from "./mode.ts";

const OLD =
  "client version 1.10 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version";
const NEW = "client version 9.10 is too new. Maximum supported API version is 1.45";
const refusedInfo = (at: number, message: string): Signal => ({
  hostId: HOST,
  at,
  kind: "info",
  outcome: { ok: false, failure: "http-status", status: 400, message, durationMs: 2 },
});

describe("as both engines answered in the lab", () => {
  test.each([
    ["api-error", `{"message":"${OLD}"}`],
    [
      "api-error",
      "client version 1.10 is too old. Minimum supported API version is 1.12, please upgrade your client to a newer version",
    ],
    ["api-error", `{"message":"${NEW}"}`],
    ["cli-output", `Error response from daemon: ${NEW}`],
    [
      "cli-output",
      "Error response from daemon: client is newer than server (client API version: 1.24, server API version: 1.19)",
    ],
  ] as const)("%s %s", (kind, text) => {
    expect(classify(kind, [text], SIGNATURES).map(({ symptom }) => symptom)).toEqual([
      "api-version-mismatch",
    ]);
  });
});

test("a call of Foghorn's own that was refused, until one goes well", () => {
  const refused = aHostState([refusedInfo(T0, NEW)]);
  expect(judged(apiVersionMismatch, refused, T0)[0]).toMatchObject({
    severity: "ticket",
    part: "callers",
    facts: { version: "9.10" },
  });
  expect(
    failing(apiVersionMismatch, aHostState([refusedInfo(T0, NEW), anInfo(T0 + 4_000)]), T0 + 4_000),
  ).toEqual([]);
});

test("another refusal is none", () => {
  expect(failing(apiVersionMismatch, aHostState([refusedInfo(T0, "page not found")]), T0)).toEqual([]);
});

test("a debug line of dockerd tells of another client", () => {
  const line = aLine(T0, "dockerd", `level=debug msg="Handler for GET /v1.10/info returned error: ${OLD}"`);
  expect(judged(apiVersionMismatch, aHostState([line]), T0)[0]?.summary).toContain("A client was refused");
});
