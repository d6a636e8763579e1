import { describe, expect, test } from "vitest";
import { isNestedDeeperThan, parseEventJson, parseJson } from "./json.ts";

describe("JSON of a daemon", () => {
  test("nests at most 64 deep; brackets inside strings do not count", () => {
    expect(parseJson(`${"[".repeat(64)}${"]".repeat(64)}`)).toBeDefined();
    expect(() => parseJson(`${"[".repeat(65)}${"]".repeat(65)}`)).toThrow(/deeper than 64/);
    expect(isNestedDeeperThan(`"${"[".repeat(100)}\\"${"{".repeat(100)}"`, 3)).toBe(false);
    expect(isNestedDeeperThan('["\\\\", [[[1]]]]', 3)).toBe(true);
  });

  test("loses keys that name a prototype, also written in escapes", () => {
    const value = parseJson('{"a":1,"__proto__":{"x":1},"b":{"constructor":2,"\\u005f_proto__":3}}');
    expect(JSON.stringify(value)).toBe('{"a":1,"b":{}}');
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  test("keeps nanoseconds exact", () => {
    expect(parseEventJson('{"time":1795260239,"timeNano":1795260239274596123}')).toEqual({
      time: 1795260239,
      timeNano: "1795260239274596123",
    });
  });

  test.each(["", "{", "OK", "[1,]"])("%j is malformed", (text) => {
    expect(() => parseJson(text)).toThrow(expect.objectContaining({ failure: "malformed" }));
  });
});
