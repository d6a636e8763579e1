import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { aSymptom } from "../incidents/testing/builders.ts";
import type { CheckReading, StepState } from "../runbook.ts";
import { advanceCheck, type CheckRun } from "./advance-check.ts";
import { fillCommand, placeholdersIn, quotedVariable, quoteForShell, variablesOf } from "./fill-command.ts";
import { parsePass } from "./parse-pass.ts";
import { readSymptomCheck } from "./symptom-check.ts";

describe("commands", () => {
  test("facts are filled in, what is not known stays visible", () => {
    const filled = fillCommand("docker logs {{container}} > {{file}} 2> {{file}}", { container: "api-1" });
    expect(filled).toBe("docker logs api-1 > ‹file› 2> ‹file›");
    expect(placeholdersIn([filled])).toEqual(["file"]);
  });

  test.each(["a b", "it's", "$(reboot)", "`id`", "a;b", "*", "~", "a\\b", '"', "é", "#x", "a=b c"])(
    "%s reaches the shell as it is",
    (value) => {
      const command = fillCommand("printf %s {{value}}", { value });
      expect(execFileSync("/bin/sh", ["-c", command], { encoding: "utf8" })).toBe(value);
    },
  );

  test.each(["", "-rf", "a\nb", "a\u0015b", "\u001b[2J", "a\u202eb", "a\u200bb", "a\u2028b"])(
    "%j is never filled in",
    (value) => {
      expect(quoteForShell(value)).toBeUndefined();
      expect(fillCommand("rm {{value}}", { value })).toBe("rm ‹value›");
    },
  );

  test("Go templates are no variables, and a name from the prototype is no fact", () => {
    const command = "docker inspect --format '{{range .Mounts}}{{.Source}}{{end}}' {{container}}";
    expect(variablesOf(command)).toEqual(["container"]);
    expect(fillCommand(command, { container: "api", end: "x" })).toBe(
      command.replace("{{container}}", "api"),
    );
    expect(fillCommand("{{constructor}}", {})).toBe("‹constructor›");
  });

  test.each([
    ["echo '{{container}}'", "container"],
    ['echo "x {{container}}"', "container"],
    ["echo it\\'s {{container}}", undefined],
    ["echo 'a' {{container}} 'b'", undefined],
    ["echo '{{end}}' {{container}}", undefined],
  ])("in %s the variable inside quotes is %s", (command, name) => {
    expect(quotedVariable(command)?.name).toBe(name);
  });

  test("of a name that stands in a command twice the one inside quotes is told", () => {
    expect(quotedVariable("docker stop {{container}}\ndocker logs '{{container}}'")?.at).toBe(39);
  });
});

