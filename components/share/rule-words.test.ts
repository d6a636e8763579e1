import { expect, test } from "vitest";
import { ruleWords } from "./rule-words.ts";

test("a rule is named in words, also one that has none of its own", () => {
  expect(ruleWords("url-password")).toBe("Passwords inside addresses");
  expect(ruleWords("github-token")).toBe("Github tokens");
});
