import { describe, expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import { marksOf } from "../../signatures/mark-line.ts";
import {
  aBridge,
  aContainer,
  aFailedPing,
  aHostState,
  aList,
  aPing,
  aSocket,
  eventsStream,
  someNetworks,
  T0,
} from "../../testing/builders.ts";
import { captured, capturedNetworks } from "../../testing/captured.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { docker0Missing } from "./mode.ts";

const ON_BRIDGE = aContainer(1);
const ON_SHOP = aContainer(2, { networks: [{ name: "shop", address: "172.18.0.2" }] });

const hostWith = (engine: string, links: Signal, ...more: readonly Signal[]) =>
  aHostState([
    aPing(T0),
    capturedNetworks("network-links", T0 - 5_000, engine),
    aList(T0, [ON_BRIDGE, ON_SHOP]),
    links,
    ...more,
  ]);

describe.each(["20.10.24", "26.1.5"])("on a real host with Docker %s", (engine) => {
  const links = (suffix = "", change?: (text: string) => string) =>
    captured("network-links", T0, engine, suffix, change);

  test("a healthy one", () => {
    expect(failing(docker0Missing, hostWith(engine, links()), T0)).toEqual([]);
  });

  test.each([
    ["-docker0-gone", "gone", "docker0 is gone"],
    ["-docker0-down", "down", "docker0 is switched off"],
  ])("docker0 %s", (suffix, variant, title) => {
    const [judgement] = judged(docker0Missing, hostWith(engine, links(suffix)), T0);
    expect(judgement).toMatchObject({ severity: "page", part: "bridge", variant, title });
    expect(judgement?.blast.affected[0]).toBe("All traffic of 1 container: app-1");
    expect(judgement?.blast.notAffected[0]).toMatch(/^Network shop: br-\w+ is up$/);
  });

  test("docker0 without its address", () => {
    const bare = links("", (text) => text.replace(/^.* docker0 {4}inet .*\n|^\d+: docker0\s+inet .*\n/m, ""));
    expect(judged(docker0Missing, hostWith(engine, bare), T0)[0]).toMatchObject({ variant: "no-address" });
  });
});

describe("what is normal life", () => {
  const gone = captured("network-links", T0, "26.1.5", "-docker0-gone");
  const withoutShop = captured("network-links", T0, "26.1.5", "", (text) =>
    text.replace(/^\d+: br-.*\n/gm, ""),
  );

  test("a user network that was just removed is still in the old reading of networks", () => {
    const host = hostWith("26.1.5", withoutShop, aList(T0, [ON_BRIDGE]));
    expect(failing(docker0Missing, host, T0)).toEqual([]);
  });

  test("a user network that was just made is not in the old reading of links", () => {
    const host = aHostState([
      aPing(T0),
      withoutShop,
      capturedNetworks("network-links", T0 + 1_000, "26.1.5"),
      aList(T0 + 1_500, [ON_SHOP]),
    ]);
    expect(failing(docker0Missing, host, T0 + 2_000)).toEqual([]);
  });

  test("but with a container on it, it was not removed", () => {
    expect(judged(docker0Missing, hostWith("26.1.5", withoutShop), T0)[0]?.title).toMatch(/^br-\w+ is gone$/);
  });

  test.each<[string, readonly Signal[]]>([
    ["dockerd is down: it may have made none", [aFailedPing(T0, "connection-refused")]],
    ["dockerd restarts", [eventsStream(T0 - 9_000, true), eventsStream(T0 + 100, false)]],
    ["dockerd was told to have no docker0", [someNetworks(T0, [aBridge({ name: "none", driver: "null" })])]],
    ["rootless", [aSocket(T0, { path: "/run/user/1000/docker.sock" })]],
  ])("%s", (_name, more) => {
    expect(failing(docker0Missing, hostWith("26.1.5", gone, ...more), T0 + 200)).toEqual([]);
  });
});

test("it is seen at the first reading, raised at the second, and over when the bridge is back", () => {
  const at = (suffix: string) => (when: number) => captured("network-links", when, "26.1.5", suffix);
  const story = play(
    [
      ...every(2_000, T0, T0 + 200_000, aPing),
      ...every(15_000, T0, T0 + 200_000, (when) => capturedNetworks("network-links", when, "26.1.5")),
      ...every(10_000, T0, T0 + 20_000, at("")),
      ...every(10_000, T0 + 20_000, T0 + 60_000, at("-docker0-gone")),
      ...every(10_000, T0 + 60_000, T0 + 200_000, at("")),
    ],
    T0 + 150_000,
    { modes: [docker0Missing] },
  );
  expect(story.told()).toEqual(["seen 20000", "raised 30000", "recovering 60000", "cleared 90000"]);
});

describe("what dockerd says of a bridge that is not there", () => {
  const mark = (text: string) => marksOf({ unit: "dockerd", text }).map(({ signature }) => signature.id);
  test.each([
    'level=error msg="Handler for POST /v1.41/containers/ab/start returned error: failed to create endpoint web on network bridge: adding interface veth12 to bridge docker0 failed: could not find bridge docker0: route ip+net: no such network interface"',
    'level=error msg="Handler for POST /v1.45/containers/ab/start returned error: failed to create endpoint web on network bridge: adding interface veth12 to bridge docker0 failed: Device does not exist"',
  ])("%s", (text) => {
    expect(mark(text)).toContain("bridge-not-found");
  });
  test("a port that changes its state is normal", () => {
    expect(mark("docker0: port 1(veth12) entered disabled state")).toEqual([]);
  });
});