describe("pass conditions", () => {
  test.each([
    ["api.ping answers", { probe: "api.ping", operator: "answers" }],
    ["api.ping no-answer", { probe: "api.ping", operator: "no-answer" }],
    ["disk.used-ratio below 0.8", { probe: "disk.used-ratio", operator: "below", value: 0.8 }],
    ["engine.live-restore is true", { probe: "engine.live-restore", operator: "is", value: true }],
    [
      "container.state is-not restarting",
      { probe: "container.state", operator: "is-not", value: "restarting" },
    ],
  ])("%s", (text, pass) => {
    expect(parsePass(text)).toEqual({ pass });
  });

  test.each([
    [" docker.ping answers", 2, '"docker.ping" is no probe'],
    ["api.ping", 9, "An operator is missing"],
    ["api.ping roughly 3", 10, '"roughly" is no operator'],
    ["api.ping below", 10, '"below" needs a value'],
    ["api.ping below soon", 16, '"soon" is no plain number. "api.ping" is read in ms'],
    ["unit.docker is active and api.ping below 9", 23, "One line holds one condition"],
    ["api.ping below 1s", 16, "1000 for 1 s"],
    ["disk.free-bytes above 1g", 23, "is read in bytes"],
    ["container.oom-30m is none", 22, '"container.oom-30m" is a count'],
    ["unit.docker above 3", 13, "is a word: compare it with is or is-not"],
    ["config.valid at-least true", 14, "is true or false: compare it with is or is-not"],
    ["api.ping answers 3", 10, "takes no value"],
    ["api.ping no-answer 3", 10, '"no-answer" takes no value'],
    ["process.dockerd no-answer", 17, "Only a call can be answered"],
    ["", 1, "is no probe"],
  ])("%j is refused at column %i", (text, column, reason) => {
    expect(parsePass(text)).toEqual({ column, reason: expect.stringContaining(reason) });
  });

  test.each([
    ["disk.used-ratio below 80", "80", "0.8"],
    ["disk.used-ratio below 80%", "80%", "0.8"],
    ["container.state is not running", "is not running", "is-not running"],
    ["engine.live-restore is not true", "is not true", "is-not true"],
    ["container.state is runing", "runing", "running"],
    ["container.state is Running", "Running", "running"],
    ["config.valid is yes", "yes", "true"],
    ["network.forwarding is 0", "0", "false"],
    ["symptom is clear", "clear", "cleared"],
    ["container.state = exited", "=", "is"],
    ["disk.used-ratio <= 0.8", "<=", "at-most"],
  ])(
    "%j is no condition, or one that is never or always met: what was meant is told",
    (text, wrong, right) => {
      expect(parsePass(text)).toMatchObject({ meant: { wrong, right } });
    },
  );

  test.each(["unit.docker is running", "container.state is up", "symptom is fixed"])(
    "%j can never be met, and what can be read is told",
    (text) => {
      expect(parsePass(text)).toMatchObject({ reason: expect.stringMatching(/ is never ".*It is /) });
    },
  );
});

describe("live checks", () => {
  type Read = readonly [outcome: CheckReading["outcome"], readAt?: number];
  function follow(mark: StepState["mark"], reads: readonly Read[]): readonly string[] {
    let run: CheckRun | undefined;
    let current = mark;
    return reads.flatMap(([outcome, readAt]) => {
      const reading = { outcome, reading: "", condition: "", ...(readAt !== undefined && { readAt }) };
      const next = advanceCheck(run, reading, current);
      run = next.run;
      if (next.to === undefined) return [];
      current = next.to;
      return [next.to];
    });
  }

  test.each<[string, StepState["mark"], readonly Read[], readonly string[]]>([
    [
      "two readings tick",
      "open",
      [
        ["passing", 1],
        ["passing", 2],
        ["passing", 3],
      ],
      ["passed"],
    ],
    [
      "the same reading seen twice is one",
      "open",
      [
        ["passing", 1],
        ["passing", 1],
      ],
      [],
    ],
    [
      "flapping changes nothing",
      "open",
      [
        ["passing", 1],
        ["failing", 2],
        ["passing", 3],
        ["failing", 4],
      ],
      [],
    ],
    [
      "failing twice takes it back, passing twice gives it again",
      "passed",
      [
        ["failing", 1],
        ["failing", 2],
        ["passing", 3],
        ["passing", 4],
      ],
      ["regressed", "passed"],
    ],
    ["not knowing ends the run", "open", [["passing", 1], ["unknown"], ["passing", 2]], []],
    [
      "waiting ends the run",
      "passed",
      [
        ["failing", 1],
        ["waiting", 2],
        ["failing", 3],
      ],
      [],
    ],
    [
      "a hand is not overruled",
      "ticked",
      [
        ["failing", 1],
        ["failing", 2],
      ],
      [],
    ],
    [
      "what was skipped stays skipped",
      "skipped",
      [
        ["passing", 1],
        ["passing", 2],
      ],
      [],
    ],
  ])("%s", (_name, mark, reads, changes) => {
    expect(follow(mark, reads)).toEqual(changes);
  });

  test("a confirmation needs two readings in a row, and no healing takes it back", () => {
    const marks: string[] = [];
    let run: CheckRun | undefined;
    let mark: StepState["mark"] = "open";
    const reads = ["passing", "unknown", "passing", "passing", "failing", "failing", "failing"] as const;
    for (const [readAt, outcome] of reads.entries()) {
      const next = advanceCheck(run, { outcome, reading: "", condition: "", readAt }, mark, "confirm");
      run = next.run;
      mark = next.to ?? mark;
      marks.push(mark);
    }
    expect(marks).toEqual(["open", "open", "open", "confirmed", "confirmed", "confirmed", "confirmed"]);
  });

  test("the runbook's own symptom is read as a state, and as unknown when nobody can say", () => {
    const pass = { probe: "symptom", operator: "is", value: "cleared" } as const;
    expect(readSymptomCheck(pass, aSymptom({ state: "cleared" })).outcome).toBe("passing");
    expect(readSymptomCheck(pass, aSymptom())).toMatchObject({ outcome: "failing", reading: "raised" });
    expect(readSymptomCheck({ ...pass, operator: "is-not" }, aSymptom()).outcome).toBe("passing");
    expect(readSymptomCheck(pass, aSymptom({ isUnknown: true })).outcome).toBe("unknown");
    expect(readSymptomCheck(pass, undefined).outcome).toBe("unknown");
  });
});
