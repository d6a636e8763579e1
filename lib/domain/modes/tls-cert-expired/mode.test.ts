import { describe, expect, test } from "vitest";
import { aCertificate, aFact, aHostState, aLine, aMissingFact, T0 } from "../../testing/builders.ts";
import { judged, play } from "../../testing/detecting.ts";
import { tlsCertExpired } from "./mode.ts";

const DAY = 86_400_000;
const of = (daysLeft: number) =>
  judged(tlsCertExpired, aHostState([aCertificate(T0, T0 + daysLeft * DAY)]), T0)[0];

describe("the certificate of dockerd itself", () => {
  test.each([
    [31, undefined],
    [
      29,
      {
        severity: "ticket",
        variant: "soon",
        evidence: [{ reading: expect.stringMatching(/^29 days left/) }],
      },
    ],
    [-1, { severity: "page", variant: "over", sinceAt: T0 - DAY }],
  ])("%s days left", (days, expected) => {
    if (expected === undefined) expect(of(days)).toBeUndefined();
    else expect(of(days)).toMatchObject({ subject: "dockerd", verdict: "failing", part: "tls", ...expected });
  });

  test("a daemon without TLS has none", () => {
    expect(
      judged(tlsCertExpired, aHostState([aFact(T0, { name: "certificate", certificate: { path: "" } })]), T0),
    ).toEqual([]);
  });

  test("a new one ends it, one that cannot be read any more does not", () => {
    const over = aCertificate(T0, T0 - DAY);
    const renewed = play([over, aCertificate(T0 + 60_000, T0 + 300 * DAY)], T0 + 130_000);
    expect(renewed.told("tls-cert-expired")).toEqual([
      "seen 0",
      "raised 0",
      "recovering 60000",
      "cleared 120000",
    ]);
    const lost = play([over, aMissingFact(T0 + 60_000, "certificate")], T0 + 130_000);
    expect(lost.told("tls-cert-expired")).toEqual(["seen 0", "raised 0", "unknown 60000"]);
  });

  test("clients that hang up on it are shown beneath it", () => {
    const line = aLine(
      T0 + 1_000,
      "dockerd",
      "http: TLS handshake error from 10.0.0.7:4: remote error: tls: bad certificate",
    );
    const { open } = play([aCertificate(T0, T0 - DAY), line], T0 + 5_000);
    const cause = open.find(({ mode }) => mode === "tls-cert-expired");
    expect(open.find(({ mode }) => mode === "tls-unknown-ca")?.absorbedBy).toBe(cause?.id);
  });
});

test("a client's own is over when dockerd came up since, and it is not refused again", () => {
  const refused =
    "http: TLS handshake error from 10.0.0.7:4: tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time a is after b";
  const ready = 'level=info msg="Daemon has completed initialization"';
  const story = play(
    [aLine(T0 + 1_000, "dockerd", refused), aLine(T0 + 9_000, "dockerd", ready)],
    T0 + 20_000,
  );
  expect(story.told("tls-cert-expired")).toEqual(["seen 1000", "raised 1000", "recovering 9000"]);
});
