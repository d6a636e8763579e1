import { expect, test } from "vitest";
import { completed, matching, type Option, typingAt } from "./completion.ts";

const at = (text: string) => typingAt(text, text.length);

test.each([
  ["@", "person", ""],
  ["ask @ada lo", "person", "ada lo"],
  ["look\n#lat", "reading", "lat"],
  ["(#disk", "reading", "disk"],
  ["/", "command", ""],
  ["/mark res", "command", "mark res"],
])("%j asks for a %s", (text, kind, query) => {
  expect(at(text)).toEqual({ kind, query, from: text.length - query.length - 1 });
});

test.each(["ada@example.com", "# Heading", "## Two", "see /var/lib", "5/6", "a\n/ack", "a # b", "plain", ""])(
  "%j asks for nothing",
  (text) => {
    expect(at(text)).toBeUndefined();
  },
);

test("what stands behind the caret is not part of it", () => {
  expect(typingAt("ask @ad today", 7)).toEqual({ kind: "person", from: 4, query: "ad" });
});

test("options hold every word typed, what begins with it first", () => {
  const options: Option[] = ["API latency, list", "Disk, bytes", "List of networks"].map((label) => ({
    key: label,
    label,
    hint: "web-1",
  }));
  expect(matching(options, "list").map(({ label }) => label)).toEqual([
    "List of networks",
    "API latency, list",
  ]);
  expect(matching(options, "web-1 disk").map(({ label }) => label)).toEqual(["Disk, bytes"]);
  expect(matching(options, "none")).toEqual([]);
});

test("what was typed is replaced and the caret stands behind it", () => {
  const typing = { kind: "person", from: 4, query: "ad" } as const;
  expect(completed("ask @ad today", 7, typing, "@Ada")).toEqual({ text: "ask @Ada today", caret: 8 });
  expect(completed("ask @ad", 7, typing, "@Ada")).toEqual({ text: "ask @Ada ", caret: 9 });
  expect(completed("/ack", 4, { kind: "command", from: 0, query: "ack" }, "")).toEqual({
    text: "",
    caret: 0,
  });
});
