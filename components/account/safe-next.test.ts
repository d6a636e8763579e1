import { expect, test } from "vitest";
import { safeNext } from "./safe-next.ts";

test.each([
  ["/incidents/INC-0007", "/incidents/INC-0007"],
  ["/incidents?state=open", "/incidents?state=open"],
  [undefined, "/"],
  ["https://elsewhere.example", "/"],
  ["//elsewhere.example/x", "/"],
  ["/\\elsewhere.example", "/"],
  ["/\t/elsewhere.example", "/"],
  ["javascript:alert(1)", "/"],
])("after signing in %j leads to %s", (next, expected) => {
  expect(safeNext(next)).toBe(expected);
});
