import { describe, expect, test } from "vitest";
import type { GoReader } from "./go-json.ts";
import { parseDaemonJson, readerOf } from "./parse-json.ts";

const NEW: GoReader = "unmarshal";
const OLD: GoReader = "decoder";

const problem = (text: string, reader: GoReader = NEW) => {
  const parsed = parseDaemonJson(text, reader);
  if (parsed.ok) throw new Error("it parsed");
  const { message, at, mistake } = parsed;
  return [message, `${at.line}:${at.column}`, mistake.kind, `${mistake.line}:${mistake.column}`];
};

describe("a broken file gives Go's words, Go's place and the real mistake", () => {
  test.each([
    [
      "missing comma",
      '{\n  "debug": true\n  "live-restore": true\n}',
      ["invalid character '\"' after object key:value pair", "3:3", "missing-comma", "2:16"],
    ],
    [
      "trailing comma in an object",
      '{\n  "debug": true,\n}',
      ["invalid character '}' looking for beginning of object key string", "3:1", "trailing-comma", "2:16"],
    ],
    [
      "trailing comma in a list",
      '{"dns": ["1.1.1.1",]}',
      ["invalid character ']' looking for beginning of value", "1:20", "trailing-comma", "1:19"],
    ],
    [
      "missing comma in a list",
      '{"dns": ["1.1.1.1" "8.8.8.8"]}',
      ["invalid character '\"' after array element", "1:20", "missing-comma", "1:19"],
    ],
    [
      "unquoted key",
      "{\n  debug: true\n}",
      ["invalid character 'd' looking for beginning of object key string", "2:3", "unquoted", "2:3"],
    ],
    [
      "unquoted value",
      '{"log-driver": journald}',
      ["invalid character 'j' looking for beginning of value", "1:16", "unquoted", "1:16"],
    ],
    [
      "Python's True",
      '{"debug": True}',
      ["invalid character 'T' looking for beginning of value", "1:11", "unquoted", "1:11"],
    ],
    [
      "single quotes",
      "{'debug': true}",
      ["invalid character '\\'' looking for beginning of object key string", "1:2", "single-quotes", "1:2"],
    ],
    [
      "comment",
      '{\n  // keep\n  "debug": true\n}',
      ["invalid character '/' looking for beginning of object key string", "2:3", "comment", "2:3"],
    ],
    [
      "missing colon",
      '{"debug" true}',
      ["invalid character 't' after object key", "1:10", "missing-colon", "1:9"],
    ],
    [
      "quote never closed",
      '{\n  "data-root": "/srv,\n  "debug": true\n}',
      ["invalid character '\\n' in string literal", "2:22", "unclosed-string", "2:16"],
    ],
    [
      "text after the end",
      '{"debug": true}}',
      ["invalid character '}' after top-level value", "1:16", "after-the-end", "1:16"],
    ],
    [
      "bad literal",
      '{"debug": tru}',
      ["invalid character '}' in literal true (expecting 'e')", "1:14", "other", "1:14"],
    ],
    [
      "bad escape",
      '{"data-root": "C:\\docker"}',
      ["invalid character 'd' in string escape code", "1:19", "other", "1:19"],
    ],
    [
      "typographic quotes: Go names the first byte",
      "{“debug”: true}",
      ["invalid character 'â' looking for beginning of object key string", "1:2", "other", "1:2"],
    ],
    [
      "a list instead of an object",
      "[]",
      [
        "json: cannot unmarshal array into Go value of type map[string]interface {}",
        "1:1",
        "not-an-object",
        "1:1",
      ],
    ],
    [
      "columns count characters, not bytes",
      '{"labels": ["größe=1"] "debug": true}',
      ["invalid character '\"' after object key:value pair", "1:24", "missing-comma", "1:23"],
    ],
  ])("%s", (_name, text, expected) => {
    expect(problem(text)).toEqual(expected);
  });
});

describe("engines differ", () => {
  const TRUNCATED = '{"debug": true,\n';

  test("a truncated file", () => {
    expect(problem(TRUNCATED, OLD)[0]).toBe("unexpected EOF");
    expect(problem(TRUNCATED, NEW)).toEqual([
      "unexpected end of JSON input",
      "2:1",
      "unclosed-bracket",
      "1:16",
    ]);
  });

  test("an empty file stops 20.10 and is fine for 23 and later", () => {
    expect(problem("", OLD)).toEqual(["EOF", "1:1", "empty", "1:1"]);
    expect(problem(" \n", OLD)[0]).toBe("EOF");
    expect(parseDaemonJson("", NEW)).toEqual({ ok: true, keys: [] });
  });

  test("20.10 never looks behind the first value", () => {
    expect(parseDaemonJson('{"debug": true} }', OLD).ok).toBe(true);
  });

  test("a byte order mark stops 20.10 and is fine for 23 and later", () => {
    expect(problem("\uFEFF{}", OLD)).toEqual([
      "invalid character 'ï' looking for beginning of value",
      "1:1",
      "byte-order-mark",
      "1:1",
    ]);
    expect(parseDaemonJson("\uFEFF{}", NEW).ok).toBe(true);
  });

  test.each([
    ["20.10.24+dfsg1", "decoder"],
    ["23.0.0", "unmarshal"],
    ["26.1.5", "unmarshal"],
    [undefined, "unmarshal"],
  ])("%s reads with the %s", (version, reader) => {
    expect(readerOf(version)).toBe(reader);
  });
});

describe("a file that is fine", () => {
  test.each(["{}", "null", ' {"a": [1, -2.5e3, "\\u00e9\\n", null, {"b": false}]} ', '{"a":0}'])(
    "%s",
    (text) => {
      expect(parseDaemonJson(text, NEW).ok).toBe(true);
    },
  );

  test("keys carry their place and value; the last of two wins", () => {
    const parsed = parseDaemonJson('{\n  "hosts" : ["fd://"],\n  "debug": false,\n  "debug": true\n}', NEW);
    expect(parsed).toEqual({
      ok: true,
      keys: [
        { key: "hosts", line: 2, column: 3, valueText: '["fd://"]', value: ["fd://"] },
        { key: "debug", line: 4, column: 3, valueText: "true", value: true },
      ],
    });
  });
});
