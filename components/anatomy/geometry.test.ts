import { describe, expect, test } from "vitest";
import { PART_IDS } from "#lib/domain/anatomy.ts";
import { type AnatomySize, alongChain, boxOf, neighbour, sizeOf } from "./geometry.ts";

const SIZES: readonly AnatomySize[] = ["S", "M", "L", "XL"];

describe("one topology at four sizes", () => {
  test.each(SIZES)("every part has a box inside size %s", (size) => {
    const { width, height } = sizeOf(size);
    for (const part of PART_IDS) {
      const box = boxOf(size, part);
      expect(box.width, part).toBeGreaterThan(0);
      expect(box.height, part).toBeGreaterThan(0);
      expect(box.x + box.width, part).toBeLessThanOrEqual(width);
      expect(box.y + box.height, part).toBeLessThanOrEqual(height);
    }
  });

  test.each(SIZES)("no two parts overlap in size %s", (size) => {
    for (const a of PART_IDS)
      for (const b of PART_IDS) {
        if (a === b) continue;
        const one = boxOf(size, a);
        const other = boxOf(size, b);
        const isApart =
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y;
        expect(isApart, `${a} and ${b}`).toBe(true);
      }
  });
});

describe("walking with the arrow keys", () => {
  test.each([
    ["dockerd", "right", "containerd"],
    ["dockerd", "left", "sock"],
    ["sock", "left", "callers"],
    ["dockerd", "down", "cache"],
    ["dockerd", "up", "unit"],
    ["images", "right", "volumes"],
    ["disk", "down", "kernel"],
    ["registry", "down", "remote"],
    ["shims", "right", "ctrs"],
  ] as const)("from %s %s is %s", (from, direction, to) => {
    expect(neighbour(from, direction)).toBe(to);
  });

  test("the edge is an end", () => {
    expect(neighbour("kernel", "down")).toBeUndefined();
    expect(neighbour("callers", "left")).toBeUndefined();
  });

  test("every part can be reached from dockerd", () => {
    const reached = new Set(["dockerd"]);
    for (let round = 0; round < PART_IDS.length; round += 1)
      for (const part of PART_IDS) {
        if (!reached.has(part)) continue;
        for (const direction of ["left", "right", "up", "down"] as const) {
          const next = neighbour(part, direction);
          if (next !== undefined) reached.add(next);
        }
      }
    expect(PART_IDS.filter((part) => !reached.has(part))).toEqual([]);
  });
});

describe("walking along the chain", () => {
  const chain = [
    { number: 2, part: "volumes" },
    { number: 1, part: "remote" },
    { number: 3, part: "dockerd" },
  ] as const;

  test("goes in the order of failure and stops at its ends", () => {
    expect(alongChain(chain, "remote", 1)).toBe("volumes");
    expect(alongChain(chain, "dockerd", 1)).toBe("dockerd");
    expect(alongChain(chain, "remote", -1)).toBe("remote");
  });

  test("from a part outside it begins at the nearer end", () => {
    expect(alongChain(chain, "tls", 1)).toBe("remote");
    expect(alongChain(chain, undefined, -1)).toBe("dockerd");
  });

  test("a host without a chain has nowhere to go", () => {
    expect(alongChain([], "dockerd", 1)).toBeUndefined();
  });
});
