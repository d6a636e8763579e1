import { describe, expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import { marksOf } from "../../signatures/mark-line.ts";
import { aHostState, aPing, aVersion, T0 } from "../../testing/builders.ts";
import { captured, capturedNetworks } from "../../testing/captured.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { firewalldReload } from "./mode.ts";

/** Without any rule and chain of Docker in these tables. */
const without =
  (...tables: readonly string[]) =>
  (text: string): string => {
    let table = "";
    return text
      .split("\n")
      .filter((line) => {
        if (line.startsWith("*")) table = line.slice(1);
        return !(tables.includes(table) && /^-A|^:DOCKER/.test(line));
      })
      .join("\n");
  };
const managed = (at = T0) =>
  captured("network-links", at, "26.1.5", "", (text) => text.replace(/(section firewalld\n)no/, "$1yes"));
const host = (...signals: readonly Signal[]) =>
  aHostState([aPing(T0), aVersion(T0), capturedNetworks("firewall", T0, "26.1.5"), ...signals]);

describe("Docker's rules are gone", () => {
  const wiped = captured("firewall", T0, "26.1.5", "", without("filter", "nat"));

  test("under firewalld", () => {
    expect(judged(firewalldReload, host(managed(), wiped), T0)[0]).toMatchObject({
      severity: "page",
      part: "ipt",
    });
  });

  test.each<[string, readonly Signal[]]>([
    ["without firewalld", [captured("network-links", T0, "26.1.5"), wiped]],
    ["one table alone", [managed(), captured("firewall", T0, "26.1.5", "", without("filter"))]],
    ["all are there", [managed(), captured("firewall", T0, "26.1.5")]],
  ])("not: %s", (_name, signals) => {
    expect(failing(firewalldReload, host(...signals), T0)).toEqual([]);
  });
});

test("the wiped tables stand beneath it", () => {
  const story = play(
    [
      ...every(2_000, T0, T0 + 40_000, aPing),
      aVersion(T0),
      ...every(15_000, T0, T0 + 40_000, (at) => capturedNetworks("firewall", at, "26.1.5")),
      ...every(10_000, T0, T0 + 40_000, managed),
      ...every(4_000, T0 + 2_000, T0 + 40_000, (at) =>
        captured("firewall", at, "26.1.5", "", without("filter", "nat")),
      ),
    ],
    T0 + 30_000,
  );
  const cause = story.open.find(({ mode }) => mode === "firewalld-reload");
  const tables = story.open.filter(({ mode }) => mode.startsWith("iptables-"));
  expect(tables.map(({ absorbedBy }) => absorbedBy)).toEqual([cause?.id, cause?.id]);
});

test.each([
  [
    'failed to start daemon: Error initializing network controller: error creating default "bridge" network: Failed to program NAT chain: INVALID_ZONE: docker',
    true,
  ],
  [
    "failed to start daemon: Error initializing network controller: ZONE_CONFLICT: 'docker0' already bound to 'trusted'",
    true,
  ],
  ['level=info msg="Firewalld: interface docker0 already part of docker zone, returning"', false],
  [
    "WARNING: COMMAND_FAILED: '/usr/sbin/iptables -w10 -t nat -D PREROUTING -j DOCKER' failed: iptables: No chain/target/match by that name.",
    false,
  ],
])("%s", (text, isFailure) => {
  const marks = marksOf({ unit: "dockerd", text }).filter(
    ({ signature }) => signature.mode === "firewalld-reload",
  );
  expect(marks.some(({ signature }) => signature.severity !== undefined)).toBe(isFailure);
});
