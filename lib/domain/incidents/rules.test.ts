import { describe, expect, test } from "vitest";
import type { SymptomId } from "../ids.ts";
import { identityKey } from "../symptom.ts";
import { HOUR_MS, MINUTE_MS } from "../time.ts";
import { DURATIONS, durationMs, meanDurationMs } from "./durations.ts";
import { isWorthAnEntry, landingOf } from "./landing.ts";
import { detectedAt, leadSymptom, proposedSeverity, proposedTitle, titleNow } from "./opening.ts";
import { redactValue } from "./redact-value.ts";
import { isReturn } from "./reopening.ts";
import { reopenWords, roundWords } from "./settings.ts";
import { aChange, anIncident, aSymptom, T0 } from "./testing/builders.ts";
import { reasonNeededFor } from "./transitions.ts";

const HOST = aSymptom().hostId;

describe("durations", () => {
  const of = (id: string, milestones: Parameters<typeof durationMs>[1]) => {
    const duration = DURATIONS.find((known) => known.id === id);
    return duration && durationMs(duration, milestones);
  };

  test.each([
    { id: "detect", milestones: { "impact-started": 10000, detected: 16000 }, ms: 6000 },
    { id: "acknowledge", milestones: { detected: 16000, acknowledged: 20000 }, ms: 4000 },
    { id: "mitigate", milestones: { "impact-started": 10000, mitigated: 90000 }, ms: 80000 },
    { id: "resolve", milestones: { "impact-started": 10000, resolved: 100000 }, ms: 90000 },
    { id: "detect", milestones: { "impact-started": 20000, detected: 16000 }, ms: -4000 },
    { id: "detect", milestones: { detected: 16000 }, ms: undefined },
    { id: "mitigate", milestones: { "impact-started": 10000, resolved: 90000 }, ms: undefined },
  ])("$id of $milestones is $ms", ({ id, milestones, ms }) => {
    expect(of(id, milestones)).toBe(ms);
  });

  test("a mean says over how many it is known, and is unknown over none", () => {
    const [detect] = DURATIONS;
    if (!detect) throw new Error("no durations");
    const known = (detected: number) => ({ milestones: { "impact-started": 0, detected } });
    expect(meanDurationMs(detect, [known(1_000), known(3_000), { milestones: {} }])).toEqual({
      meanMs: 2000,
      known: 2,
    });
    expect(meanDurationMs(detect, [{ milestones: {} }])).toBeUndefined();
  });
});

