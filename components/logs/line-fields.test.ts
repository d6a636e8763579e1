import { expect, test } from "vitest";
import { fieldsOf, passes, traceOf } from "./line-fields.ts";
import type { LogRow } from "./log-row.ts";

const line = (text: string): LogRow => ({ key: text, at: 0, lane: "stdout", text });
const JSON_LINE = line('{"msg":"timed out","order_id":88217,"pool":{"idle":0},"traceId":"b7d0"}');
const PAIRS = line('upstream timed out status=502 upstream="10.0.4.23:8080 (eu)" trace-id=b7d0');

test("a line of JSON names its members, what is within them as it was written", () => {
  expect(fieldsOf(JSON_LINE)).toEqual([
    { name: "msg", value: "timed out" },
    { name: "order_id", value: "88217" },
    { name: "pool", value: '{"idle":0}' },
    { name: "traceId", value: "b7d0" },
  ]);
});

test("pairs stand anywhere in a line, with or without quotes", () => {
  expect(fieldsOf(PAIRS)).toEqual([
    { name: "status", value: "502" },
    { name: "upstream", value: "10.0.4.23:8080 (eu)" },
    { name: "trace-id", value: "b7d0" },
  ]);
});

test.each(["plain words", "https://host/?a=1&b=2", '{"broken": ', "[1, 2]", ""])(
  "%j has no field",
  (text) => {
    expect(fieldsOf(line(text))).toEqual([]);
  },
);

test("the trace of a line is found however its writer spells it", () => {
  expect(traceOf(JSON_LINE)).toEqual({ name: "traceId", value: "b7d0" });
  expect(traceOf(PAIRS)?.name).toBe("trace-id");
  expect(traceOf(line("status=502"))).toBeUndefined();
});

test("a line passes when it has what is wanted and has not what is left out", () => {
  const wanted = { name: "status", value: "502", isOut: false };
  expect(passes(PAIRS, [wanted])).toBe(true);
  expect(passes(PAIRS, [wanted, { name: "trace-id", value: "b7d0", isOut: true }])).toBe(false);
  expect(passes(JSON_LINE, [wanted])).toBe(false);
  expect(passes(JSON_LINE, [{ ...wanted, isOut: true }])).toBe(true);
});
