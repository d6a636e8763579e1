import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { argumentsOf, type Command, runScript, scriptText, startProcess } from "./exec.ts";

const aMaster = (values: Partial<Extract<Command, { name: "ssh-master" }>["target"]>): Command => ({
  name: "ssh-master",
  target: { destination: "ops@web-1", controlPath: "/run/f/c", ...values },
  forward: { localSocket: "/run/f/s", remoteSocket: "/run/docker.sock" },
});

const LIMITS = { deadlineMs: 5_000, limitBytes: 10_000 };
const SHELL = { name: "local-shell" } as const;

/** Of every process that still exists. */
const commandLines = (): readonly string[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, "utf8")];
      } catch {
        return []; // ended between the list and the look
      }
    });

describe("what ssh is given", () => {
  test("never a question, and the user's own configuration unless another is named", () => {
    const args = argumentsOf(aMaster({}));
    expect(args).toContain("BatchMode=yes");
    expect(args).not.toContain("-F");
    expect(args.slice(args.indexOf("--"))).toEqual(["--", "ops@web-1", expect.stringContaining("/bin/sh")]);
    expect(
      argumentsOf(aMaster({ configFile: "/etc/f/ssh", port: 2222, identityFile: "/etc/f/key" })),
    ).toEqual(expect.arrayContaining(["-F", "/etc/f/ssh", "-p", "2222", "-i", "/etc/f/key"]));
  });

  test("a reader shares the master's connection or has none", () => {
    const target = { destination: "web-1", controlPath: "/run/f/c" };
    expect(argumentsOf({ name: "ssh-shell", target })).toContain("ProxyCommand=false");
  });

  test.each(["-oProxyCommand=touch /tmp/x", "-web", "web 1", "web;id", "web\n", "", "$(id)"])(
    "%j is refused as a destination",
    (destination) => {
      expect(() => argumentsOf(aMaster({ destination }))).toThrow(RangeError);
    },
  );

  test.each(["relative.sock", "/run/a:b", "/run/a b", `/${"x".repeat(200)}`])(
    "%j is refused as a socket path",
    (remoteSocket) => {
      const command = {
        ...aMaster({}),
        forward: { localSocket: "/run/f/s", remoteSocket },
      } as Command;
      expect(() => argumentsOf(command)).toThrow(RangeError);
    },
  );
});

describe("a program of the table", () => {
  test("runs our script, whatever lines it has", async () => {
    const end = await runScript(
      SHELL,
      '# a comment\n  printf \'%s|\' "$0"\n\nfor i in 1 2; do\n  echo "n$i"\ndone',
      LIMITS,
    );
    expect(end).toMatchObject({ code: 0, isTruncated: false, isLate: false });
    expect(end.output.toString()).toMatch(/\|n1\nn2\n$/);
  });

  test("gets none of Foghorn's secrets", async () => {
    process.env.FOGHORN_METRICS_TOKEN = "secret";
    const { output } = await runScript(SHELL, "env", LIMITS);
    delete process.env.FOGHORN_METRICS_TOKEN;
    expect(output.toString()).not.toContain("secret");
  });

  test("is ended at its deadline, with everything it started", async () => {
    const mark = `3${process.pid}.25`;
    const started = performance.now();
    const end = await runScript(SHELL, `echo begun; sleep ${mark} & sleep ${mark}; echo never`, {
      ...LIMITS,
      deadlineMs: 300,
    });
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(end.isLate).toBe(true);
    expect(end.output.toString()).toBe("begun\n");
    expect(commandLines().filter((line) => line.includes(mark))).toEqual([]);
  });

  test("is ended when it prints more than it may", async () => {
    const end = await runScript(SHELL, "while :; do echo flood; done", LIMITS);
    expect(end.isTruncated).toBe(true);
    expect(end.output).toHaveLength(LIMITS.limitBytes);
  });

  test("that does not exist is an end with a reason, not an exception", async () => {
    const path = process.env.PATH;
    process.env.PATH = "/nonexistent";
    const running = startProcess(aMaster({}));
    process.env.PATH = path;
    const end = await running.ended;
    expect(end.code).toBeUndefined();
    expect(end.errorText).toContain("ENOENT");
    running.write("nobody listens\n");
    running.stop();
  });

  test("a script crosses without comments and indentation", () => {
    expect(scriptText("# why\n  a\n\n    b # kept\n")).toBe("a\nb # kept\n.\n");
  });
});
