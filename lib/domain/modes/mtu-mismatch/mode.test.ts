import { describe, expect, test } from "vitest";
import { aContainer, aHostState, aList, aPing, T0 } from "../../testing/builders.ts";
import { captured, capturedNetworks } from "../../testing/captured.ts";
import { failing, judged } from "../../testing/detecting.ts";
import { mtuMismatch } from "./mode.ts";

const hostWith = (engine: string, suffix: string, change?: (text: string) => string) =>
  aHostState([
    aPing(T0),
    capturedNetworks("network-links", T0, engine),
    aList(T0, [aContainer(1)]),
    captured("network-links", T0, engine, suffix, change),
  ]);

describe.each(["20.10.24", "26.1.5"])("on a real host with Docker %s", (engine) => {
  test("all the same", () => {
    expect(failing(mtuMismatch, hostWith(engine, ""), T0)).toEqual([]);
  });

  test("an uplink of 1300", () => {
    expect(judged(mtuMismatch, hostWith(engine, "-mtu-mismatch"), T0)[0]).toMatchObject({
      severity: "ticket",
      part: "bridge",
      facts: { uplink: "host0", mtu: "1300", containerMtu: "1500" },
      evidence: [{ reading: "containers 1500, host0 1300" }],
    });
  });

  test.each<[string, (text: string) => string]>([
    [
      "containers that fit, whatever the bridges say",
      (text) => text.replace(/(veth\w+@.* mtu )1500/g, "$11300"),
    ],
    ["no container on any bridge", (text) => text.replace(/^\d+: veth\w+@.*\n/gm, "")],
    ["a larger uplink", (text) => text.replace(/mtu 1300/, "mtu 9000")],
    ["no default route", (text) => text.replace(/^host0\t00000000.*\n/m, "")],
  ])("%s", (_name, change) => {
    expect(failing(mtuMismatch, hostWith(engine, "-mtu-mismatch", change), T0)).toEqual([]);
  });
});
