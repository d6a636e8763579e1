import { expect, test } from "vitest";
import { auditWords } from "./audit-words.ts";

test("an action reads as a sentence after the name of who did it", () => {
  expect(auditWords({ action: "share.created", actor: "Ada", subject: "INC-0412" })).toEqual({
    words: "made a share link for",
    subject: "INC-0412",
  });
  expect(auditWords({ action: "setup.done", actor: "Ada", subject: "Ada" })).toEqual({
    words: "became the first admin",
    subject: "",
  });
});

test("an action of a later version keeps its own name", () => {
  expect(auditWords({ action: "constructor", actor: "Ada", subject: "x" })).toEqual({ subject: "x" });
});
