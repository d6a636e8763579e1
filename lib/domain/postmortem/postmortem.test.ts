import { describe, expect, test } from "vitest";
import { anEntry, anIncident, aPerson, aSymptom, T0 } from "../incidents/testing/builders.ts";
import type { EntryBody } from "../timeline.ts";
import { fenced, inline, quoted } from "./markdown.ts";
import { HOST, input, markdownOf } from "./testing/input.ts";

const withEntry = (body: EntryBody) => markdownOf(input({ entries: [anEntry(1, body)] }));

test("the export has the order of the room: what was back-filled stands before the opening", () => {
  const event = (action: string) =>
    ({
      kind: "docker.event",
      hostId: HOST,
      action,
      subject: "api",
      detail: "",
      times: 1,
      lastAt: T0,
    }) as const;
  const text = markdownOf(
    input({
      entries: [
        anEntry(1, { kind: "incident.opened", title: "x", severity: "SEV2", reason: "late" }, { at: T0 }),
        anEntry(2, event("pause"), { at: T0, sourceAt: T0 - 60_000 }),
      ],
    }),
  );
  expect(text.indexOf("pause api")).toBeLessThan(text.indexOf("opened the incident as SEV 2"));
});

test("a folded row of the export has every entry behind it", () => {
  const event = (seq: number, action: string, detail = "") =>
    anEntry(
      seq,
      { kind: "docker.event", hostId: HOST, action, subject: "api", detail, times: 1, lastAt: T0 },
      { at: T0 + 5_000, sourceAt: T0 + seq },
    );
  const entries = [event(1, "kill", "signal=15"), event(2, "die", "exitCode=0"), event(3, "stop")];
  const text = markdownOf(input({ entries }));
  expect(text).toContain(
    "**Foghorn** web-1: api stopped on request, exit code 0\n  - `2027-01-14 09:30:00.001`",
  );
  for (const action of ["kill", "die", "stop"]) expect(text).toContain(`container ${action} api`);
});

test("entries are told with the time of the source, who did it, and how often", () => {
  const text = markdownOf(input());
  expect(text).toContain(
    "- `2027-01-14 09:30:00.000` **Foghorn** web-1: api died, exit code 137, 8 times to 09:30:09",
  );
  expect(text).toContain("**Bob** wrote:\n\n  > It *hangs*");
  expect(text).toContain("Hash of the last: `f00d`");
});

test("symptoms come with their evidence, checklists with who ticked what and when", () => {
  const step = { text: "", commands: [] };
  const text = markdownOf(
    input({
      checklists: [
        {
          subject: "",
          runbook: {
            id: "r",
            title: "dockerd down",
            symptoms: ["daemon-down"],
            intro: "",
            version: "abcdef0123456789",
            file: "r.md",
            steps: [
              { ...step, id: "a", kind: "check", title: "It answers" },
              { ...step, id: "b", kind: "manual", title: "Tell | people" },
              { ...step, id: "c", kind: "manual", title: "Sleep" },
              { ...step, id: "d", kind: "check", title: "Wake" },
            ],
          },
          steps: [
            { stepId: "a", mark: "confirmed", changedAt: T0, reading: "no answer in 5 s" },
            { stepId: "b", mark: "skipped", changedAt: T0, by: "Ada", reason: "nobody there" },
            { stepId: "d", mark: "ticked", changedAt: T0, by: "Ada", reading: "state T" },
          ],
        },
      ],
    }),
  );
  expect(text).toContain(
    "Evidence: GET /\\_ping, 2027-01-14 09:30:00.000\n\n```text\nconnect ECONNREFUSED\n```",
  );
  expect(text).toContain(
    "| 1 | check | It answers | confirmed | the check itself | 2027-01-14 09:30:00.000 | no answer in 5 s |",
  );
  expect(text).toContain(
    "| 2 | manual | Tell \\| people | skipped | Ada | 2027-01-14 09:30:00.000 | nobody there |",
  );
  expect(text).toContain("| 3 | manual | Sleep | open |  |  |  |");
  expect(text).toContain(
    "| 4 | check | Wake | ticked, but the check failed | Ada | 2027-01-14 09:30:00.000 | state T |",
  );
  expect(text).toContain("Ticked although the check failed: Wake.");
  expect(text).toContain("Stands at step 3 of 4: Sleep. Text of version `abcdef012345`.");
  expect(text).toContain("- Known: Skipped: Tell \\| people (nobody there).");
});

test("the review is filled with what is known and leaves the rest to people", () => {
  const text = markdownOf(input());
  expect(text).toContain("- Known: From 2027-01-14 09:30:00.000 to 2027-01-14 09:58:36.000, 28 min 36 s.");
  expect(text).toContain("- Known: From acknowledged to mitigated: 24 min 50 s.");
  expect(text).toContain("- Known: Checked and still working: running containers.");
  expect(text).toMatch(
    /What changes, who does it, until when\?\n\n- Not known from the timeline.\n- Answer:/,
  );
});

