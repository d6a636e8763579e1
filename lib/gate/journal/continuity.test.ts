import { describe, expect, test } from "vitest";
import { cursorTime, gapOf, type Resumption } from "./continuity.ts";
import { createKernelLimit } from "./kernel-limit.ts";

const READ_AT = 1_795_260_001_174;
const AFTER = `s=a;i=5;b=b;m=1;t=${(READ_AT * 1_000).toString(16)};x=9`;
const entry = (sourceAt: number, cursor = "other") => ({ sourceAt, cursor });

const aResumption = (values: Partial<Resumption>): Resumption => ({
  after: AFTER,
  seenAt: undefined,
  first: undefined,
  oldest: undefined,
  skewMs: 0,
  now: READ_AT + 60_000,
  ...values,
});

describe("going on in a journal", () => {
  test("the line that was read last is still there: nothing is lost", () => {
    expect(gapOf(aResumption({ first: entry(READ_AT, AFTER) }))).toBeUndefined();
  });

  test("a journal that begins after that line lost what lay between", () => {
    expect(
      gapOf(aResumption({ first: entry(READ_AT + 9_000), oldest: entry(READ_AT + 5_000) })),
    ).toMatchObject({ fromAt: READ_AT, toAt: READ_AT + 5_000 });
  });

  test("a quiet host whose old files were removed lost nothing while somebody looked on", () => {
    const seenAt = READ_AT + 50_000;
    const oldest = entry(READ_AT + 40_000);
    expect(gapOf(aResumption({ seenAt, oldest, first: entry(READ_AT + 55_000) }))).toBeUndefined();
    expect(gapOf(aResumption({ seenAt, oldest, first: undefined }))).toBeUndefined();
  });

  test("the gap begins when somebody looked last, on the host's clock", () => {
    const seenAt = READ_AT + 10_000;
    expect(gapOf(aResumption({ seenAt, skewMs: 2_000, oldest: entry(READ_AT + 30_000) }))).toMatchObject({
      fromAt: READ_AT + 12_000,
      toAt: READ_AT + 30_000,
    });
  });

  test("a journal that is empty altogether is a gap until now", () => {
    expect(gapOf(aResumption({}))).toMatchObject({ fromAt: READ_AT, toAt: READ_AT + 60_000 });
  });

  test("a cursor carries its time", () => {
    expect(cursorTime(AFTER)).toBe(READ_AT);
    expect(cursorTime("nonsense")).toBe(0);
  });
});

describe("a flood in the kernel's log", () => {
  const line = (unit: "kernel" | "dockerd", sourceAt: number) => ({ cursor: "c", unit, sourceAt, text: "" });

  test("lines beyond the limit are left out and counted, other units pass", () => {
    const gaps: unknown[][] = [];
    const { admits } = createKernelLimit((...gap) => gaps.push(gap));
    const admitted = Array.from({ length: 250 }, (_, index) => admits(line("kernel", 1_000 + index)));
    expect(admitted.filter(Boolean)).toHaveLength(200);
    expect(admits(line("dockerd", 1_300))).toBe(true);
    expect(gaps).toEqual([]);
    expect(admits(line("dockerd", 20_000))).toBe(true);
    expect(gaps).toEqual([[1_200, 1_249, "50 kernel lines left out: more than 200 in 10 s"]]);
  });

  test("a slow trickle is never cut", () => {
    const { admits } = createKernelLimit(() => {
      throw new Error("no gap was expected");
    });
    for (let index = 0; index < 1_000; index += 1) expect(admits(line("kernel", index * 100))).toBe(true);
  });
});