describe("where a symptom lands", () => {
  const mine = anIncident({ id: "INC-0001", number: 1, hostIds: [HOST], symptomIds: ["sym-1" as SymptomId] });
  const newer = anIncident({
    id: "INC-0002",
    number: 2,
    hostIds: [HOST],
    symptomIds: ["sym-5" as SymptomId],
  });
  const attached = new Map([
    ["sym-1" as SymptomId, aSymptom()],
    ["sym-5" as SymptomId, aSymptom({ id: "sym-5", mode: "disk-full-data-root" })],
  ]);
  const land = (symptom: ReturnType<typeof aSymptom>, incidents = [mine, newer], now = T0) => {
    const landing = landingOf(symptom, incidents, (id) => attached.get(id), now);
    return landing && `${landing.incident.id} ${landing.because}`;
  };

  test.each([
    { name: "attached already", symptom: aSymptom(), on: "INC-0001 same" },
    { name: "the same thing again", symptom: aSymptom({ id: "new" }), on: "INC-0001 cause" },
    {
      name: "explained by what is attached",
      symptom: aSymptom({ id: "new", mode: "container-unhealthy", absorbedBy: "sym-1" as SymptomId }),
      on: "INC-0001 cause",
    },
    {
      name: "another thing on the host: the newest hears of it",
      symptom: aSymptom({ id: "new", mode: "iptables-nat-wiped" }),
      on: "INC-0002 host",
    },
    { name: "another host", symptom: aSymptom({ id: "new", hostId: "db-1" }), on: undefined },
  ])("$name", ({ symptom, on }) => {
    expect(land(symptom)).toBe(on);
  });

  test("what explains something attached is attached as well", () => {
    attached.set(
      "sym-5" as SymptomId,
      aSymptom({ id: "sym-5", mode: "container-unhealthy", absorbedBy: "root" as SymptomId }),
    );
    expect(land(aSymptom({ id: "root", mode: "daemon-hung" }))).toBe("INC-0002 cause");
  });

  test("a resolved incident hears of its own symptoms for an hour, and of nothing else", () => {
    const resolved = { ...mine, state: "resolved" as const, milestones: { resolved: T0 } };
    expect(land(aSymptom(), [resolved], T0 + HOUR_MS - 1)).toBe("INC-0001 same");
    expect(land(aSymptom(), [resolved], T0 + HOUR_MS)).toBeUndefined();
    expect(land(aSymptom({ id: "new" }), [resolved])).toBeUndefined();
  });

  test("what was resolved lately takes the same cause back; after that, and where the time is never, it does not", () => {
    const resolved = { ...mine, state: "resolved" as const, milestones: { resolved: T0 } };
    const rules = { reopenWithinMs: 30 * MINUTE_MS };
    const again = aSymptom({ id: "new" });
    const on = (now: number, more = rules) =>
      landingOf(again, [resolved], (id) => attached.get(id), now, more)?.because;
    expect(on(T0 + 30 * MINUTE_MS - 1)).toBe("cause");
    expect(on(T0 + 30 * MINUTE_MS)).toBeUndefined();
    expect(on(T0 + 1, { reopenWithinMs: 0 })).toBeUndefined();
  });

  test("the same compose service of a host is one cause, and what a person took away no rule brings back", () => {
    const api = aSymptom({ id: "api", mode: "container-oom-killed", subject: "shop-api-1" });
    const other = aSymptom({ id: "new", mode: "container-unhealthy", subject: "shop-api-2" });
    const incident = anIncident({ hostIds: [api.hostId], symptomIds: [api.id] });
    const serviceOf = ({ subject }: { subject: string }) =>
      subject.startsWith("shop-api") ? "shop/api" : undefined;
    const on = (one: typeof incident) => landingOf(other, [one], () => api, T0, { serviceOf });
    expect(on(incident)).toMatchObject({
      because: "cause",
      attached: { rule: "service", of: { title: api.title, hostId: api.hostId } },
    });
    expect(on({ ...incident, apart: [identityKey(other)] })?.because).toBe("host");
  });

  test("new evidence is no entry, and a source that went away only for what is attached", () => {
    expect(isWorthAnEntry(aChange("updated", aSymptom()), "same")).toBe(false);
    expect(isWorthAnEntry(aChange("unknown", aSymptom()), "same")).toBe(true);
    expect(isWorthAnEntry(aChange("unknown", aSymptom()), "host")).toBe(false);
    expect(isWorthAnEntry(aChange("seen", aSymptom({ severity: "notice" })), "host")).toBe(false);
  });
});

describe("opening", () => {
  const absorbed = aSymptom({
    id: "a",
    absorbedBy: "sym-1" as SymptomId,
    sinceAt: 1,
    title: "api unhealthy",
  });
  const ticket = aSymptom({ id: "t", severity: "ticket", sinceAt: 2, hostId: "db-1", seenAt: 3 });

  test("it is named after the worst that nothing explains, and tells where else that is, and where else something is", () => {
    const alsoOn = (...hostIds: readonly string[]) =>
      hostIds.map((hostId) => aSymptom({ id: hostId, hostId }));
    expect(leadSymptom([absorbed, ticket, aSymptom()])?.id).toBe("sym-1");
    expect(proposedTitle([absorbed, ticket, aSymptom()])).toBe("dockerd down on web-1 and db-1");
    expect(proposedTitle([aSymptom(), ...alsoOn("web-2")])).toBe("dockerd down on web-1 and web-2");
    const full = aSymptom({ id: "f", hostId: "db-1", title: "Disk full" });
    expect(proposedTitle([aSymptom(), full])).toBe("dockerd down on web-1, more on db-1");
    expect(proposedTitle([aSymptom(), ...alsoOn("web-2", "web-3"), full])).toBe(
      "dockerd down on web-1 and 2 more hosts, more on db-1",
    );
    expect(proposedTitle([])).toBeUndefined();
  });

  test("its title follows its symptoms until a person gives it another", () => {
    const [first, second] = [aSymptom(), aSymptom({ id: "sym-2", hostId: "web-2" })];
    const both = [first, second];
    const called = (title: string) => ({ title, changedBy: {} });
    expect(titleNow(called("dockerd down on web-1"), [first], both)).toBe("dockerd down on web-1 and web-2");
    expect(titleNow(called("dockerd down on web-1 and 1 more host"), both, both)).toBe(
      "dockerd down on web-1 and web-2",
    );
    expect(titleNow(called("dockerd down on web-1 and web-2"), both, [first])).toBe("dockerd down on web-1");
    expect(titleNow(called("dockerd down on web-1 and web-2"), both, [second])).toBe("dockerd down on web-2");
    expect(titleNow(called("dockerd down on web-1"), [first], [first])).toBeUndefined();
    expect(titleNow(called("dockerd down on web-1"), [first], [])).toBeUndefined();
    expect(titleNow(called("dockerd down on web-10"), [first], both)).toBeUndefined();
    expect(titleNow(called("The shop is out"), [first], both)).toBeUndefined();
    expect(
      titleNow({ title: "dockerd down on web-1", changedBy: { title: "Ada" } }, [first], both),
    ).toBeUndefined();
  });

  test("severity and detection follow from the symptoms", () => {
    expect([proposedSeverity([aSymptom()]), proposedSeverity([ticket]), proposedSeverity([])]).toEqual([
      "SEV2",
      "SEV3",
      "SEV3",
    ]);
    expect(detectedAt([aSymptom(), ticket])).toBe(3);
    expect(detectedAt([])).toBeUndefined();
  });

  test("a reason is needed to dismiss, and to resolve what is lit, not for what recovers or is explained", () => {
    expect(reasonNeededFor("dismissed", [])).toBeDefined();
    expect(reasonNeededFor("resolved", [aSymptom()])).toContain("dockerd down on web-1");
    expect(reasonNeededFor("resolved", [aSymptom({ state: "recovering" }), absorbed])).toBeUndefined();
    expect(reasonNeededFor("closed", [aSymptom()])).toContain("closed all the same");
    expect(reasonNeededFor("mitigated", [aSymptom()])).toBeUndefined();
  });
});

