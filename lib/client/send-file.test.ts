import { expect, test } from "vitest";
import { ATTACHMENT_LIMIT_BYTES, ATTACHMENT_PART_BYTES } from "../domain/incidents/attachment.ts";
import type { Answer } from "./ask.ts";
import { sendFile } from "./send-file.ts";

const HOW = { visibility: "internal", clientKey: "key-00001" } as const;
const done: Answer<unknown> = { kind: "done", value: null };
const lost: Answer<unknown> = { kind: "failed", code: "offline", message: "no link" };

test("a file goes in parts that together are the file", async () => {
  const bytes = Uint8Array.from({ length: ATTACHMENT_PART_BYTES + 5 }, (_, index) => index % 256);
  const parts: Uint8Array[] = [];
  const told: number[] = [];
  const answer = await sendFile(
    "INC-1",
    { name: "a.png", bytes },
    HOW,
    (ratio) => told.push(ratio),
    async (_, part) => {
      expect(part.offset).toBe(parts.reduce((sum, { length }) => sum + length, 0));
      parts.push(Buffer.from(part.data, "base64"));
      return done;
    },
  );
  expect(answer).toBe(done);
  expect(Buffer.concat(parts).equals(bytes)).toBe(true);
  expect(told.at(-1)).toBe(1);
});

test("without an answer nothing more is sent, and what is too large is not begun", async () => {
  let asked = 0;
  const sendPart = async () => {
    asked += 1;
    return lost;
  };
  const send = (length: number) =>
    sendFile("INC-1", { name: "a.txt", bytes: new Uint8Array(length) }, HOW, () => undefined, sendPart);
  expect(await send(ATTACHMENT_PART_BYTES * 3)).toBe(lost);
  expect(asked).toBe(1);
  expect(await send(ATTACHMENT_LIMIT_BYTES + 1)).toMatchObject({ code: "invalid-input" });
  expect(await send(0)).toMatchObject({ code: "invalid-input" });
  expect(asked).toBe(1);
});
