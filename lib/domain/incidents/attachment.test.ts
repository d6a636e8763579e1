import { expect, test } from "vitest";
import { redactText } from "../redaction/redact.ts";
import { attachmentName, attachmentType } from "./attachment.ts";

const hide = (text: string) => redactText(text, { key: "k" });
const bytes = (text: string) => new TextEncoder().encode(text);
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0);

test("a file is what its bytes say, not what it is called", () => {
  expect(attachmentType(PNG, "log.txt")).toBe("image/png");
  expect(attachmentType(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), "x")).toBe("image/jpeg");
  expect(attachmentType(bytes('{"a": 1}'), "a.json")).toBe("application/json");
  expect(attachmentType(bytes('{"a": '), "a.json")).toBe("text/plain");
  expect(attachmentType(bytes("level=error ü"), "dockerd.log")).toBe("text/plain");
});

test("what is no text, picture or JSON is not taken", () => {
  expect(attachmentType(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0), "tool.txt")).toBeUndefined();
  expect(attachmentType(Uint8Array.of(0x25, 0xff, 0xfe), "a.txt")).toBeUndefined();
});

test.each([
  ["../../etc/passwd", "text/plain", "passwd.txt"],
  ["C:\\dump\\stacks.log", "text/plain", "stacks.log"],
  ["page.html", "text/plain", "page.html.txt"],
  ['a"; filename=x.exe', "text/plain", "a- filename-x.exe.txt"],
  ["Bild 1.PNG", "image/png", "Bild 1.PNG"],
  ["...", "application/json", "file.json"],
] as const)("%s is kept as %s under a name with that ending", (name, type, kept) => {
  expect(attachmentName(name, type, hide)).toBe(kept);
});

test("a secret in the name of a file goes before its signs are made plain", () => {
  const secret = "8Q~iEJlVNkWMbE30XXj7IfikTWFa7CCgSCvSK";
  expect(attachmentName(`dump-HbO${secret}.log`, "text/plain", hide)).toMatch(
    /^dump--redacted-azure-secret-[0-9a-f]{4}-\.log$/,
  );
  const key = `SK${"0a".repeat(16)}`;
  expect(attachmentName(`web-1-${key}.txt`, "text/plain", hide)).not.toContain(key);
});
