import { expect, test } from "vitest";
import { shiftTimes } from "./shift-times.ts";

const RECORDED = Date.parse("2026-11-20T23:59:00Z");
const DAY = 86_400_000;

test("moments of a session move together, in every way they are written", () => {
  const told = {
    at: RECORDED + 5_250,
    timeNano: `${RECORDED + 5_250}123456`,
    line: 'time="2026-11-20T23:59:05.250123456Z" level=info',
    unit: "Fri 2026-11-20 23:59:05 UTC",
  };
  const moved = JSON.parse(shiftTimes(JSON.stringify(told), RECORDED, 2 * DAY + 60_000)) as typeof told;
  const at = RECORDED + 5_250 + 2 * DAY + 60_000;
  expect(moved).toEqual({
    at,
    timeNano: `${at}123456`,
    line: 'time="2026-11-23T00:00:05.250123456Z" level=info',
    unit: "Mon 2026-11-23 00:00:05 UTC",
  });
});

test("what is no moment of the session stays: sizes, ids, times of other years", () => {
  const text = `"totalBytes":2000398934016,"created":"2021-03-04T05:06:07Z","id":"${"7".repeat(64)}","seq":12`;
  expect(shiftTimes(text, RECORDED, DAY)).toBe(text);
});