describe("a fault that is over", () => {
  const at = (afterMs: number) => T0 + afterMs;
  const ping = (when: number, text: string) => ({ at: when, source: "GET /_ping", text, reading: text });
  const unit = (when: number) => ({
    at: when,
    source: "systemctl show docker.service",
    text: "active (running)",
  });
  const seen = aSymptom({
    state: "raised",
    title: "dockerd hung",
    summary: "The socket accepts calls and not even /_ping comes back.",
    evidence: [ping(T0, "no answer in 3 s"), unit(T0)],
  });
  const cleared = {
    ...seen,
    state: "cleared",
    recoveringAt: at(60_000),
    clearedAt: at(68_000),
    lastSeenAt: at(50_000),
    evidence: [ping(at(68_000), "OK"), unit(at(50_000))],
  } as const;
  const text = markdownOf(
    input({
      symptoms: [cleared],
      entries: [
        anEntry(1, { kind: "symptom.attached", symptom: seen }),
        anEntry(2, { kind: "symptom.changed", change: "cleared", symptom: cleared }),
      ],
    }),
  );

  test("is told with what proved it, and recovery's reading as what it is", () => {
    expect(text).toContain(
      "Evidence: GET /\\_ping, 2027-01-14 09:30:00.000\n\n```text\nno answer in 3 s\n```",
    );
    expect(text).toContain("Read afterwards: GET /\\_ping, 2027-01-14 09:31:08.000\n\n```text\nOK\n```");
    expect(text).toContain("page. While it lasted: The socket accepts calls");
  });

  test("was detected by the reading that proved it, not by one that stood beside it", () => {
    expect(text).toContain("- Known: First decisive reading at 2027-01-14 09:31:42.000, by GET /\\_ping.");
  });

  test("is not told once more in the present when it passes", () => {
    expect(text).toContain("dockerd hung on web-1: cleared: OK.\n");
    expect(text.match(/not even \/\\_ping comes back/g)).toHaveLength(1);
  });
});

test("a gap that was not filled is among what nobody could see", () => {
  const gap = { stream: "events", fromAt: T0, toAt: T0 + 17_000, cause: "reset", isFilled: false } as const;
  expect(withEntry({ kind: "gap", hostId: HOST, gap })).toContain(
    "- Known: events of web-1 from 2027-01-14 09:30:00.000, 17 s.",
  );
  expect(withEntry({ kind: "gap", hostId: HOST, gap: { ...gap, isFilled: true } })).toContain(
    "read again, nothing missing",
  );
});

describe("hostile text", () => {
  test("a fence is longer than any run of backticks inside", () => {
    expect(fenced("a\n```\n`````x")).toBe("``````text\na\n```\n`````x\n``````");
    const text = withEntry({
      kind: "engine.line",
      hostId: HOST,
      unit: "dockerd",
      text: "```\n# not a title",
    });
    expect(text).toContain("  ````text\n  ```\n  # not a title\n  ````");
  });

  test("names are no markup, notes no HTML, and escape sequences only pictures", () => {
    expect(inline("a | b\n# <img src=x> [x](y) `c`")).toBe("a \\| b \\# \\<img src=x\\> \\[x\\](y) \\`c\\`");
    expect(quoted("x\n\n# y")).toBe("> x\n>\n> # y");
    expect(fenced("\u001b[2J\u202eevil\u007f")).toBe("```text\n\u241b[2J\ufffdevil\u2421\n```");
  });

  test.each([
    ["the marks that belong to writing from the right stay", "say \u200fשלום\u200f (C++\u200e)", undefined],
    ["and in Arabic", "\u061cمرحبا\u200f", undefined],
    ["what turns a whole line does not", "\u202eשלום\u2067 x", "\ufffdשלום\ufffd x"],
    ["where nothing is written from the right a mark hides something", "a\u200fb\u200ec", "a\ufffdb\ufffdc"],
  ])("%s", (_, text, shown = text) => {
    expect(inline(text)).toBe(shown);
  });
});

test("a stretch that nobody saw stands beside the times, and the end of blindness is not called blindness", () => {
  const left = aSymptom({ isUnknown: true, unseen: [{ fromAt: T0 }] });
  const back = aSymptom({ unseen: [{ fromAt: T0, toAt: T0 + 1_200_000 }] });
  const text = markdownOf(
    input({
      symptoms: [back],
      entries: [
        anEntry(1, { kind: "symptom.changed", change: "unknown", symptom: left }),
        anEntry(2, { kind: "symptom.changed", change: "unknown", symptom: back }),
      ],
    }),
  );
  expect(text).toContain("not visible 2027-01-14 09:30:00.000 to 2027-01-14 09:50:00.000");
  expect(text).toContain(`dockerd down on ${HOST}: cannot be read.`);
  expect(text).toContain(`dockerd down on ${HOST}: can be read again.`);
});

test("who did what is told in the words of the room, and a role that nobody has is said to be so", () => {
  const [ada, ben] = [aPerson("Ada"), aPerson("Ben")].map(({ userId, name }) => ({ userId, name }));
  if (!ada || !ben) throw new Error("two people");
  const text = markdownOf(
    input({
      incident: anIncident({ roles: { commander: ben } }),
      entries: [
        anEntry(
          1,
          { kind: "incident.role", role: "commander", how: "taken", to: ada },
          { actor: aPerson("Ada") },
        ),
        anEntry(
          2,
          { kind: "incident.role", role: "commander", how: "handed-over", to: ben },
          { actor: aPerson("Ada") },
        ),
      ],
    }),
  );
  expect(text).toContain("**Ada** took Commander");
  expect(text).toContain("**Ada** handed Commander over to Ben");
  expect(text).toContain(
    "Roles at the end: Commander Ben, Operations nobody, Communications nobody, Scribe nobody",
  );
});
