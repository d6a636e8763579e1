import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { cpuMs } from "../testing/cpu-ms.ts";
import { parseEngineLine, unquoteGo } from "./engine-line.ts";

const linesOf = (engine: string): readonly string[] =>
  readFileSync(new URL(`./fixtures/engine-log.docker-${engine}.txt`, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "");

describe.each(["20.10.24", "26.1.5"])("lines that dockerd and containerd of %s printed", (engine) => {
  test("every line with a level is read whole, with its time", () => {
    const logrus = linesOf(engine).filter((line) => line.startsWith("time="));
    expect(logrus.length).toBeGreaterThan(10);
    for (const line of logrus) {
      const parsed = parseEngineLine(line);
      expect(parsed).toMatchObject({
        shape: "logrus",
        level: expect.stringMatching(/^(info|warning|error)$/),
      });
      expect(parsed.msg).not.toBe("");
      expect(parsed.msg).not.toContain('\\"');
      expect(parsed.at).toBeGreaterThan(Date.UTC(2026, 10, 21, 11));
    }
  });

  test("the line that tells why a start failed has no level and is kept as it is", () => {
    const line = linesOf(engine).find((text) => text.startsWith("unable to configure")) ?? "";
    expect(parseEngineLine(line)).toEqual({
      shape: "plain",
      msg: `unable to configure the Docker daemon with file /etc/docker/daemon.json: invalid character '"' after object key:value pair`,
      fields: {},
    });
  });
});

describe("the shapes of engine lines", () => {
  test("a message is unescaped, and details in fields are kept", () => {
    const line =
      'time="2026-11-21T11:44:59.213201677Z" level=warning msg="say \\"no\\"\\n twice" id=6ecba error="a \\"b\\"" spanID=d163 traceID=cd82';
    expect(parseEngineLine(line)).toEqual({
      shape: "logrus",
      level: "warning",
      msg: 'say "no"\n twice',
      fields: { id: "6ecba", error: 'a "b"', spanID: "d163", traceID: "cd82" },
      at: Date.UTC(2026, 10, 21, 11, 44, 59, 213),
    });
  });

  test("Go's http server writes its own shape in each version", () => {
    const old = parseEngineLine(
      "2026-11-20 20:40:06.325584 I | http: TLS handshake error from 10.0.0.1:5: EOF",
    );
    expect(old).toEqual({
      shape: "http",
      msg: "http: TLS handshake error from 10.0.0.1:5: EOF",
      fields: {},
      at: Date.UTC(2026, 10, 20, 20, 40, 6, 325),
    });
    expect(
      parseEngineLine("2026/11/20 20:40:13 http: TLS handshake error from 10.0.0.1:5: EOF"),
    ).toMatchObject({
      shape: "http",
      at: Date.UTC(2026, 10, 20, 20, 40, 13),
    });
  });

  test("a fatal line of logrus without a time is still fatal", () => {
    expect(parseEngineLine('level=fatal msg="Error starting cluster component: x"')).toMatchObject({
      shape: "logrus",
      level: "fatal",
      msg: "Error starting cluster component: x",
    });
  });

  test("a time with whole seconds, as managed containerd writes it, is read", () => {
    expect(parseEngineLine('time="2026-11-20T20:40:13Z" level=info msg=started')).toMatchObject({
      at: Date.UTC(2026, 10, 20, 20, 40, 13),
      msg: "started",
    });
  });

  test("what was cut in the middle keeps the part before", () => {
    expect(
      parseEngineLine('time="2026-11-20T20:40:13Z" level=error msg="ok" error="never clo'),
    ).toMatchObject({
      level: "error",
      msg: "ok",
      fields: { error: "never clo" },
    });
    expect(parseEngineLine('level=error msg="half a \\').msg).toBe("half a \\");
  });

  test("what is no pair any more is kept as it is", () => {
    expect(parseEngineLine('level=error msg="of "web" failed" id=3f')).toMatchObject({
      level: "error",
      msg: "",
      rest: 'msg="of "web" failed" id=3f',
    });
  });

  test.each([
    "panic: runtime error: index out of range",
    "goroutine 1 [running]:",
    "failed to start daemon: pid file found, ensure docker is not running or delete /run/docker.pid",
    "the level=error word in the middle",
    "",
  ])("%j is a plain line", (line) => {
    expect(parseEngineLine(line)).toEqual({ shape: "plain", msg: line, fields: {} });
  });

  test("a level nobody knows is no level", () => {
    expect(parseEngineLine("level=loud msg=x").shape).toBe("plain");
  });

  test("a long line of nothing but quotes ends in time", () => {
    expect(cpuMs(() => parseEngineLine(`time="x" level=info msg="${'\\"'.repeat(200_000)}`))).toBeLessThan(
      1_000,
    );
  });

  test.each([
    ['"a\\tb\\\\c"', "a\tb\\c"],
    ['"\\u00e9\\U0001f433"', "é🐳"],
    ['"\\x41\\xff"', "A\ufffd"],
    ['"\\101"', "A"],
    ['"\\U00ffffff"', "\ufffd"],
  ])("Go's %s is unquoted", (quoted, text) => {
    expect(unquoteGo(quoted)).toBe(text);
  });
});