test("what was resolved although it was lit has not come back; what passed and fails again has, and what came later", () => {
  const resolved = { state: "resolved", milestones: { resolved: T0 } } as const;
  const back = (change: ReturnType<typeof aChange>) => isReturn(resolved, change, 30 * MINUTE_MS);
  const later = T0 + MINUTE_MS;
  expect(back(aChange("raised", aSymptom({ seenAt: T0 - 1 }), later))).toBe(false);
  expect(back(aChange("relapsed", aSymptom({ seenAt: T0 - 1 }), later))).toBe(true);
  expect(back(aChange("raised", aSymptom({ seenAt: T0 + 1 }), later))).toBe(true);
  expect(back(aChange("seen", aSymptom({ seenAt: T0 + 1 }), later))).toBe(false);
  expect(back(aChange("relapsed", aSymptom({ severity: "notice" }), later))).toBe(false);
  expect(back(aChange("relapsed", aSymptom(), T0 + 31 * MINUTE_MS))).toBe(false);
});

test("a secret that runs over several lines is found in lines that are stored one by one", () => {
  const redact = (text: string) => ({
    text: text.replace(/BEGIN[\s\S]*END/, (block) => block.replace(/[^\n]+/g, "[x]")),
    replacements: [{ rule: "block", count: 1 }],
  });
  const lines = [
    { at: 1, text: "a" },
    { at: 2, text: "BEGIN" },
    { at: 3, text: "key\nkey" },
    { at: 4, text: "END b" },
  ];
  expect(redactValue(lines, redact).value).toEqual([
    { at: 1, text: "a" },
    { at: 2, text: "[x]" },
    { at: 3, text: "[x]\n[x]" },
    { at: 4, text: "[x] b" },
  ]);
});

test("redacting a value touches every text but names and hashes, and counts", () => {
  const redact = (text: string) => ({
    text: text.replace("pw", "[x]"),
    replacements: text.includes("pw") ? [{ rule: "password", count: 1 }] : [],
  });
  const value = { id: "pw", hash: "pw", body: { markdown: "my pw", lines: [{ text: "pw!", at: 1 }] } };
  expect(redactValue(value, redact)).toEqual({
    value: { id: "pw", hash: "pw", body: { markdown: "my [x]", lines: [{ text: "[x]!", at: 1 }] } },
    replacements: [{ rule: "password", count: 2 }],
  });
});

test("a length that somebody chose is said as they chose it", () => {
  expect([30 * MINUTE_MS, 6 * HOUR_MS, 90 * MINUTE_MS].map(roundWords)).toEqual(["30 min", "6 h", "90 min"]);
  expect([0, HOUR_MS].map((reopenWithinMs) => reopenWords({ reopenWithinMs }))).toEqual([
    "never",
    "within 1 h",
  ]);
});
