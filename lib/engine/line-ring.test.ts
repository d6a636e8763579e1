import { describe, expect, test } from "vitest";
import { createLineRing } from "./line-ring.ts";

const ringOf = (count: number, limit = 10) => {
  const ring = createLineRing<number>("e1", limit);
  for (let row = 1; row <= count; row += 1) ring.push([row]);
  return ring;
};

describe("a line topic", () => {
  test("begins with its last rows", () => {
    expect(ringOf(5).tail(3)).toEqual({ epoch: "e1", seq: 5, rows: [3, 4, 5] });
  });

  test("pages back from a row", () => {
    expect(ringOf(8).tail(3, 6)).toEqual({ epoch: "e1", seq: 5, rows: [3, 4, 5] });
  });

  test("gives a returning reader exactly what came since", () => {
    expect(ringOf(8).after({ epoch: "e1", seq: 5 }, 100)).toEqual({ epoch: "e1", seq: 8, rows: [6, 7, 8] });
    expect(ringOf(8).after({ epoch: "e1", seq: 8 }, 100)).toEqual({ epoch: "e1", seq: 8, rows: [] });
  });

  test("says so when the rows between are no longer kept", () => {
    expect(ringOf(40).after({ epoch: "e1", seq: 3 }, 100)).toBeUndefined();
  });

  test("does not mistake another numbering for its own", () => {
    expect(ringOf(8).after({ epoch: "e0", seq: 5 }, 100)).toBeUndefined();
    expect(ringOf(8).after({ epoch: "e1", seq: 9 }, 100)).toBeUndefined();
  });

  test("hands out at most what was asked for and says where it stopped", () => {
    expect(ringOf(8).after({ epoch: "e1", seq: 2 }, 2)).toEqual({ epoch: "e1", seq: 4, rows: [3, 4] });
  });

  test("keeps a bounded number of rows under a flood", () => {
    const ring = createLineRing<number>("e1", 100);
    for (let batch = 0; batch < 1_000; batch += 1) ring.push(Array.from({ length: 50 }, (_, index) => index));
    expect(ring.tail(100_000).rows.length).toBeLessThanOrEqual(200);
    expect(ring.tail(1).seq).toBe(50_000);
  });
});
