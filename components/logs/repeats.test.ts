import { expect, test } from "vitest";
import { AT } from "../test-views.ts";
import { foldRepeats, repeatOf, sameText } from "./repeats.ts";

const line = (text: string, seconds: number) => ({ text, at: AT + seconds * 1_000 });
const formOf = ({ text }: { readonly text: string }) => (text === "gap" ? undefined : sameText(text));

test("neighbours that differ in times and numbers alone are one run, with its count and its last time", () => {
  const rows = [
    line('time="2026-11-22T09:00:01Z" level=error msg="attempt 1 failed" spanID=a1 traceID=b2', 1),
    line('time="2026-11-22T09:00:04Z" level=error msg="attempt 12 failed" spanID=c3 traceID=d4', 4),
    line('time="2026-11-22T09:00:05Z" level=info msg="done"', 5),
    line('time="2026-11-22T09:00:09Z" level=error msg="attempt 1 failed"', 9),
  ];
  const runs = foldRepeats(rows, formOf);
  expect(runs.map((run) => run.length)).toEqual([2, 1, 1]);
  expect(runs.map(repeatOf)).toEqual([{ times: 2, lastAt: AT + 4_000 }, undefined, undefined]);
});

test("the same words about four containers in turn are one run, and a gap is never folded", () => {
  const about = (id: string) => line(`error writing log entry: write ${id.repeat(32)}-json.log`, 0);
  expect(foldRepeats(["a7", "b7", "a7", "c0"].map(about), formOf)).toHaveLength(1);
  expect(foldRepeats([line("gap", 0), line("gap", 1)], formOf)).toHaveLength(2);
});
