import { describe, expect, test } from "vitest";
import { DEFAULT_POOLS, poolFromFlag, poolsFrom, poolUsage } from "./address-pools.ts";

describe("subnets that are left", () => {
  test.each<[string, readonly string[], number]>([
    ["none is taken", [], 0],
    ["docker0", ["172.17.0.0/16"], 1],
    ["a block that lies across three", ["172.20.0.0/14", "172.21.0.0/16"], 4],
    ["a part of one takes it whole", ["192.168.1.0/24", "192.168.2.0/24"], 1],
    ["others do not count", ["10.0.0.0/8", "fd00::/8"], 0],
    ["a route over all of them", ["172.16.0.0/12"], 15],
  ])("%s", (_name, blocks, taken) => {
    expect(poolUsage(DEFAULT_POOLS, blocks)).toEqual({ capacity: 31, taken });
  });

  test("pools of one's own", () => {
    expect(poolUsage([{ base: "10.10.0.0/16", size: 24 }], ["10.10.0.0/24", "10.10.3.0/24"])).toEqual({
      capacity: 256,
      taken: 2,
    });
  });

  test("a pool of a million is not counted one by one", () => {
    expect(poolUsage([{ base: "10.0.0.0/8", size: 28 }], ["10.0.0.0/28"]).taken).toBe(1);
  });
});

test("pools are read as dockerd reads them", () => {
  expect(poolsFrom([{ base: "10.10.0.0/16", size: 24 }, { base: 1 }])).toEqual([
    { base: "10.10.0.0/16", size: 24 },
  ]);
  expect(poolsFrom("base")).toBeUndefined();
  expect(poolFromFlag("base=10.10.0.0/16,size=24")).toEqual({ base: "10.10.0.0/16", size: 24 });
  expect(poolFromFlag("size=24")).toBeUndefined();
});
