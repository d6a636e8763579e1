import { describe, expect, test } from "vitest";
import { inBatches } from "./batch.ts";
import { demux, type LogChunk } from "./demux.ts";
import { toDockerTime } from "./timestamp.ts";

function frame(type: number, payload: string | Buffer, length = Buffer.byteLength(payload)): Buffer {
  const head = Buffer.alloc(8);
  head[0] = type;
  head.writeUInt32BE(length, 4);
  return Buffer.concat([head, Buffer.from(payload)]);
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function read(bytes: Buffer, size = 1_000): Promise<readonly LogChunk[]> {
  const chunks: LogChunk[] = [];
  for await (const some of demux(pieces(bytes, size))) chunks.push(...some);
  return chunks;
}

describe("a multiplexed stream", () => {
  test("falls into its frames however it arrives", async () => {
    const bytes = Buffer.concat([
      frame(1, "out"),
      frame(2, "err"),
      frame(1, ""),
      frame(1, "x".repeat(5_000)),
    ]);
    for (const size of [1, 3, 8, 11, 100_000])
      expect((await read(bytes, size)).map(({ stream, bytes: { length } }) => `${stream} ${length}`)).toEqual(
        ["stdout 3", "stderr 3", "stdout 0", "stdout 5000"],
      );
  });

  test.each([
    ["announces more than 1 MiB", frame(1, "x", 0xffffffff), "malformed"],
    ["names a stream that does not exist", frame(9, "x"), "malformed"],
    ["breaks off inside a frame", frame(1, "abc", 10), "connection-reset"],
    ["breaks off inside a header", Buffer.from([1, 0, 0]), "connection-reset"],
    ["carries the daemon's own error", frame(3, "error from daemon in stream: gone"), "http-status"],
  ])("that %s ends with a reason", async (_name, bytes, failure) => {
    await expect(read(bytes)).rejects.toMatchObject({ failure });
  });
});

describe("batches", () => {
  test("hold what comes within 50 ms, and nothing waits for a line that does not come", async () => {
    async function* slow(): AsyncGenerator<readonly number[]> {
      yield [1];
      yield [2, 3];
      await new Promise((resolve) => setTimeout(resolve, 200));
      yield [4];
    }
    const batches: (readonly number[])[] = [];
    for await (const batch of inBatches(slow(), 100)) batches.push(batch);
    expect(batches).toEqual([[1, 2, 3], [4]]);
  });

  test("hold no more than their limit allows before they are handed on", async () => {
    async function* fast(): AsyncGenerator<readonly number[]> {
      for (let n = 0; n < 10; n += 1) yield [n, n];
    }
    const sizes: number[] = [];
    for await (const batch of inBatches(fast(), 5)) sizes.push(batch.length);
    expect(sizes).toEqual([6, 6, 6, 2]);
  });

  test("are empty while something waits to be told and nothing comes", async () => {
    const nothing = Promise.withResolvers<void>();
    async function* silent(): AsyncGenerator<readonly number[]> {
      yield [1];
      await nothing.promise;
    }
    let isWanted = false;
    const sizes: number[] = [];
    for await (const batch of inBatches(silent(), 100, () => isWanted)) {
      sizes.push(batch.length);
      isWanted = sizes.length < 3;
      if (!isWanted) nothing.resolve();
    }
    expect(sizes).toEqual([1, 0, 0]);
  });

  test("stop reading while the consumer is busy", async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<readonly number[]> {
      for (;;) {
        read += 1;
        yield [read];
      }
    }
    for await (const batch of inBatches(endless(), 3)) {
      expect(batch).toHaveLength(3);
      const before = read;
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(read).toBe(before);
      break;
    }
  });
});

test("times go to Docker as seconds and nine digits", () => {
  expect(toDockerTime("1795260239274596123")).toBe("1795260239.274596123");
  expect(toDockerTime("5")).toBe("0.000000005");
});
