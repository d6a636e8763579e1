import { expect, test } from "vitest";
import { redactText } from "../../domain/redaction/redact.ts";
import { redactLong } from "./redact-long.ts";

const redact = (text: string) => redactText(text, { key: "k".repeat(32) });
const noise = (count: number) =>
  Array.from({ length: count }, (_, number) => `line ${number} of a log that goes on`);
const BODY = Array.from({ length: 50 }, (_, number) => `${"MIIEowIBAAKCAQEA".repeat(3)}${number}abcdefgh`);
const KEY = ["-----BEGIN RSA PRIVATE KEY-----", ...BODY, "-----END RSA PRIVATE KEY-----"];

test("a key block is hidden wherever in a long text it begins, and nothing else of the text changes", async () => {
  for (const before of [0, 1_500, 1_600, 1_700, 1_800, 1_900]) {
    const lines = [...noise(before), ...KEY, ...noise(3_000)];
    const told = (await redactLong(lines.join("\n"), redact)).split("\n");
    expect(told).toHaveLength(lines.length);
    expect(told.join("\n")).not.toContain("MIIEowIBAAKCAQEA");
    expect(told.slice(0, before)).toEqual(noise(before));
    expect(told.slice(before + KEY.length)).toEqual(noise(3_000));
  }
});

test("a line that nobody could look through in time is left out and says so", async () => {
  const told = await redactLong(`first\n${"a".repeat(1_048_577)} password=hunter2hunter2\nlast`, redact);
  expect(told).toMatch(/^first\n\[a line of \d+ characters is left out: .*\]\nlast$/);
});

test("others have their turn while a long text is looked through", async () => {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  await redactLong(noise(20_000).join("\n"), redact);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(3);
});
