import { describe, expect, test } from "vitest";
import type { Signature } from "../signatures/signature.ts";
import { classify } from "./classify.ts";

const signature = (mode: Signature["mode"], pattern: RegExp, rest: Partial<Signature> = {}): Signature => ({
  id: `${mode}-line`,
  units: ["dockerd"],
  pattern,
  label: "broken thing",
  severity: "ticket",
  ...(mode !== undefined && { mode }),
  ...rest,
});
const SIGNATURES: readonly Signature[] = [
  signature("daemon-down", /start limit/, { units: ["systemd"], severity: "page", isEffect: true }),
  signature("daemon-json-invalid", /cannot read\s+(\S+)/, { severity: "page" }),
  signature("container-unhealthy", /probe failed/),
  signature("disk-full-data-root", /no space left on device/, {
    units: ["dockerd", "client"],
    severity: "page",
  }),
  signature("daemon-hung", /gone quiet/, { isQuiet: true, severity: "page" }),
];
const symptoms = (kind: Parameters<typeof classify>[0], ...lines: string[]) =>
  classify(kind, lines, SIGNATURES).map(({ symptom, line }) => [symptom, line]);

describe("what pasted lines say is broken", () => {
  test("a cause stands before its effect, and a page before a ticket, wherever they stand", () => {
    expect(
      symptoms(
        "systemd",
        "systemd[1]: docker.service: start limit",
        "dockerd[1]: probe failed",
        "dockerd[1]: cannot read daemon.json",
      ),
    ).toEqual([
      ["daemon-json-invalid", 2],
      ["container-unhealthy", 1],
      ["daemon-down", 0],
    ]);
  });

  test("a symptom is named once, by its first line", () => {
    expect(symptoms("daemon-log", "probe failed", "probe failed")).toEqual([["container-unhealthy", 0]]);
  });

  test("what normal life says at level info is no failure, unless the signature listens there", () => {
    expect(symptoms("daemon-log", 'time="2026-11-21T15:00:00Z" level=info msg="probe failed"')).toEqual([]);
    expect(symptoms("daemon-log", 'time="2026-11-21T15:00:00Z" level=info msg="gone quiet"')).toEqual([
      ["daemon-hung", 0],
    ]);
  });

  test("only who may speak is heard: a kernel line is not dockerd's word", () => {
    expect(symptoms("kernel-log", "probe failed")).toEqual([]);
    expect(symptoms("systemd", "Nov 21 15:00:01 web-1 kernel: probe failed")).toEqual([]);
  });

  test("words that many programs use are heard only where it is certain who spoke", () => {
    const anybodys = [signature("daemon-json-unknown-key", /unknown flag/, { isAnybodys: true })];
    const found = (kind: Parameters<typeof classify>[0], line: string) =>
      classify(kind, [line], anybodys).length;
    expect(found("cli-output", "unknown flag: -x")).toBe(0);
    expect(found("cli-output", "dockerd[8]: unknown flag: -x")).toBe(1);
    expect(found("daemon-log", "unknown flag: -x")).toBe(1);
  });

  test("a line beside it may make normal life of it", () => {
    const asked = [signature("exit-137-not-oom", /code 137/, { isNormalBeside: /stopping/ })];
    expect(classify("daemon-log", ["code 137"], asked)).toHaveLength(1);
    expect(classify("daemon-log", ["stopping", "code 137"], asked)).toEqual([]);
  });

  test("what anybody may say is no other program's; only dockerd speaks for its containerd", () => {
    const ends = [
      signature("daemon-crash", /fatal error/, { isAnybodys: true }),
      {
        ...signature("containerd-down", /fatal error/, { isAnybodys: true }),
        units: ["containerd" as const],
      },
    ];
    const modes = (line: string) => classify("systemd", [line], ends).map(({ symptom }) => symptom);
    expect(modes("containerd[7]: fatal error: x")).toEqual(["containerd-down"]);
    expect(modes("dockerd[7]: fatal error: x")).toEqual(["daemon-crash", "containerd-down"]);
    expect(modes("shop[7]: fatal error: x")).toEqual([]);
  });

  test("what is normal once counts from the second time, at its first line", () => {
    const repeated = [signature("containerd-down", /redialling/, { isRepeated: true })];
    expect(classify("daemon-log", ["redialling"], repeated)).toEqual([]);
    expect(classify("daemon-log", ["redialling", "fine", "redialling"], repeated)[0]?.line).toBe(0);
  });

  test("a line that was wrapped is read as one, with and without a space in between", () => {
    expect(symptoms("cli-output", "write /a: no space", "left on device")).toEqual([
      ["disk-full-data-root", 0],
    ]);
    expect(symptoms("cli-output", "write /a: no space left on dev", "ice")).toEqual([
      ["disk-full-data-root", 0],
    ]);
    expect(symptoms("daemon-log", "dockerd[1]: no space", "dockerd[1]: left on device")).toEqual([]);
  });

  test("a line that kept the width of its terminal goes on behind the gap", () => {
    expect(symptoms("cli-output", "write /a: no space left on de              vice")).toEqual([
      ["disk-full-data-root", 0],
    ]);
  });

  test("a line that says it by itself is named, not one before it that goes on in it", () => {
    expect(symptoms("daemon-log", "fine", "well", "cannot read daemon.json")).toEqual([
      ["daemon-json-invalid", 2],
    ]);
  });

  test("a whole log in one text is read line by line, and counts as the one that was given", () => {
    expect(symptoms("daemon-log", "fine", "well\r\ncannot read daemon.json\nfine")).toEqual([
      ["daemon-json-invalid", 1],
    ]);
  });

  test("the reason is one sentence with what was read", () => {
    expect(classify("daemon-log", ["cannot read   daemon.json, line 4"], SIGNATURES)[0]?.reason).toBe(
      "Broken thing: “cannot read daemon.json,”.",
    );
  });

  test("nothing known is an empty answer", () => {
    expect(symptoms("daemon-log")).toEqual([]);
    expect(symptoms("daemon-log", "", "Daemon has completed initialization")).toEqual([]);
  });
});
