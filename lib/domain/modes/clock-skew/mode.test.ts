import { describe, expect, test } from "vitest";
import { marksOf } from "../../signatures/mark-line.ts";
import { aHostState, anInfo, T0 } from "../../testing/builders.ts";
import { every, judged, play } from "../../testing/detecting.ts";
import { clockSkew } from "./mode.ts";

const info = (skewMs: number, at = T0, durationMs = 10) => anInfo(at, { clockAheadMs: skewMs }, durationMs);
const found = (skewMs: number, durationMs = 10) =>
  judged(clockSkew, aHostState([info(skewMs, T0, durationMs)]), T0)[0];

describe("how far is too far", () => {
  test.each([
    [0, undefined, undefined],
    [1_900, undefined, undefined],
    [2_500, "ticket", "ahead"],
    [-59_000, "ticket", "behind"],
    [61_000, "page", "ahead"],
    [-86_400_000, "page", "behind"],
  ])("%i ms", (skewMs, severity, variant) => {
    expect(found(skewMs)?.severity).toBe(severity);
    expect(found(skewMs)?.variant).toBe(variant);
  });

  test("an answer that took long tells nothing of the clock", () => {
    expect(found(61_000, 600)).toBeUndefined();
  });

  test("nor does an engine that gives no time", () => {
    expect(judged(clockSkew, aHostState([anInfo(T0)]), T0)).toEqual([]);
  });
});

test("raised after three readings, over after half a minute without", () => {
  const story = play(
    [
      ...every(4_000, T0, T0 + 40_000, (at) => info(90_000, at)),
      ...every(4_000, T0 + 40_000, T0 + 200_000, (at) => info(200, at)),
    ],
    T0 + 150_000,
    { modes: [clockSkew] },
  );
  expect(story.told()).toEqual(["seen 0", "raised 8000", "recovering 40000", "cleared 70000"]);
});

describe("what others say of a wrong clock", () => {
  const mark = (text: string) =>
    marksOf({ unit: "dockerd", text }).flatMap(({ signature }) => signature.mode ?? []);
  test.each([
    'level=error msg="Handler for POST /v1.45/images/create returned error: Get \\"https://registry.lan/v2/\\": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2016-11-03T17:19:03Z is before 2026-01-12T00:00:00Z"',
    "failed to initialize logging driver: InvalidSignatureException: Signature expired: 20261121T101500Z is now earlier than 20261121T111800Z (20261121T112300Z - 5 min.)",
    "error pulling image: oauth token is not valid: token used before issued",
  ])("%s", (text) => {
    expect(mark(text)).toContain("clock-skew");
  });
  test("an expired certificate is the certificate's fault", () => {
    expect(
      mark(
        'level=error msg="x509: certificate has expired or is not yet valid: current time 2026-11-03T17:19:03Z is after 2026-01-12T00:00:00Z"',
      ),
    ).not.toContain("clock-skew");
  });
});
