import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import type { ArchiveFile } from "../../engine/ports-incidents.ts";
import { zipStream } from "./zip-stream.ts";

const AT = Date.UTC(2027, 0, 14, 9, 30, 10);

async function* those(...files: readonly ArchiveFile[]): AsyncGenerator<ArchiveFile> {
  yield* files;
}
const packed = async (...files: readonly ArchiveFile[]) =>
  new Uint8Array(
    await new Response(zipStream({ fileName: "x.zip", writtenAt: AT, files: those(...files) })).arrayBuffer(),
  );

const PICTURE = new Uint8Array(700_000).map((_, index) => (index * 31) % 251);

test("every file comes out as it went in, also an empty and a large one, with names of any script", async () => {
  const text = "Grüße, سلام\n".repeat(60_000);
  const files = unzipSync(
    await packed(
      { name: "a/notes.txt", content: text },
      { name: "a/empty.txt", content: "" },
      { name: "a/Приложение.png", content: PICTURE },
    ),
  );
  expect(Object.keys(files)).toEqual(["a/notes.txt", "a/empty.txt", "a/Приложение.png"]);
  expect(new TextDecoder().decode(files["a/notes.txt"])).toBe(text);
  expect(files["a/empty.txt"]).toHaveLength(0);
  expect(Buffer.from(files["a/Приложение.png"] ?? []).equals(PICTURE)).toBe(true);
});

test("the same files make the same archive, with the time it was asked for in UTC", async () => {
  const one = await packed({ name: "a.txt", content: "x" });
  expect(one).toEqual(await packed({ name: "a.txt", content: "x" }));
  const view = new DataView(one.buffer);
  const [time, date] = [view.getUint16(10, true), view.getUint16(12, true)];
  expect([time >> 11, (time >> 5) & 63, (time & 31) * 2]).toEqual([9, 30, 10]);
  expect([(date >> 9) + 1980, (date >> 5) & 15, date & 31]).toEqual([2027, 1, 14]);
});

test("a reader who goes away ends the reading of files, and a file that cannot be read ends the download", async () => {
  let ended = false;
  async function* endless(): AsyncGenerator<ArchiveFile> {
    try {
      for (let number = 0; ; number += 1) yield { name: `${number}.txt`, content: "x" };
    } finally {
      ended = true;
    }
  }
  const reader = zipStream({ fileName: "x.zip", writtenAt: AT, files: endless() }).getReader();
  await reader.read();
  await reader.cancel();
  expect(ended).toBe(true);
  const broken = zipStream({
    fileName: "x.zip",
    writtenAt: AT,
    files: (async function* (): AsyncGenerator<ArchiveFile> {
      yield { name: "a.txt", content: "x" };
      throw new Error("the disk is gone");
    })(),
  });
  await expect(new Response(broken).arrayBuffer()).rejects.toThrow("the disk is gone");
});
