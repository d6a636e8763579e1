import { describe, expect, test } from "vitest";
import type { SymptomId, UserId } from "../ids.ts";
import { anEntry, anIncident, aPerson, aSymptom, T0 } from "../incidents/testing/builders.ts";
import type { EntryBody } from "../timeline.ts";
import { fenced, inline, quoted } from "./markdown.ts";
import { type PostmortemInput, writePostmortem } from "./write-postmortem.ts";

const HOST = aSymptom().hostId;

const input = (parts: Partial<PostmortemInput> = {}): PostmortemInput => ({
  incident: anIncident({
    hostIds: [HOST],
    symptomIds: ["sym-1" as SymptomId],
    acknowledgedBy: { userId: "u" as UserId, name: "Ada" },
    milestones: {
      "impact-started": T0,
      detected: T0 + 102_000,
      acknowledged: T0 + 226_000,
      mitigated: T0 + 1_716_000,
    },
    confirmedMilestones: ["impact-started"],
    headSeq: 3,
    headHash: "f00d",
  }),
  entries: [
    anEntry(
      1,
      { kind: "incident.opened", title: "dockerd down", severity: "SEV2", reason: "opened from symptoms" },
      { actor: aPerson("Ada") },
    ),
    anEntry(
      2,
      {
        kind: "docker.event",
        hostId: HOST,
        action: "die",
        subject: "api",
        detail: "exitCode=137",
        times: 8,
        lastAt: T0 + 9_000,
      },
      { sourceAt: T0 },
    ),
    anEntry(3, { kind: "note", markdown: "It *hangs*" }, { actor: aPerson("Bob") }),
  ],
  symptoms: [aSymptom({ state: "cleared", raisedAt: T0 + 5_000, clearedAt: T0 + 60_000 })],
  checklists: [],
  writtenAt: T0,
  ...parts,
});

const withEntry = (body: EntryBody) => writePostmortem(input({ entries: [anEntry(1, body)] }));

describe("figures", () => {
  test("come from the milestones, and what is unknown is said to be", () => {
    const text = writePostmortem(input());
    expect(text).toContain("| Time to detect (TTD) | 1 min 42 s |");
    expect(text).toContain("| Time to acknowledge (TTA) | 2 min 04 s |");
    expect(text).toContain("| Time to mitigate (TTM) | 28 min 36 s |");
    expect(text).toContain("| Time to resolve (TTR) | unknown: resolved is pending |");
    expect(text).toContain("| Impact | 2027-01-14 09:30:00.000 | estimated by a person |");
    expect(text).toContain("| Resolved | unknown | pending |");
  });

  test("an end that a person marked says how much earlier the readings passed again", () => {
    const symptom = aSymptom({ state: "cleared", recoveringAt: T0 + 30_000, clearedAt: T0 + 60_000 });
    expect(writePostmortem(input({ symptoms: [symptom] }))).toMatch(
      /\| Mitigated \| 2027-01-14 09:58:36\.000 \| recorded, when a person marked it; the readings passed again from 2027-01-14 09:30:30\.000 on \|/,
    );
    const lasts = aSymptom({ state: "raised", raisedAt: T0 + 5_000 });
    expect(writePostmortem(input({ symptoms: [symptom, lasts] }))).toContain(
      "| Mitigated | 2027-01-14 09:58:36.000 | recorded |",
    );
  });

  test("a start that only evidence proposes is no start", () => {
    const { milestones, ...incident } = input().incident;
    const { "impact-started": _, ...rest } = milestones;
    const text = writePostmortem(
      input({ incident: { ...incident, milestones: rest, proposedImpactAt: T0 - 4_000 } }),
    );
    expect(text).toContain("| Time to detect (TTD) | unknown: impact is pending |");
    expect(text).toContain(
      "pending; evidence begins at 2027-01-14 09:29:56.000, and nobody has confirmed it",
    );
  });

  test("a disk that warned before anybody felt it was found before the impact", () => {
    const { incident } = input();
    const milestones = { "impact-started": T0, detected: T0 - 40_000 };
    expect(writePostmortem(input({ incident: { ...incident, milestones } }))).toContain(
      "| Time to detect (TTD) | 40 s before |",
    );
  });
});

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
  const text = writePostmortem(
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
  const text = writePostmortem(input({ entries }));
  expect(text).toContain(
    "**Foghorn** web-1: api stopped on request, exit code 0\n  - `2027-01-14 09:30:00.001`",
  );
  for (const action of ["kill", "die", "stop"]) expect(text).toContain(`container ${action} api`);
});

test("entries are told with the time of the source, who did it, and how often", () => {
  const text = writePostmortem(input());
  expect(text).toContain(
    "- `2027-01-14 09:30:00.000` **Foghorn** web-1: api died, exit code 137, 8 times to 09:30:09",
  );
  expect(text).toContain("**Bob** wrote:\n\n  > It *hangs*");
  expect(text).toContain("Hash of the last: `f00d`");
});

test("symptoms come with their evidence, checklists with who ticked what and when", () => {
  const step = { text: "", commands: [] };
  const text = writePostmortem(
    input({
      checklists: [
        {
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
  const text = writePostmortem(input());
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
  const text = writePostmortem(
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
    expect(quoted("x <script>alert(1)</script>\n# y")).toBe("> x &lt;script>alert(1)&lt;/script>\n> # y");
    expect(fenced("\u001b[2J\u202eevil\u007f")).toBe("```text\n\u241b[2J\ufffdevil\u2421\n```");
  });
});

test("a stretch that nobody saw stands beside the times, and the end of blindness is not called blindness", () => {
  const left = aSymptom({ isUnknown: true, unseen: [{ fromAt: T0 }] });
  const back = aSymptom({ unseen: [{ fromAt: T0, toAt: T0 + 1_200_000 }] });
  const text = writePostmortem(
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
  const text = writePostmortem(
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
