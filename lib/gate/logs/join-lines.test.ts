import { describe, expect, test } from "vitest";
import { createLineJoiner } from "./join-lines.ts";

const TIME = "2026-11-21T11:23:59.330738737Z";
const NANO = "1795260239330738737";
const PART = 16_384;
const LIMIT = 262_144;

const frame = (text: string | Buffer, stream: "stdout" | "stderr" = "stdout", time = TIME) => ({
  stream,
  bytes: Buffer.concat([Buffer.from(`${time} `), Buffer.from(text)]),
});
const terminal = (bytes: string | Buffer) => ({ stream: "tty" as const, bytes: Buffer.from(bytes) });

function joined(...chunks: readonly ReturnType<typeof frame | typeof terminal>[]) {
  const joiner = createLineJoiner();
  return [...chunks.flatMap((chunk) => joiner.take(chunk)), ...joiner.rest()];
}

describe("lines of a container", () => {
  test("keep their stream and their nanoseconds", () => {
    expect(joined(frame("out\n"), frame("err\n", "stderr", "2026-11-21T11:23:59Z"))).toEqual([
      { timeNano: NANO, stream: "stdout", text: "out" },
      { timeNano: "1795260239000000000", stream: "stderr", text: "err" },
    ]);
  });

  test("are joined again where Docker cut them at 16 KiB, and the repeated time is taken out", () => {
    const text = "a".repeat(PART * 2 + 100);
    const parts = [text.slice(0, PART), text.slice(PART, PART * 2), `${text.slice(PART * 2)}\n`];
    expect(joined(...parts.map((part) => frame(part)))).toEqual([{ timeNano: NANO, stream: "stdout", text }]);
  });

  test("of the two streams do not run into each other while one is unfinished", () => {
    const long = "a".repeat(PART);
    expect(joined(frame(long), frame("err\n", "stderr"), frame("end\n")).map((line) => line.text)).toEqual([
      "err",
      `${long}end`,
    ]);
  });

  test("keep a character that the cut went through", () => {
    const bytes = Buffer.from(`${"a".repeat(PART - 1)}€ and on\n`);
    const [line] = joined(frame(bytes.subarray(0, PART)), frame(bytes.subarray(PART)));
    expect(line?.text.slice(PART - 1)).toBe("€ and on");
  });

  test("over 256 KiB are cut, whole characters only, with their true length", () => {
    const text = "€".repeat(120_000);
    const bytes = Buffer.from(text);
    const frames = [];
    for (let from = 0; from < bytes.length; from += PART)
      frames.push(frame(bytes.subarray(from, from + PART)));
    const [line] = joined(...frames, frame("\n"));
    expect(line?.byteCount).toBe(360_000);
    expect(Buffer.byteLength(line?.text ?? "")).toBeLessThanOrEqual(LIMIT);
    expect(line?.text).toBe("€".repeat(Math.floor(LIMIT / 3)));
  });

  test("without an end are handed out when the stream is over", () => {
    expect(joined(frame("half"))).toEqual([{ timeNano: NANO, stream: "stdout", text: "half" }]);
  });

  test("show NUL as a symbol and leave every other character as it is", () => {
    expect(joined(frame("a\0b\u001b[31mc\t\n"))[0]?.text).toBe("a␀b\u001b[31mc\t");
  });

  test("that are empty are lines", () => {
    expect(joined(frame("\n"), frame("x\n")).map((line) => line.text)).toEqual(["", "x"]);
  });

  test("of a driver that gives no time take the time of the line before", () => {
    const joiner = createLineJoiner();
    joiner.take(frame("first\n"));
    expect(joiner.take({ stream: "stdout", bytes: Buffer.from("second\n") })[0]?.timeNano).toBe(NANO);
  });

  test("that hold several line ends in one write are several lines", () => {
    expect(joined(frame("a\nb\nc\n")).map((line) => line.text)).toEqual(["a", "b", "c"]);
  });
});

describe("lines of a terminal", () => {
  test("come out the same however the bytes arrive", () => {
    const long = "b".repeat(PART * 2 + 10);
    const bytes = Buffer.from(
      `${TIME} first\r\n${TIME} ${long.slice(0, PART)}${TIME} ${long.slice(PART, PART * 2)}${TIME} ${long.slice(PART * 2)}\r\n${TIME} läst\r\n`,
    );
    for (const size of [1, 13, 1_000, 16_000, 50_000]) {
      const chunks = [];
      for (let from = 0; from < bytes.length; from += size)
        chunks.push(terminal(bytes.subarray(from, from + size)));
      expect(joined(...chunks)).toEqual([
        { timeNano: NANO, stream: "tty", text: "first" },
        { timeNano: NANO, stream: "tty", text: long },
        { timeNano: NANO, stream: "tty", text: "läst" },
      ]);
    }
  });

  test("that are exactly 16 KiB long end there", () => {
    const text = "c".repeat(PART);
    expect(joined(terminal(`${TIME} ${text}\n${TIME} next\n`)).map((line) => line.text)).toEqual([
      text,
      "next",
    ]);
  });

  test("that are short and unfinished are handed out at the end", () => {
    expect(joined(terminal(`${TIME} $ `))).toEqual([{ timeNano: NANO, stream: "tty", text: "$ " }]);
  });
});

test("an optimised joiner says what a plain one says, over random cuts and streams", () => {
  let seed = 42;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return seed % below;
  };
  for (let round = 0; round < 200; round += 1) {
    const expected: string[] = [];
    const frames = [];
    for (let line = 0; line < 5; line += 1) {
      const text = "xyzé€🦊".slice(0, 1 + random(6)).repeat(random(9_000));
      const stream = random(2) === 0 ? ("stdout" as const) : ("stderr" as const);
      const bytes = Buffer.from(`${text}\n`);
      for (let from = 0; from < bytes.length; from += PART)
        frames.push(frame(bytes.subarray(from, from + PART), stream));
      expected.push(`${stream}:${Buffer.from(text).toString()}`);
    }
    expect(joined(...frames).map((line) => `${line.stream}:${line.text}`)).toEqual(expected);
  }
});
