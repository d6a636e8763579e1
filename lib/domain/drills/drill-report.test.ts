import { describe, expect, test } from "vitest";
import type { HostId } from "../ids.ts";
import { aChange, anEntry, anIncident, aPerson, aSymptom, T0 } from "../incidents/testing/builders.ts";
import type { Runbook } from "../runbook.ts";
import type { EntryBody } from "../timeline.ts";
import type { Drilled, DrillRoom, DrillRun } from "./drill.ts";
import { drillMarkdown } from "./drill-markdown.ts";
import { drillReport } from "./drill-report.ts";

const ADA = aPerson("Ada");
const run: DrillRun = {
  fault: "daemon-down:missing",
  did: "docker.service and docker.socket are stopped",
  mode: "daemon-down",
  hostId: "drill26" as HostId,
  engine: "26.1.5",
  begunAt: T0,
  endedAt: T0 + 400_000,
  end: "over",
  left: "healed",
  amiss: [],
};
const step = { text: "", commands: [] };
const runbook: Runbook = {
  id: "daemon-down",
  title: "dockerd down",
  symptoms: ["daemon-down"],
  intro: "",
  version: "1",
  file: "daemon-down.md",
  exercised: [{ on: "2026-01-02", engine: "20.10.24" }],
  steps: [
    {
      ...step,
      id: "confirm",
      kind: "check",
      title: "Confirm it",
      confirm: { probe: "api.ping", operator: "no-answer" },
    },
    { ...step, id: "dump", kind: "action", title: "Dump", run: { verb: "engine.dump" } },
    {
      ...step,
      id: "verify",
      kind: "verify",
      title: "Verify",
      pass: { probe: "api.ping", operator: "answers" },
    },
  ],
};

const marked = (stepId: string, to: "passed" | "confirmed" | "regressed" | "ticked" | "skipped", more = {}) =>
  ({ kind: "step.changed", runbookId: runbook.id, stepId, stepTitle: stepId, to, ...more }) as EntryBody;

const opened: EntryBody = { kind: "incident.opened", title: "x", severity: "SEV2", reason: "a page" };
const aRoom = (parts: Partial<DrillRoom> = {}): DrillRoom => ({
  incident: anIncident({
    state: "resolved",
    milestones: { acknowledged: T0 + 65_000, mitigated: T0 + 120_000, resolved: T0 + 301_000 },
  }),
  entries: [
    anEntry(60, opened, { actor: ADA }),
    anEntry(
      65,
      { kind: "incident.milestone", milestone: "acknowledged", milestoneAt: T0 + 65_000, how: "recorded" },
      { actor: ADA },
    ),
    anEntry(70, marked("confirm", "confirmed", { reading: "refused" })),
    anEntry(90, marked("dump", "ticked"), { actor: aPerson("Ben") }),
    anEntry(120, { kind: "incident.state", from: "active", to: "mitigated" }, { actor: ADA }),
    anEntry(130, marked("verify", "passed", { reading: "1 ms" })),
    anEntry(301, { kind: "incident.state", from: "mitigated", to: "resolved" }, { actor: aPerson("Ben") }),
  ],
  checklists: [{ runbook, hostId: "drill26" as HostId, subject: "" }],
  ...parts,
});
const drilled = (parts: Partial<Drilled> = {}): Drilled => ({
  run,
  changes: [
    aChange("seen", aSymptom(), T0 + 4_200),
    aChange("raised", aSymptom(), T0 + 14_000),
    aChange(
      "seen",
      aSymptom({ id: "sym-2", mode: "container-unhealthy", title: "Container unhealthy" }),
      T0 + 20_000,
    ),
  ],
  rooms: [aRoom()],
  ...parts,
});
const roomOf = (given: Drilled) => {
  const [room] = drillReport(given).rooms;
  if (room === undefined) throw new Error("no room");
  return room;
};
const afterBreak = (given: Drilled) =>
  Object.fromEntries(roomOf(given).moments.map(({ name, afterMs }) => [name, afterMs]));

