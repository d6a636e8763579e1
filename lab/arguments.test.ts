import { describe, expect, test } from "vitest";
import { parseCommand } from "./arguments.ts";

describe("a command line", () => {
  test.each([
    [["up", "web1"], { kind: "up", host: "web1", engine: "26", withExtras: false, binds: [] }],
    [["up", "web1", "--extras"], { kind: "up", host: "web1", engine: "26", withExtras: true, binds: [] }],
    [
      ["up", "web1", "--docker", "20", "--disk", "300M", "--mem", "1G"],
      {
        kind: "up",
        host: "web1",
        engine: "20",
        withExtras: false,
        binds: [],
        diskBytes: 314_572_800,
        memoryBytes: 1_073_741_824,
      },
    ],
    [["down", "web1"], { kind: "down", host: "web1" }],
    [["down", "--all"], { kind: "down-all" }],
    [["status", "--json"], { kind: "status", isJson: true }],
    [["heal", "web1"], { kind: "heal", host: "web1" }],
    [["heal", "web1", "--all"], { kind: "heal", host: "web1" }],
    [["heal", "web1", "daemon-hung"], { kind: "heal", host: "web1", fault: "daemon-hung" }],
    [["break", "web1", "daemon-down:missing"], { kind: "break", host: "web1", fault: "daemon-down:missing" }],
    [["base"], { kind: "base", engines: ["20", "26"], withExtras: false, isForced: false }],
    [
      ["base", "build", "--docker", "20"],
      { kind: "base", engines: ["20"], withExtras: false, isForced: false },
    ],
    [
      ["ssh", "ops@web1", "docker", "ps", "--all"],
      { kind: "ssh", user: "ops", host: "web1", argv: ["docker", "ps", "--all"] },
    ],
    [["ssh", "web1"], { kind: "ssh", user: "root", host: "web1", argv: [] }],
    [["exec", "web1", "--", "ls", "--all"], { kind: "exec", host: "web1", argv: ["ls", "--all"] }],
    [
      ["record", "web1", "web2", "out", "--seconds", "90"],
      { kind: "record", hosts: ["web1", "web2"], dir: "out", seconds: 90 },
    ],
    [["drill", "daemon-hung"], { kind: "drill", fault: "daemon-hung" }],
    [
      ["drill", "daemon-down:missing", "--engine", "20", "--host", "web1", "--report", "out.md"],
      { kind: "drill", fault: "daemon-down:missing", engine: "20", host: "web1", report: "out.md" },
    ],
    [[], { kind: "help" }],
    [["up", "--help"], { kind: "help" }],
  ])("%j is understood", (args, command) => expect(parseCommand(args)).toEqual(command));

  test.each([
    [["flood"]],
    [["drill"]],
    [["drill", "daemon-hung", "--engine", "27"]],
    [["drill", "daemon-hung", "--docker", "26"]],
    [["up"]],
    [["up", "web1", "web2"]],
    [["up", "web1", "--docker", "27"]],
    [["up", "web1", "--force"]],
    [["up", "web1", "--bind", "relative"]],
    [["up", "web1", "--bind", "/src:/etc"]],
    [["down"]],
    [["down", "web1", "--all"]], // which of the two is meant must be said
    [["exec", "web1"]],
    [["exec", "web1", "--"]],
    [["ssh", "-oProxyCommand=x@web1"]],
    [["ssh", "web1;reboot"]],
    [["break", "web1"]],
    [["status", "--verbose"]],
    [["record", "web1"]],
    [["record", "web1", "out", "--seconds", "0"]],
  ])("%j is refused with words", (args) => {
    expect(() => parseCommand(args)).toThrow(expect.objectContaining({ code: "usage" }));
  });
});
