import { describe, expect, test } from "vitest";
import {
  chooseIndex,
  chooseSubnet,
  hostAddress,
  hostNames,
  labNames,
  parseEngine,
  parseFaultRef,
  parseHostName,
  parseSize,
} from "./naming.ts";

describe("names of a lab", () => {
  test("the same state directory always gives the same names", () => {
    expect(labNames("/srv/foghorn/.lab")).toEqual(labNames("/srv/foghorn/.lab"));
  });

  test("two checkouts share no name", () => {
    const [one, other] = [labNames("/home/a/foghorn/.lab"), labNames("/home/b/foghorn/.lab")];
    expect(one.id).not.toBe(other.id);
    expect(one.switchNamespace).not.toBe(other.switchNamespace);
    expect(one.machineLeg).not.toBe(other.machineLeg);
    expect(one.cgroup).not.toBe(other.cgroup);
  });

  test("interface names fit into the kernel's 15 characters, for the last place of the switch too", () => {
    const lab = labNames("/srv/foghorn/.lab");
    expect(lab.machineLeg.length).toBeLessThanOrEqual(15);
    expect(hostNames(lab, "a".repeat(32), 250).switchPort.length).toBeLessThanOrEqual(15);
  });

  test("a host's names hold the lab's id, so that nothing of another lab is ever taken for it", () => {
    const lab = labNames("/srv/foghorn/.lab");
    const names = hostNames(lab, "web1", 11);
    expect(names.namespace).toContain(lab.id);
    expect(names.cgroup.startsWith(`${lab.cgroup}/`)).toBe(true);
  });

  test("an address always has the same hardware address, one that is locally administered", () => {
    const lab = labNames("/srv/foghorn/.lab");
    const { hardwareAddress } = hostNames(lab, "web1", 11);
    expect(hardwareAddress).toMatch(/^02(:[0-9a-f]{2}){5}$/);
    expect(hostNames(lab, "db1", 11).hardwareAddress).toBe(hardwareAddress);
    expect(hostNames(lab, "web1", 12).hardwareAddress).not.toBe(hardwareAddress);
  });

  test("a host cannot be named like the switch", () => {
    const lab = labNames("/srv/foghorn/.lab");
    expect(hostNames(lab, "sw", 11).namespace).not.toBe(lab.switchNamespace);
  });
});

describe("addresses", () => {
  test("the preferred subnet is always between 1 and 254", () => {
    for (let n = 0; n < 2_000; n++) {
      const { preferredSubnet } = labNames(`/checkout/${n}`);
      expect(preferredSubnet).toBeGreaterThanOrEqual(1);
      expect(preferredSubnet).toBeLessThanOrEqual(254);
    }
  });

  test.each([
    { name: "the preferred one when it is free", preferred: 7, taken: [], chosen: 7 },
    { name: "the next one when another checkout has it", preferred: 7, taken: [7, 8], chosen: 9 },
    { name: "the first one after the last", preferred: 254, taken: [254], chosen: 1 },
  ])("a lab takes $name", ({ preferred, taken, chosen }) => {
    expect(chooseSubnet(preferred, new Set(taken))).toBe(chosen);
  });

  test("a machine without a free subnet is told so", () => {
    const all = new Set(Array.from({ length: 254 }, (_, n) => n + 1));
    expect(() => chooseSubnet(1, all)).toThrow(expect.objectContaining({ code: "conflict" }));
  });

  test("a host takes the lowest free place, also one that was given back", () => {
    expect(chooseIndex(new Set())).toBe(11);
    expect(chooseIndex(new Set([11, 13]))).toBe(12);
    expect(hostAddress(187, 12)).toBe("10.213.187.12");
  });

  test("a full lab is told so", () => {
    const all = new Set(Array.from({ length: 240 }, (_, n) => n + 11));
    expect(() => chooseIndex(all)).toThrow(expect.objectContaining({ code: "conflict" }));
  });
});

describe("words of the command line", () => {
  test.each(["web1", "a", "lab-26", "x".repeat(32)])("%s names a host", (name) => {
    expect(parseHostName(name)).toBe(name);
  });

  test.each(["", "../etc", "Web1", "-a", "1web", "a b", "a/b", "x".repeat(33), "a\n", undefined])(
    "%j does not name a host",
    (name) => {
      expect(() => parseHostName(name)).toThrow(expect.objectContaining({ code: "usage" }));
    },
  );

  test.each([
    ["4096", 4096],
    ["8K", 8192],
    ["300M", 314_572_800],
    ["2G", 2_147_483_648],
  ])("%s is a size", (text, bytes) => expect(parseSize(text)).toBe(bytes));

  test.each(["", "0", "M", "-1", "1.5G", "300MB", "300m", "1T"])("%j is not a size", (text) => {
    expect(() => parseSize(text)).toThrow(expect.objectContaining({ code: "usage" }));
  });

  test("a fault may name its variant", () => {
    expect(parseFaultRef("daemon-down:missing")).toEqual({ fault: "daemon-down", variant: "missing" });
    expect(parseFaultRef("daemon-down")).toEqual({ fault: "daemon-down", variant: undefined });
  });

  test.each(["", ":", "daemon-down:", "a:b:c", "a--b", "A", "a;reboot"])("%j is not a fault", (text) => {
    expect(() => parseFaultRef(text)).toThrow(expect.objectContaining({ code: "usage" }));
  });

  test("an engine the lab does not have is refused", () => {
    expect(parseEngine("20")).toBe("20");
    expect(() => parseEngine("27")).toThrow(expect.objectContaining({ code: "usage" }));
  });
});
