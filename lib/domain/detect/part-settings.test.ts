import { describe, expect, test } from "vitest";
import type { Signal } from "../signal.ts";
import { aCertificate, aHostState, someUnitFiles, T0 } from "../testing/builders.ts";
import { quiet } from "../testing/quiet-host.ts";
import { DAY_MS } from "../time.ts";
import { partReadings } from "./parts.ts";

describe("TLS", () => {
  const tls = (link: Parameters<typeof partReadings>[3], now = T0) =>
    partReadings(aHostState(quiet), [], now, link).find(({ id }) => id === "tls");
  const tcp = { transport: "tcp", isInsecure: false } as const;

  test.each([
    [212, "ok", "212 d left", false],
    [20, "ok", "20 d left", true],
    [6, "warn", "6 d left", true],
    [-1, "fault", "expired", false],
  ] as const)("a certificate with %i days left", (days, state, reading, isDrifting) => {
    const part = tls({ ...tcp, certificateEndsAt: T0 + days * DAY_MS + 1_000 });
    expect(part).toMatchObject({ state, reading });
    expect(part?.lines.includes("below 21 d: renew it")).toBe(isDrifting);
  });

  test("before the first connection the days are unknown, not none", () => {
    expect(tls(tcp)).toMatchObject({ state: "stale", reading: "not visible" });
  });

  test.each(["ssh", "unix"] as const)("%s has none, and says what it is instead", (transport) => {
    expect(tls({ transport, isInsecure: false })).toMatchObject({
      state: "off",
      reading: `not used: ${transport}`,
    });
  });

  test("a port beside the way that Foghorn takes has the certificate of its file", () => {
    const dockerd = ["/usr/sbin/dockerd", "-H", "tcp://0.0.0.0:2376"];
    const read = (...signals: readonly Signal[]) =>
      partReadings(
        aHostState([...quiet, someUnitFiles(T0, { runningArgs: dockerd }), ...signals]),
        [],
        T0 + 1_000,
        { transport: "ssh", isInsecure: false },
      ).find(({ id }) => id === "tls");
    expect(read(aCertificate(T0, T0 + 40 * DAY_MS + 2_000))).toMatchObject({
      state: "ok",
      reading: "40 d left",
      readAt: T0,
    });
    expect(read()).toMatchObject({ state: "stale", reading: "not visible" });
  });

  test("a connection without TLS says so", () => {
    expect(tls({ ...tcp, isInsecure: true })).toMatchObject({ state: "off", reading: "none: insecure" });
  });
});
