import { expect, test } from "vitest";
import type { Incident } from "../incident.ts";
import type { FollowUp } from "../postmortem/document.ts";
import type { Symptom } from "../symptom.ts";
import { MINUTE_MS } from "../time.ts";
import { fixedBy, seenBefore } from "./seen-before.ts";
import { anEntry, anIncident, aPerson, aSymptom, T0 } from "./testing/builders.ts";

const now = aSymptom({ mode: "container-oom-killed", subject: "api" });
const earlier = (
  id: string,
  symptom: Symptom,
  more: Partial<Omit<Incident, "id">> = {},
  entries = [anEntry(1, { kind: "note", markdown: "x" })],
) => ({
  incident: anIncident({ id, state: "closed", milestones: { detected: T0 }, ...more }),
  symptoms: [symptom],
  entries,
  followUps: [] as readonly FollowUp[],
});
const noService = () => undefined;

test("the same thing on the same host stands first, then its host, then elsewhere, each newest first", () => {
  const found = seenBefore(
    now,
    [
      earlier("INC-0001", { ...now, hostId: "db-1" as Symptom["hostId"] }),
      earlier("INC-0002", { ...now, subject: "web" }),
      earlier("INC-0003", now),
      earlier("INC-0004", now, { milestones: { detected: T0 + 5 } }),
      earlier("INC-0005", aSymptom({ mode: "daemon-down" })),
    ],
    noService,
  );
  expect(found.map(({ id, near }) => `${id} ${near}`)).toEqual([
    "INC-0004 thing",
    "INC-0003 thing",
    "INC-0002 host",
    "INC-0001 elsewhere",
  ]);
});

test("the same service on another host is nearer than another thing on the same host", () => {
  const serviceOf = ({ subject }: Symptom) => (subject.startsWith("api") ? "shop/api" : undefined);
  const found = seenBefore(
    now,
    [
      earlier("INC-0001", { ...now, subject: "web" }),
      earlier("INC-0002", { ...now, hostId: "db-1" as Symptom["hostId"], subject: "api-2" }),
    ],
    serviceOf,
  );
  expect(found.map(({ near }) => near)).toEqual(["service", "host"]);
});

test("it says what was written at the end and how long it took; what nobody wrote is left out, and no end is no length", () => {
  const state = (to: "mitigated" | "resolved", reason?: string) =>
    ({ kind: "incident.state", from: "active", to, ...(reason && { reason }) }) as const;
  const by = { actor: aPerson("Ada") };
  const [told, ticked, silent] = seenBefore(
    now,
    [
      earlier("INC-0003", now, { milestones: { "impact-started": T0, mitigated: T0 + 9 * MINUTE_MS } }, [
        anEntry(1, state("mitigated", "raised the limit to 512 MiB"), by),
        anEntry(2, state("resolved"), by),
      ]),
      earlier("INC-0002", now, { milestones: { detected: T0 - 1, resolved: T0 + MINUTE_MS - 1 } }, [
        anEntry(
          1,
          { kind: "step.changed", runbookId: "r", stepId: "s", stepTitle: "Raise the limit", to: "ticked" },
          by,
        ),
      ]),
      earlier("INC-0001", now, { milestones: { detected: T0 - 2 } }),
    ],
    noService,
  );
  expect(told).toMatchObject({
    fixed: { text: "raised the limit to 512 MiB", by: "Ada" },
    took: { ms: 9 * MINUTE_MS, from: "impact", to: "mitigated" },
  });
  expect(ticked).toMatchObject({
    fixed: { text: "last step ticked: Raise the limit", by: "Ada" },
    took: { ms: MINUTE_MS, from: "detection", to: "resolved" },
  });
  expect(silent?.fixed).toBeUndefined();
  expect(silent?.took).toBeUndefined();
});

test("an action that succeeded is what fixed it where nobody wrote more; one that failed is not", () => {
  const action = {
    id: "a",
    verb: "container.restart",
    hostId: now.hostId,
    command: "docker restart api",
  } as const;
  const ended = {
    kind: "action.ended",
    actionId: "a",
    verb: action.verb,
    hostId: now.hostId,
    text: "",
  } as const;
  const begun = anEntry(1, { kind: "action.begun", action }, { actor: aPerson("Ada") });
  expect(fixedBy([begun, anEntry(2, { ...ended, outcome: "done" })])).toEqual({
    text: "last action done: docker restart api",
    by: "Ada",
  });
  expect(fixedBy([begun, anEntry(2, { ...ended, outcome: "failed" })])).toBeUndefined();
});

test("it names what was to be done and was not when the cause came back, the longest overdue first, and what is done since", () => {
  const action = (id: string, more: Partial<FollowUp> = {}): FollowUp => ({
    id,
    text: id,
    kind: "prevent",
    createdAt: T0 - 9 * MINUTE_MS,
    createdBy: "Ada",
    ...more,
  });
  const before = {
    ...earlier("INC-0001", now),
    followUps: [
      action("was done in time", { doneAt: now.sinceAt - 1 }),
      action("done too late", { doneAt: now.sinceAt + 1 }),
      action("due later", { dueOn: "2027-03-01" }),
      action("due first", { dueOn: "2027-01-02" }),
    ],
  };
  const [found, other] = seenBefore(now, [before, earlier("INC-0002", { ...now, subject: "x" })], noService);
  expect(found?.openActions?.map(({ id }) => id)).toEqual(["due first", "due later", "done too late"]);
  expect(other).not.toHaveProperty("openActions");
});
