import { describe, expect, test } from "vitest";
import { aHostState, aLine, T0 } from "../../testing/builders.ts";
import { failing, judged } from "../../testing/detecting.ts";
import { kernelNetdevLeak } from "./mode.ts";

const said = (text: string, unit: "kernel" | "dockerd" | "container" = "kernel") =>
  aHostState([aLine(T0, unit, text)]);

describe("the kernel waits for a device", () => {
  test.each([
    ["unregister_netdevice: waiting for lo to become free. Usage count = 1", "lo"],
    ["[81245.102433] unregister_netdevice: waiting for eth0 to become free. Usage count = 2", "eth0"],
    ["unregister_netdevice: waiting for veth0a1b2c3 to become free. Usage count = -1", "veth0a1b2c3"],
  ])("%s", (text, device) => {
    expect(judged(kernelNetdevLeak, said(text), T0)[0]).toMatchObject({
      verdict: "failing",
      severity: "ticket",
      part: "kernel",
      facts: { device },
    });
  });

  test("is over when it is not said again", () => {
    const host = said("unregister_netdevice: waiting for lo to become free. Usage count = 1");
    expect(failing(kernelNetdevLeak, host, T0 + 11 * 60_000)).toEqual([]);
  });
});

test.each([
  ["a port that changes its state", "docker0: port 1(veth12) entered disabled state", "kernel"],
  ["a container that quotes it", "unregister_netdevice: waiting for lo to become free", "container"],
] as const)("%s is not that", (_name, text, unit) => {
  expect(failing(kernelNetdevLeak, said(text, unit), T0)).toEqual([]);
});
