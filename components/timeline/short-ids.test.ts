import { expect, test } from "vitest";
import { piecesOf, shortId } from "./short-ids.ts";

const ID = "9f".repeat(32);

test("an id of 64 digits is drawn with twelve, and the pieces together are the whole line", () => {
  const line = `level=error id=${ID} sha256:${ID} gone`;
  const pieces = piecesOf(line);
  expect(pieces.map((piece) => (piece.kind === "id" ? shortId(piece.id) : piece.text))).toEqual([
    "level=error id=",
    "9f9f9f9f9f9f",
    " sha256:",
    "9f9f9f9f9f9f",
    " gone",
  ]);
  expect(pieces.map((piece) => (piece.kind === "id" ? piece.id : piece.text)).join("")).toBe(line);
});

test("longer and shorter runs of digits stay as they are", () => {
  for (const line of [`${ID}0`, ID.slice(1), ""])
    expect(piecesOf(line)).toEqual([{ kind: "text", text: line }]);
});