describe("the figures of a drill", () => {
  test("count from the break on, and say who it was", () => {
    const report = drillReport(drilled());
    expect(report.found).toMatchObject([
      { name: "Seen", afterMs: 4_000, by: "Foghorn" },
      { name: "Raised", afterMs: 14_000 },
    ]);
    expect(roomOf(drilled()).moments).toMatchObject([
      { name: "Opened", afterMs: 60_000, by: "Ada" },
      { name: "Acknowledged", afterMs: 65_000, by: "Ada" },
      { name: "Mitigated", afterMs: 120_000, by: "Ada" },
      { name: "Resolved", afterMs: 301_000, by: "Ben" },
      { name: "Closed" },
    ]);
  });

  test("are defined as for every incident: detected and acknowledged from different ends", () => {
    const ms = Object.fromEntries(roomOf(drilled()).durations.map(({ duration, ms }) => [duration.id, ms]));
    expect(ms).toEqual({ detect: 4_000, acknowledge: 61_000, mitigate: 120_000, resolve: 301_000 });
  });

  test("what did not come is missing, not zero", () => {
    const given = drilled({ changes: [], rooms: [aRoom({ incident: anIncident({ milestones: {} }) })] });
    expect(afterBreak(given)).toMatchObject({
      Acknowledged: undefined,
      Mitigated: undefined,
      Resolved: undefined,
    });
    expect(drillReport(given).found.every((moment) => !("at" in moment))).toBe(true);
    expect(drillMarkdown(drillReport(given))).toContain("| Resolved | missing | missing |  |");
    expect(drillMarkdown(drillReport(given))).toContain("| Time to detect | missing |");
  });

  test("what was acknowledged before the break belongs to the incident's earlier life", () => {
    const incident = anIncident({ milestones: { acknowledged: T0 - 600_000 } });
    expect(afterBreak(drilled({ rooms: [aRoom({ incident })] })).Acknowledged).toBeUndefined();
  });

  test("a moment that could not come says why, one that was estimated says so", () => {
    const incident = anIncident({
      milestones: { resolved: T0 + 200_000 },
      confirmedMilestones: ["resolved"],
      notApplicable: { mitigated: "nobody outside felt it" },
    });
    const text = drillMarkdown(drillReport(drilled({ rooms: [aRoom({ incident })] })));
    expect(text).toContain("| Mitigated |  | not applicable: nobody outside felt it |  |");
    expect(text).toContain("| Resolved | 2027-01-14 09:33:20.000 | 3 min 20 s | Ben (estimated) |");
  });

  test("other symptoms of the host stand beside, and no incident is said as none", () => {
    const text = drillMarkdown(drillReport(drilled({ rooms: [] })));
    expect(text).toContain("Seen besides: Container unhealthy (20 s after the break).");
    expect(text).toContain("Nobody opened one.");
  });
});

describe("the steps of a drill", () => {
  test("keep their whole history: by its reading, by whom, failing again", () => {
    const entries = [
      ...aRoom().entries,
      anEntry(310, marked("verify", "regressed", { reading: "no answer" })),
      anEntry(320, marked("verify", "skipped", { reason: "moved | away" }), { actor: ADA }),
    ];
    const text = drillMarkdown(drillReport(drilled({ rooms: [aRoom({ entries })] })));
    expect(text).toContain(
      [
        "3. **Verify** (verify)",
        "   - 2027-01-14 09:32:10.000 passed by its reading (1 ms)",
        "   - 2027-01-14 09:35:10.000 fails again by its reading (no answer)",
        "   - 2027-01-14 09:35:20.000 skipped by Ada: moved \\| away",
      ].join("\n"),
    );
    expect(text).toContain("nothing, because these steps were not gone through:\n\n- Verify");
  });

  test("all gone through: the line for the front matter, beside what is there", () => {
    expect(drillMarkdown(drillReport(drilled()))).toContain(
      '```yaml\nexercised: ["2026-01-02 on 20.10.24", "2027-01-14 on 26.1.5"]\n```',
    );
  });

  test("a text that was changed meanwhile is not exercised, and what its earlier steps saw is still told", () => {
    const changed: EntryBody = {
      kind: "runbook.updated",
      runbookId: runbook.id,
      title: runbook.title,
      from: "0",
      version: "1",
      differences: [],
    };
    const entries = [
      anEntry(61, marked("old", "ticked"), { actor: ADA }),
      ...aRoom().entries,
      anEntry(302, changed),
    ];
    const text = drillMarkdown(drillReport(drilled({ rooms: [aRoom({ entries })] })));
    expect(text).toContain("Of an earlier text: **old**\n- 2027-01-14 09:31:01.000 ticked by Ada");
    expect(text).toContain("nothing, because its text was changed during the drill.");
  });

  test.each([
    ["the lab had to heal the host", { left: "broken" }],
    ["the drill was ended before its incidents were", { end: "interrupted" }],
  ] as const)("nothing is exercised when %s", (why, parts) => {
    const text = drillMarkdown(drillReport(drilled({ run: { ...run, ...parts } })));
    expect(text).toContain(`nothing, because ${why}.`);
    expect(text).not.toContain("exercised:");
  });
});

test("what nobody used is named: verbs, roles, notes", () => {
  const { unused } = roomOf(drilled());
  expect(unused).toContain("The gate was not asked for engine.dump (“Dump”).");
  expect(unused).toContain("Nobody took Commander, Operations, Communications, Scribe.");
  expect(unused).toContain("No note was written.");
});

test("actions of the gate come with their ends, an unknown one with what somebody found", () => {
  const action = { id: "a-1", verb: "engine.dump", hostId: run.hostId, command: "kill -USR1" } as const;
  const entries = [
    ...aRoom().entries,
    anEntry(80, { kind: "action.asked", action, expiresAt: T0 + 680_000 }, { actor: ADA }),
    anEntry(82, { kind: "action.begun", action, agreedBy: "Ben" }, { actor: aPerson("Ben") }),
    anEntry(84, {
      kind: "action.ended",
      actionId: "a-1",
      verb: "engine.dump",
      hostId: run.hostId,
      outcome: "unknown",
      text: "the gate ended",
    }),
    anEntry(
      86,
      { kind: "action.settled", actionId: "a-1", verb: "engine.dump", hostId: run.hostId, happened: true },
      { actor: ADA },
    ),
  ];
  const text = drillMarkdown(drillReport(drilled({ rooms: [aRoom({ entries })] })));
  expect(text).toContain(
    "Dump goroutines on drill26, by Ada, Ben agreed: unknown, verify (the gate ended); somebody looked: it did happen",
  );
  expect(text).not.toContain("The gate was not asked for engine.dump");
});
