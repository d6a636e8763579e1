import { describe, expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import { marksOf } from "../../signatures/mark-line.ts";
import {
  aBridge,
  aContainer,
  aHostState,
  aLine,
  aList,
  aPing,
  someNetworks,
  T0,
} from "../../testing/builders.ts";
import { failing, judged, play } from "../../testing/detecting.ts";
import { journal } from "../../testing/quiet-host.ts";
import { dnsEmbeddedFailure } from "./mode.ts";

/** As 26.1.5 of a lab host wrote it. */
const line = (at: number, client: string): Signal =>
  aLine(
    at,
    "dockerd",
    `time="2026-11-21T15:21:50.750718090Z" level=error msg="[resolver] failed to query external DNS server" client-addr="udp:${client}:48045" dns-server="udp:10.213.144.1:53" error="read udp ${client}:48045->10.213.144.1:53: i/o timeout" question=";example.com.\\tIN\\t AAAA" spanID=16091b9b15e986a7 traceID=3c3da6e0d0444ec6cf3fba3819077568`,
  );
/** As 23 and 24 write it: the client stands in the error alone. */
const oldLine = (at: number, client: string): Signal =>
  aLine(
    at,
    "dockerd",
    `time="2026-11-21T15:21:50Z" level=error msg="[resolver] failed to query DNS server: 10.213.144.1:53, query: ;example.com.\\tIN\\t A" error="read udp ${client}:48045->10.213.144.1:53: i/o timeout"`,
  );
const lines = (count: number, clients: readonly string[], make = line, from = T0): readonly Signal[] =>
  Array.from({ length: count }, (_, index) =>
    make(from + index * 100, clients[index % clients.length] ?? ""),
  );

const onShop = (number: number) =>
  aContainer(number, { networks: [{ name: "shop", address: `172.18.0.${number}` }] });
const shop = aBridge({ name: "shop", bridge: "br-d43be1c5891a", subnets: ["172.18.0.0/16"] });
const host = (...signals: readonly Signal[]) =>
  aHostState([
    journal(T0),
    aPing(T0),
    someNetworks(T0, [aBridge(), shop]),
    aList(T0, [onShop(5), onShop(6), onShop(7)]),
    ...signals,
  ]);

describe("how much is a failure", () => {
  test.each<[string, readonly Signal[], string | undefined]>([
    ["nothing", [], undefined],
    ["a name or two", lines(3, ["172.18.0.5", "172.18.0.6"]), undefined],
    ["one container alone asks for nonsense", lines(15, ["172.18.0.5"]), undefined],
    ["two of three", lines(6, ["172.18.0.5", "172.18.0.6"]), "ticket"],
    ["all of a network", lines(9, ["172.18.0.5", "172.18.0.6", "172.18.0.7"]), "page"],
    ["as 24 words it", lines(6, ["172.18.0.5", "172.18.0.6"], oldLine), "ticket"],
  ])("%s", (_name, signals, severity) => {
    expect(judged(dnsEmbeddedFailure, host(...signals), T0 + 2_000)[0]?.severity).toBe(severity);
  });

  test("what was a minute ago is over", () => {
    expect(failing(dnsEmbeddedFailure, host(...lines(9, ["172.18.0.5", "172.18.0.6"])), T0 + 70_000)).toEqual(
      [],
    );
  });

  test("it names containers and the server behind", () => {
    const [judgement] = judged(
      dnsEmbeddedFailure,
      host(...lines(6, ["172.18.0.5", "172.18.0.6"])),
      T0 + 2_000,
    );
    expect(judgement?.summary).toContain("from 10.213.144.1:53");
    expect(judgement?.blast.affected).toEqual(["Names outside of Docker: app-5 and app-6"]);
  });
});

test("rules that are gone before explain it", () => {
  const story = play(
    [
      journal(T0),
      aPing(T0),
      someNetworks(T0, [aBridge(), shop]),
      ...lines(9, ["172.18.0.5", "172.18.0.6"], line, T0 + 5_000),
    ],
    T0 + 200_000,
    { modes: [dnsEmbeddedFailure] },
  );
  expect(story.told()).toEqual(["seen 5500", "raised 5500", "recovering 126000", "cleared 186000"]);
});

test.each([
  'level=debug msg="[resolver] failed to query external DNS server"',
  'level=debug msg="[resolver] read from DNS server failed, read udp: i/o timeout"',
  'level=info msg="No non-localhost DNS nameservers are left in resolv.conf."',
])("no failure: %s", (text) => {
  const marks = marksOf({ unit: "dockerd", text }).filter(
    ({ signature }) => signature.mode === "dns-embedded-failure",
  );
  expect(marks.every(({ signature }) => signature.severity === undefined)).toBe(true);
});
