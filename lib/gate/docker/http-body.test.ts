import { describe, expect, test } from "vitest";
import { createByteSource, readBody, readUntil } from "./http-body.ts";

async function* pieces(bytes: Buffer, sizes: () => number): AsyncGenerator<Buffer> {
  let from = 0;
  while (from < bytes.length) {
    const size = sizes();
    yield bytes.subarray(from, from + size);
    from += size;
  }
}

async function bodyOf(text: string, sizes: () => number): Promise<string> {
  const parts: Buffer[] = [];
  for await (const bytes of readBody(createByteSource(pieces(Buffer.from(text), sizes)), { kind: "chunked" }))
    parts.push(bytes);
  return Buffer.concat(parts).toString();
}

describe("a chunked body", () => {
  const chunks = ["a", "bcd", "e".repeat(300), "f".repeat(16)];
  const text = `${chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join("")}0\r\n\r\n`;

  test.each([1, 2, 3, 4, 5, 7, 64])("in pieces of %i bytes is the same body", async (size) => {
    expect(await bodyOf(text, () => size)).toBe(chunks.join(""));
  });

  test("in pieces of any sizes is the same body, wherever the line ends are cut", async () => {
    let seed = 7;
    const random = (): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      return 1 + (seed % 9);
    };
    for (let round = 0; round < 300; round += 1) expect(await bodyOf(text, random)).toBe(chunks.join(""));
  });
});

describe("reading up to a border", () => {
  const source = (text: string, size: number) => createByteSource(pieces(Buffer.from(text), () => size));

  test("puts the rest back", async () => {
    const bytes = source("head\r\n\r\nbody", 100);
    expect(await readUntil(bytes, "\r\n\r\n", 10)).toBe("head");
    expect((await bytes.next())?.toString()).toBe("body");
  });

  test("takes exactly as much as it may, and not a byte more", async () => {
    expect(await readUntil(source("12345\r\n", 1), "\r\n", 5)).toBe("12345");
    await expect(readUntil(source("123456\r\n", 1), "\r\n", 5)).rejects.toMatchObject({
      failure: "too-large",
    });
    await expect(readUntil(source("123456\r\n", 100), "\r\n", 5)).rejects.toMatchObject({
      failure: "too-large",
    });
  });
});
