import { describe, expect, test } from "vitest";
import { PART_NAMES } from "../../domain/anatomy.ts";
import {
  beganBefore,
  type Diagnosis,
  exitCodeOf,
  type FoundRisk,
  type FoundSymptom,
  NO_ANSWER_IN_TIME,
  RUN_AGAIN,
  type Search,
} from "./diagnosis.ts";
import { diagnosisText } from "./diagnosis-text.ts";

const LOOKED_FROM = Date.parse("2027-01-14T09:30:00.000Z");

const textOf = (about: Pick<FoundSymptom, "since" | "isSinceFirstLook">) => {
  const hung: FoundSymptom = {
    symptom: "daemon-hung",
    title: "dockerd hung",
    summary: "Not even /_ping comes back.",
    part: "dockerd",
    ...about,
    severity: "page",
    evidence: [],
  };
  const host = { id: "web-1", symptoms: [hung], risks: [], notRead: [], notVisible: [] };
  return diagnosisText({ schema: 1, at: "2027-01-14T09:30:05.000Z", hosts: [host] });
};

test("a fault that no evidence dates is not said to begin with the look that saw it", () => {
  const atLook = textOf({ since: "2027-01-14T09:30:03.000Z", isSinceFirstLook: true });
  expect(atLook).toContain("seen at 2027-01-14 09:30:03 UTC; began then or earlier, not known");
  expect(atLook).not.toContain("since");
  expect(textOf({ since: "2027-01-14T08:00:00.000Z" })).toContain("since 2027-01-14 08:00:00 UTC");
});

test("only a begin from before the look is one", () => {
  expect(beganBefore({ sinceAt: LOOKED_FROM - 1 }, LOOKED_FROM)).toBe(true);
  expect(beganBefore({ sinceAt: LOOKED_FROM }, LOOKED_FROM)).toBe(false);
});

const nothing = (search: Search): Diagnosis => ({ schema: 1, at: "2026-11-18T03:24:08Z", hosts: [], search });

test("where no engine is watched it says what was tried, what each answered and what to run", () => {
  const text = diagnosisText(
    nothing({
      problems: [],
      tried: [
        {
          origin: "default socket",
          url: "unix:///run/docker.sock",
          verdict: "This user may not open it.",
          command: "sudo usermod -aG docker ops",
        },
      ],
    }),
  );
  expect(text).toContain("default socket: unix:///run/docker.sock");
  expect(text).toContain("This user may not open it.");
  expect(text).toContain("$ sudo usermod -aG docker ops");
  expect(text).toContain("$ DOCKER_HOST=ssh://user@host npm run --silent diagnose");
});

test("a file that names no engine, and one with a mistake, are named", () => {
  const text = diagnosisText(
    nothing({ configFile: "/etc/foghorn.yaml", problems: ["/etc/foghorn.yaml:3:5 no"], tried: [] }),
  );
  expect(text).toContain("/etc/foghorn.yaml names none");
  expect(text).toContain("/etc/foghorn.yaml:3:5 no");
  expect(text).not.toContain("DOCKER_HOST");
});

test("a look at nothing is no quiet one", () => {
  expect(exitCodeOf(nothing({ problems: [], tried: [] }))).toBe(3);
});

describe("a host where something was not read in time", () => {
  const late = { reading: "iptables", reason: "no answer in time" };
  const looked = (symptoms: readonly FoundSymptom[], notRead = [late]): Diagnosis => ({
    schema: 1,
    at: "2027-01-14T09:30:05.000Z",
    hosts: [{ id: "web-1", symptoms, risks: [], notRead, notVisible: [] }],
  });

  test("is never called well, and names what is missing", () => {
    const text = diagnosisText(looked([]));
    expect(text).not.toContain("nothing is wrong");
    expect(text).toContain("not read: iptables (no answer in time); run it again");
    expect(exitCodeOf(looked([]))).toBe(3);
    expect(diagnosisText(looked([], []))).toContain("nothing is wrong that Foghorn can see");
    expect(exitCodeOf(looked([], []))).toBe(0);
  });

  test("still has what was found", () => {
    const down: FoundSymptom = {
      symptom: "daemon-down",
      title: "dockerd down",
      summary: "Nobody listens.",
      part: "dockerd",
      since: "2027-01-14T09:30:03.000Z",
      severity: "page",
      evidence: [],
    };
    expect(exitCodeOf(looked([down]))).toBe(2);
    expect(exitCodeOf(looked([{ ...down, severity: "ticket" }]))).toBe(1);
    expect(diagnosisText(looked([down]))).toContain("not read: iptables");
  });
});

test("risks stand shortly at the end, a line for each kind, and need nobody", () => {
  const limits: FoundRisk = {
    symptom: "missing-limits",
    title: "No limits",
    part: "ctrs",
    count: 240,
    items: ["api", "db", "mail", "web"].map((subject) => ({ subject, summary: "Nothing bounds it." })),
  };
  const known: FoundRisk = {
    symptom: "engine-known-cve",
    title: "Engine with a known hole or bug",
    part: "dockerd",
    count: 1,
    items: [{ summary: "A long sentence.", reading: "20.10.24 < 23.0.15: CVE-2024-41110" }],
  };
  const host = { id: "web-1", symptoms: [], risks: [known, limits], notRead: [], notVisible: [] };
  const diagnosis: Diagnosis = { schema: 1, at: "2027-01-14T09:30:05.000Z", hosts: [host] };
  expect(diagnosisText(diagnosis).split("\n")).toEqual([
    "web-1: nothing is wrong that Foghorn can see",
    "",
    "  risks; nothing is broken by them:",
    "         Engine with a known hole or bug: 20.10.24 < 23.0.15: CVE-2024-41110 (engine-known-cve)",
    "         No limits: api, db, mail and 237 more (missing-limits)",
  ]);
  expect(exitCodeOf(diagnosis)).toBe(0);
});

test("what ran out of time is not said to be out of sight, nor a host that cannot be read", () => {
  const late = { part: "disk" as const, reason: "no answer in time", change: RUN_AGAIN };
  const unseen = { part: "ipt" as const, reason: "no right to read it", change: "Let Foghorn read it." };
  const host = { id: "web-1", symptoms: [], risks: [], notRead: [], notVisible: [late, unseen] };
  const textOf = (rest: object) =>
    diagnosisText({ schema: 1, at: "2027-01-14T09:30:05.000Z", hosts: [{ ...host, ...rest }] });
  expect(textOf({})).toContain(`not read in time: ${PART_NAMES.disk}\n  not visible: ${PART_NAMES.ipt}`);
  const silent = textOf({ unreadable: NO_ANSWER_IN_TIME, notVisible: [] });
  expect(silent).toBe("web-1: not read in time; run it again");
  expect(textOf({ unreadable: "Permission denied", notVisible: [] })).toContain("cannot be read: Permission");
});
