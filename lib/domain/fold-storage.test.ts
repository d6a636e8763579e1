import { describe, expect, test } from "vitest";
import { formOf } from "./fold-line-forms.ts";
import { aFact, aHostState, aLine, containerId, T0 } from "./testing/builders.ts";

const MIB = 1_048_576;
const logs = (at: number, bytes: number) =>
  aFact(at, { name: "log-files", logs: { files: [{ id: containerId(1), bytes, files: 1 }] } });

describe("growth", () => {
  test("keeps a sample per five minutes and always the newest", () => {
    const host = aHostState(
      Array.from({ length: 30 }, (_, minute) => logs(T0 + minute * 60_000, (100 + minute) * MIB)),
    );
    const samples = host.growth.get(`log ${containerId(1)}`) ?? [];
    expect(samples.length).toBeLessThanOrEqual(8);
    expect(samples[0]).toEqual({ at: T0, bytes: 100 * MIB });
    expect(samples.at(-1)).toEqual({ at: T0 + 29 * 60_000, bytes: 129 * MIB });
  });

  test("begins anew when the file was cut, and ends with it", () => {
    const host = aHostState([logs(T0, 900 * MIB), logs(T0 + 60_000, 60 * MIB)]);
    expect(host.growth.get(`log ${containerId(1)}`)).toEqual([{ at: T0 + 60_000, bytes: 60 * MIB }]);
    expect(aHostState([logs(T0, 900 * MIB), logs(T0 + 60_000, 0)]).growth.size).toBe(0);
  });

  test("small logs are not followed", () => {
    expect(aHostState([logs(T0, 10 * MIB)]).growth.size).toBe(0);
  });
});

describe("forms of lines", () => {
  test("numbers, ids and the time are left out", () => {
    const line = (id: string, port: number) =>
      `time="2026-11-20T20:40:06.3Z" level=error msg="container ${id} cannot reach port ${port} of its sink"`;
    expect(formOf(line("a".repeat(64), 80))).toBe(formOf(line("0123456789ab".repeat(4), 8080)));
    expect(formOf(line("a".repeat(64), 80))).not.toContain("2026");
  });

  test("lines of one form are counted by ten seconds, output of containers is not", () => {
    const flood = Array.from({ length: 50 }, (_, index) =>
      aLine(T0 + index * 500, "dockerd", `msg="line ${index}"`),
    );
    const [form] = aHostState([...flood, aLine(T0, "container", 'msg="line 1"')]).lineForms.values();
    expect(form).toMatchObject({ count: 50, text: 'msg="line 49"', firstAt: T0, lastAt: T0 + 24_500 });
    expect(form?.recent.map(({ count }) => count)).toEqual([20, 20, 10]);
  });

  test("stay bounded", () => {
    const words = Array.from({ length: 500 }, (_, index) =>
      aLine(
        T0 + index,
        "dockerd",
        `msg="${String.fromCharCode(97 + (index % 26))}${"x".repeat(index % 70)} word"`,
      ),
    );
    expect(aHostState(words).lineForms.size).toBeLessThanOrEqual(200);
  });
});
