import { expect, test } from "vitest";
import { piecesAtMarks } from "./mark.ts";

test.each([
  { text: "nothing hidden", pieces: ["nothing hidden"] },
  { text: "PGPASSWORD=[redacted:named#77e0] psql", pieces: ["PGPASSWORD=", ["named#77e0"], " psql"] },
  { text: "[redacted:jwt#0001][redacted:jwt#0002]", pieces: [["jwt#0001"], ["jwt#0002"]] },
  { text: "[redacted:No#zz] is no mark", pieces: ["[redacted:No#zz] is no mark"] },
])("$text", ({ text, pieces }) => {
  expect(piecesAtMarks(text).map((piece) => (piece.kind === "mark" ? [piece.name] : piece.text))).toEqual(
    pieces,
  );
});
