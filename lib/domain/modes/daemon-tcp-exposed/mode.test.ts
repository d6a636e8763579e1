import { describe, expect, test } from "vitest";
import { aHostState, aLine, anInfo, T0 } from "../../testing/builders.ts";
import { judged, play } from "../../testing/detecting.ts";
import { daemonTcpExposed } from "./mode.ts";

const NOTICE = "Access to the remote API is equivalent to root access on the host.";
const V20 = `WARNING: API is accessible on http://0.0.0.0:2375 without encryption.\n         ${NOTICE}`;
const V26 = `[DEPRECATION NOTICE]: API is accessible on http://0.0.0.0:2375 without encryption.\n         ${NOTICE}`;
const LINE =
  'time="2026-11-21T15:40:00Z" level=warning msg="Binding to IP address without --tlsverify is insecure and gives root access on this machine to everyone who has access to your network." host="tcp://0.0.0.0:2375"';

describe("what the daemon says of itself", () => {
  test.each([
    ["20.10", V20, "page", "plain"],
    ["26.1", V26, "page", "plain"],
    [
      "TLS that asks nobody",
      "[DEPRECATION NOTICE]: API is accessible on https://10.0.0.5:2376 without TLS client verification.",
      "page",
      "unverified",
    ],
    [
      "loopback alone",
      "WARNING: API is accessible on http://127.0.0.1:2375 without encryption.",
      "ticket",
      "loopback",
    ],
  ])("%s", (_name, warning, severity, variant) => {
    const host = aHostState([anInfo(T0, { warnings: ["WARNING: No swap limit support", warning] })]);
    expect(judged(daemonTcpExposed, host, T0)[0]).toMatchObject({ verdict: "failing", severity, variant });
  });

  test("other warnings are none", () => {
    expect(
      judged(
        daemonTcpExposed,
        aHostState([anInfo(T0, { warnings: ["WARNING: bridge-nf-call-iptables is disabled"] })]),
        T0,
      ),
    ).toEqual([]);
  });
});

test("the warning of a start is evidence once it listens, and nothing while it does not", () => {
  const warned = aLine(T0, "dockerd", LINE);
  expect(judged(daemonTcpExposed, aHostState([warned]), T0)).toEqual([]);
  const [judgement] = judged(
    daemonTcpExposed,
    aHostState([warned, anInfo(T0 + 20_000, { warnings: [V26] })]),
    T0 + 20_000,
  );
  expect(judgement?.evidence.map(({ source }) => source)).toEqual(["GET /info", "journal docker.service"]);
});

test("it is over once two answers in ten seconds say nothing of it", () => {
  const signals = [0, 4, 8, 12, 16, 20].map((second) =>
    anInfo(T0 + second * 1_000, { warnings: second < 8 ? [V26] : [] }),
  );
  expect(play(signals, T0 + 25_000).told("daemon-tcp-exposed")).toEqual([
    "seen 0",
    "raised 0",
    "recovering 8000",
    "cleared 18000",
  ]);
});
