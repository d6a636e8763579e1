import { describe, expect, test } from "vitest";
import type { Signal } from "../signal.ts";
import { aHostState, aLine, aMissingFact, T0 } from "../testing/builders.ts";
import { captured, capturedNetworks } from "../testing/captured.ts";
import { quiet } from "../testing/quiet-host.ts";
import { partReadings } from "./parts.ts";

const NAME = "network-links";
const parts = (signals: readonly Signal[], now = T0 + 1_000) => {
  const all = partReadings(aHostState([...quiet, ...signals]), [], now);
  return (id: string) => all.find((part) => part.id === id);
};
const lookup = (at: number) =>
  aLine(
    at,
    "dockerd",
    'level=error msg="Handler for POST /v1.45/images/create returned error: Get \\"https://registry.example/v2/\\": dial tcp: lookup registry.example on 10.0.0.2:53: no such host"',
  );

describe.each(["20.10.24", "26.1.5"])("Docker %s", (engine) => {
  test("bridges are counted by the kernel's word", () => {
    const part = parts([capturedNetworks(NAME, T0, engine), captured(NAME, T0, engine)]);
    expect(part("bridge")).toMatchObject({
      state: "ok",
      short: "2/2",
      reading: "2 of 2",
      lines: ["all up", "1 user net"],
    });
  });

  test("one that is gone or down is named before any symptom is", () => {
    const reading = (suffix: string) =>
      parts([capturedNetworks(NAME, T0, engine), captured(NAME, T0, engine, suffix)])("bridge");
    expect(reading("-docker0-gone")).toMatchObject({ short: "1/2", lines: ["docker0 gone", "1 user net"] });
    expect(reading("-docker0-down")).toMatchObject({ short: "1/2", lines: ["docker0 down", "1 user net"] });
  });

  test("the servers that the engine asks are named, and nobody claims that they answer", () => {
    const dns = parts([captured(NAME, T0, engine)])("dns");
    expect(dns).toMatchObject({ state: "ok", short: "1 ns", reading: "1 server" });
    expect(dns?.lines).toContain("not tried here");
  });

  test("a stub on a loopback is passed over for what is behind it, and stands where nothing is", () => {
    const stub = (text: string) => text.replace(/^nameserver .*$/m, "nameserver 127.0.0.53");
    const withUpstream = (text: string) =>
      stub(text).replace(/section resolved$/m, "section resolved\nnameserver 10.0.0.2");
    const lines = (change: (text: string) => string) =>
      parts([captured(NAME, T0, engine, "", change)])("dns")?.lines[1];
    expect(lines(stub)).toBe("127.0.0.53");
    expect(lines(withUpstream)).toBe("10.0.0.2");
  });
});

test("where interfaces cannot be read, dockerd says what it made", () => {
  const part = parts([aMissingFact(T0, NAME, "no-channel")]);
  expect(part("bridge")).toMatchObject({
    state: "ok",
    reading: "1 bridge",
    lines: ["by dockerd", "0 user nets"],
  });
  expect(part("dns")).toMatchObject({ state: "stale", short: "?" });
  expect(part("dns")?.notVisible?.change).toMatch(/over ssh/);
});

test("a lookup that failed for a pull is said for ten minutes", () => {
  const at = (now: number) => parts([captured(NAME, now, "26.1.5"), lookup(T0 + 1_000)], now + 1_000)("dns");
  expect(at(T0 + 5_000)).toMatchObject({ short: "fail", reading: "1 failed" });
  expect(at(T0 + 700_000)).toMatchObject({ reading: "1 server" });
});

test("what is counted of the firewall is said: chains and the jumps into them", () => {
  expect(parts([])("ipt")?.lines[0]).toBe("chains + jumps");
});
