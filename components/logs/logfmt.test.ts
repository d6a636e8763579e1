import { expect, test } from "vitest";
import { parseLogfmt } from "./logfmt.ts";

test("time and level are left to their columns; the message is text", () => {
  expect(
    parseLogfmt(
      'time="2026-11-21T14:02:11.123Z" level=warning msg="Health check for \\"api\\" failed" container=3be1 error="exit 1"',
    ),
  ).toEqual({ message: 'Health check for "api" failed', rest: 'container=3be1 error="exit 1"' });
});

test("a message without quotes, and one with a byte that JSON does not know", () => {
  expect(parseLogfmt("time=now level=info msg=ready")?.message).toBe("ready");
  expect(parseLogfmt('time=now level=info msg="a\\x00b"')?.message).toBe("a\\x00b");
});

test.each([
  "INFO: task dockerd:1187 blocked for more than 368 seconds.",
  'GET /v1?level=info&msg="x" in 6 ms',
  'time="2026-11-21T14:02:11Z" level=info',
  'time="2026-11-21T14:02:11Z" level=info msg="half a line',
  'time="2026-11-21T14:02:11Z" level=info msg="x" and then words',
])("what is not such a line from end to end is shown as it is: %s", (text) => {
  expect(parseLogfmt(text)).toBeUndefined();
});

test("a line made to be slow is not", () => {
  const started = performance.now();
  parseLogfmt(`time=x level=info ${"a=".repeat(8_000)}`);
  parseLogfmt(`time=x level=info msg="${'\\"'.repeat(8_000)}`);
  expect(performance.now() - started).toBeLessThan(200);
});
