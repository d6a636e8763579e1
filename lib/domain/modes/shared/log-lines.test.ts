import { expect, test } from "vitest";
import { aHostState, aLine, T0 } from "../../testing/builders.ts";
import { lineEvidence, linesWith } from "./log-lines.ts";

const readingOf = (text: string, id: string) => {
  const [found] = linesWith(aHostState([aLine(T0, "dockerd", text)]), [id], T0);
  return found && lineEvidence(found);
};

test("an error that was handed on is read from its end, where the cause is; the line stays as it was", () => {
  const text =
    'Handler for POST /v1.45/images/create returned error: Get "https://registry.example/v2/": dial tcp: lookup registry.example on 10.0.0.2:53: no such host';
  expect(readingOf(text, "pull-dns")).toMatchObject({
    reading: "lookup registry.example on 10.0.0.2:53: no such host",
    text,
  });
});

test("any other line is read from its beginning", () => {
  const text = `Attempting next endpoint for pull after error: Get "https://registry.example/v2/": dial tcp: lookup registry.example: no such host`;
  expect(readingOf(text, "pull-dns")?.reading).toMatch(/^Attempting next endpoint .*…$/);
});

test("a line in fields is read from its message, not from its time", () => {
  const message = `Attempting next endpoint for pull after error: Get \\"https://registry.example/v2/\\": dial tcp: lookup registry.example: no such host`;
  const text = `time="2026-11-18T03:24:08.120Z" level=error msg="${message}"`;
  expect(readingOf(text, "pull-dns")).toMatchObject({
    reading: expect.stringMatching(/^Attempting next endpoint .*…$/),
    text,
  });
});
