import { expect, test } from "vitest";
import { createLineSplitter } from "./lines.ts";

function collect(limitBytes?: number) {
  const lines: string[] = [];
  const long: number[][] = [];
  const push = createLineSplitter(
    {
      onLine: (line) => lines.push(line),
      onLongLine: ({ head, tail }, byteCount) => long.push([head.length, tail.length, byteCount]),
    },
    limitBytes,
  );
  return { push, lines, long };
}

test("lines are whole however the bytes are cut", () => {
  const text = Buffer.from("één\nzwei\n\nтри\n");
  for (let size = 1; size <= text.length; size += 1) {
    const { push, lines } = collect();
    for (let at = 0; at < text.length; at += size) push(text.subarray(at, at + size));
    expect(lines).toEqual(["één", "zwei", "три"]);
  }
});

test("a line over the limit is told with its whole length, and the next one is whole again", () => {
  const { push, lines, long } = collect(1_000);
  for (let index = 0; index < 10; index += 1) push(Buffer.from("x".repeat(500)));
  push(Buffer.from("\nnext\n"));
  expect(long).toEqual([[1_000, 4_000, 5_000]]);
  expect(lines).toEqual(["next"]);
});

test("an unfinished line waits", () => {
  const { push, lines } = collect();
  push(Buffer.from("half"));
  expect(lines).toEqual([]);
  push(Buffer.from(" and half\n"));
  expect(lines).toEqual(["half and half"]);
});
