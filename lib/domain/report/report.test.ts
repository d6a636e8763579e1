import { describe, expect, test } from "vitest";
import { TARGETS } from "../availability/targets.ts";
import type { HostId, SymptomId } from "../ids.ts";
import type { Incident, Milestone } from "../incident.ts";
import { anIncident, aSymptom } from "../incidents/testing/builders.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../time.ts";
import { NO_WINDOWS, RATE_WINDOWS } from "./burn-rate.ts";
import { computeReport, periodStart, type ReportFacts } from "./compute.ts";
import { medianOf } from "./incidents.ts";
import { percentOf, shareOf } from "./percent.ts";
import type { PeriodTotal } from "./service-total.ts";

const NOW = Date.UTC(2026, 10, 18, 9);
const FROM = periodStart(90, NOW);
const WEB = "web-1" as HostId;

const total = (service: string, lostMinutes: number, about: Partial<PeriodTotal> = {}): PeriodTotal => {
  const measuredMs = about.measuredMs ?? 90 * DAY_MS;
  return {
    hostId: WEB,
    service,
    measuredMs,
    wantedMs: measuredMs,
    upMs: measuredMs - lostMinutes * MINUTE_MS,
    firstAt: FROM,
    lastAt: Math.ceil(NOW / HOUR_MS) * HOUR_MS,
    ...about,
  };
};

const incident = (
  number: number,
  daysAgo: number,
  minutes: number | undefined,
  about: Partial<Omit<Incident, "id">> = {},
): Incident => {
  const at = NOW - daysAgo * DAY_MS;
  const mitigated = minutes === undefined ? {} : { mitigated: at + minutes * MINUTE_MS };
  return anIncident({
    id: `INC-${number}`,
    number,
    severity: "SEV3",
    state: "resolved",
    openedAt: at,
    hostIds: [WEB],
    namedHostIds: [WEB],
    symptomIds: [`s${number}` as SymptomId],
    milestones: { "impact-started": at, detected: at, ...mitigated } as Partial<Record<Milestone, number>>,
    ...about,
  });
};

const facts = (about: Partial<ReportFacts> = {}): ReportFacts => ({
  days: 90,
  now: NOW,
  targets: TARGETS,
  mitigateWithinMs: 30 * MINUTE_MS,
  totals: [],
  recent: NO_WINDOWS,
  containers: new Map(),
  spans: new Map(),
  labelled: new Set(),
  coverage: {
    fromAt: FROM,
    toAt: NOW,
    days: wholeDays(),
    since: new Map([[WEB, FROM - 100 * DAY_MS]]),
    watched: new Set([WEB]),
  },
  incidents: [],
  symptoms: new Map(),
  checked: new Set(),
  leftOutCount: 0,
  oldestKeptAt: NOW - 400 * DAY_MS,
  sites: [],
  losses: [],
  ...about,
});

const wholeDays = (missing: { dayAt?: number; watchedMs?: number; readMs?: number } = {}) =>
  Array.from({ length: 90 }, (_each, index) => {
    const dayAt = FROM + index * DAY_MS;
    const wholeMs = Math.min(DAY_MS, NOW - dayAt);
    const own = missing.dayAt === dayAt ? missing : {};
    return { hostId: WEB, dayAt, watchedMs: own.watchedMs ?? wholeMs, readMs: own.readMs ?? wholeMs };
  });

describe("availability", () => {
  test("is up time over wanted time; the budget is what the target allows of the time that was measured", () => {
    const [web] = computeReport(facts({ totals: [total("shop/web", 60)] })).services;
    expect(web).toMatchObject({ target: 0.999, lostMs: 60 * MINUTE_MS });
    expect(web?.allowedMs).toBeCloseTo(129.6 * MINUTE_MS, -2);
    expect(web?.left).toBeCloseTo(1 - 60 / 129.6, 6);
  });

  test("a service on two hosts is one, and each container counts for its time", () => {
    const other = total("shop/web", 0, { hostId: "web-2" as HostId });
    const [web] = computeReport(facts({ totals: [total("shop/web", 60), other] })).services;
    expect(web?.lostMs).toBeCloseTo(30 * MINUTE_MS, 0);
    expect(web?.hostIds).toEqual([WEB, "web-2"]);
  });

  test("least left comes first, by its own target", () => {
    const targets = { default: 0.999, services: { "ci/*": 0.9, "shop/web": 0.9999 } };
    const totals = [total("ci/runner", 600), total("shop/db", 100), total("shop/web", 30)];
    const { services, lead } = computeReport(facts({ targets, totals }));
    expect(services.map(({ service, target }) => [service, target])).toEqual([
      ["shop/web", 0.9999],
      ["shop/db", 0.999],
      ["ci/runner", 0.9],
    ]);
    expect(lead?.service).toBe("shop/web");
    expect(computeReport(facts({ targets, totals, service: "shop/db" })).lead?.service).toBe("shop/db");
  });

  test("what was wanted at no time is no service", () => {
    expect(
      computeReport(facts({ totals: [total("shop/web", 0, { wantedMs: 0, upMs: 0 })] })).services,
    ).toEqual([]);
  });

  test.each([
    { ratio: 1, text: "100 %" },
    { ratio: 0.999_999_9, text: "99.999 %" },
    { ratio: 0.998_999_9, text: "99.899 %" },
    { ratio: 0.99965, text: "99.965 %" },
    { ratio: 0.9931, text: "99.31 %" },
  ])("$ratio is $text: a missed target never looks met", ({ ratio, text }) =>
    expect(percentOf(ratio)).toBe(text),
  );

  test.each([
    { ratio: 0.3, text: "30 %" },
    { ratio: 0.061, text: "6.1 %" },
    { ratio: 0.0001, text: "less than 0.1 %" },
    { ratio: 0, text: "0 %" },
  ])("$ratio of a budget is $text", ({ ratio, text }) => expect(shareOf(ratio)).toBe(text));
});

describe("the budget over time", () => {
  const hourAt = (daysAgo: number): number => Math.floor((NOW - daysAgo * DAY_MS) / HOUR_MS) * HOUR_MS;
  const loss = (daysAgo: number, minutes: number) => ({
    fromAt: hourAt(daysAgo),
    lengthMs: HOUR_MS,
    lostMs: minutes * MINUTE_MS,
  });
  const burnt = facts({
    totals: [total("shop/web", 50)],
    losses: [loss(40, 40), loss(10, 10)],
    incidents: [
      incident(1, 40, 30, { severity: "SEV2" }),
      incident(2, 20, 5),
      incident(3, 10, 9, { hostIds: ["other" as HostId], namedHostIds: ["other" as HostId] }),
    ],
  });

  test("falls within the hours in which something was lost, and ends where the table does", () => {
    const { burn, lead } = computeReport(burnt);
    const [first, ...rest] = burn?.points ?? [];
    expect(first).toEqual({ at: FROM, left: 1 });
    expect(rest.at(-1)?.left).toBeCloseTo(lead?.left ?? 0, 9);
    expect(rest.map(({ left }) => left)).toEqual(rest.map(({ left }) => left).toSorted((a, b) => b - a));
  });

  test("an incident is a dot on the line, with what went in its hours; those of other hosts are none", () => {
    const dots = computeReport(burnt).burn?.dots ?? [];
    expect(dots.map(({ id }) => id)).toEqual(["INC-1", "INC-2"]);
    expect(dots[0]?.spent).toBeCloseTo(40 / 129.6, 6);
    expect(dots[1]?.spent).toBe(0);
  });

  test("an incident of another service of the host, in the same hours, is not its own", () => {
    const other = aSymptom({
      id: "s1",
      hostId: WEB,
      mode: "container-oom-killed",
      part: "ctrs",
      severity: "ticket",
      facts: { container: "shop-db-1" },
    });
    const { incidents, burn } = computeReport({
      ...burnt,
      totals: [total("shop/web", 50), total("shop/db", 0)],
      symptoms: new Map([[other.id, other]]),
    });
    expect(incidents.list.find(({ id }) => id === "INC-1")?.services).toEqual(["shop/db"]);
    expect(burn?.dots.map(({ id }) => id)).toEqual(["INC-2"]);
    expect(burn?.worstDay?.incidentIds).toEqual([]);
  });

  test("an hour of two of its incidents is shared by how long each lasted in it", () => {
    const at = hourAt(10);
    const span = (number: number, from: number, to: number) =>
      incident(number, 0, undefined, {
        milestones: { "impact-started": at + from * MINUTE_MS, mitigated: at + to * MINUTE_MS },
      });
    const dots =
      computeReport({ ...burnt, losses: [loss(10, 40)], incidents: [span(1, 0, 30), span(2, 30, 40)] }).burn
        ?.dots ?? [];
    expect(dots[0]?.spent).toBeCloseTo((0.75 * 40) / 129.6, 6);
    expect(dots[1]?.spent).toBeCloseTo((0.25 * 40) / 129.6, 6);
  });

  test.each([
    { about: "left the host before", span: { toAt: -1 }, isAffected: false },
    { about: "left it while it lasted", span: { toAt: 1 }, isAffected: true },
    { about: "came while it lasted", span: { fromAt: 1 }, isAffected: true },
    { about: "came after it was over", span: { fromAt: 31 }, isAffected: false },
  ])("an incident within the hour of a service that $about: $isAffected", ({ span, isAffected }) => {
    const own = incident(1, 10, 30);
    const minutes = Object.entries(span).map(([end, by]) => [end, own.openedAt + by * MINUTE_MS]);
    const { incidents, burn } = computeReport({
      ...burnt,
      losses: [loss(10, 10)],
      incidents: [own],
      spans: new Map([[WEB, new Map([["shop/web", Object.fromEntries(minutes)]])]]),
    });
    expect(incidents.list[0]?.services).toEqual(isAffected ? ["shop/web"] : []);
    expect(burn?.worstDay?.incidentIds).toEqual(isAffected ? ["INC-1"] : []);
  });

  test("nor is it about a service whose hours there are others, whatever else is known of it", () => {
    const gone = total("shop/web", 50, { lastAt: hourAt(20) });
    const { incidents } = computeReport({ ...burnt, totals: [gone], incidents: [incident(1, 10, 30)] });
    expect(incidents.list[0]?.services).toEqual([]);
  });

  test("the day that took most is not blamed on an incident of other hours", () => {
    const { burn } = computeReport({ ...burnt, incidents: [incident(1, 40.5, 30), incident(2, 40, 30)] });
    expect(burn?.worstDay?.incidentIds).toEqual(["INC-2"]);
  });

  test("the day that took most is named with what went on there", () => {
    expect(computeReport(burnt).burn?.worstDay).toMatchObject({ incidentIds: ["INC-1"] });
    expect(computeReport(facts({ totals: [total("shop/web", 0)] })).burn?.worstDay).toBeUndefined();
  });

  test("an hour that is not over yet is lost up to now", () => {
    const running = facts({
      totals: [total("shop/web", 10)],
      losses: [{ fromAt: NOW - 10 * MINUTE_MS, lengthMs: HOUR_MS, lostMs: 10 * MINUTE_MS }],
    });
    const { burn, lead } = computeReport(running);
    expect(burn?.points.at(-1)?.left).toBeCloseTo(lead?.left ?? 0, 9);
  });

  test("days that were not measured throughout are gaps, and neighbours are one", () => {
    const days = wholeDays().map((day, index) =>
      index === 3 || index === 4 ? { ...day, readMs: day.readMs - HOUR_MS } : day,
    );
    const report = computeReport(
      facts({ totals: [total("shop/web", 0)], coverage: { ...facts().coverage, days } }),
    );
    expect(report.burn?.gaps).toEqual([
      { fromAt: FROM + 3 * DAY_MS, toAt: FROM + 5 * DAY_MS, ms: 2 * HOUR_MS },
    ]);
  });
});

describe("time to mitigate", () => {
  test.each([
    { values: [3, 1, 2], median: 2 },
    { values: [4, 1, 2, 3], median: 2.5 },
    { values: [], median: undefined },
  ])("the median of $values is $median", ({ values, median }) => expect(medianOf(values)).toBe(median));

  const seven = [41, 22, 9, 68, 12, 14, 29].map((minutes, index) =>
    incident(index + 1, 1 + index * 12, minutes),
  );

  test("is over those where it is known, beside the period before", () => {
    const { mitigate } = computeReport(
      facts({ incidents: [...seven, incident(8, 3, undefined), incident(9, 120, 47)] }),
    );
    expect(mitigate).toMatchObject({
      known: 7,
      medianMs: 22 * MINUTE_MS,
      before: { medianMs: 47 * MINUTE_MS, known: 1 },
    });
    expect([mitigate.shortestMs, mitigate.longestMs]).toEqual([9 * MINUTE_MS, 68 * MINUTE_MS]);
  });

  test("each incident stands in the month it began in; six months for a quarter, twelve for a year", () => {
    const { months } = computeReport(facts({ incidents: seven })).mitigate;
    expect(months.map(({ monthAt }) => new Date(monthAt).getUTCMonth())).toEqual([5, 6, 7, 8, 9, 10]);
    expect(months.reduce((sum, { incidents }) => sum + incidents.length, 0)).toBe(7);
    expect(computeReport(facts({ days: 365 })).mitigate.months).toHaveLength(12);
  });

  test("one that was over before anybody felt it has no time to mitigate", () => {
    const early = incident(1, 3, undefined, {
      milestones: { "impact-started": NOW - DAY_MS, mitigated: NOW - 2 * DAY_MS },
    });
    expect(computeReport(facts({ incidents: [early] })).mitigate.known).toBe(0);
  });
});

describe("incidents", () => {
  test("one that was opened this very moment is of the period, or among those that are left out", () => {
    const { incidents, limits } = computeReport(
      facts({ incidents: [incident(1, 0, undefined), incident(2, 0, undefined, { severity: "SEV4" })] }),
    );
    expect(incidents.list.map(({ id }) => id)).toEqual(["INC-1"]);
    expect(limits).toContain("Incidents left out: one of SEV 4.");
  });

  test("dismissed, merged and SEV 4 are left out, and it is said", () => {
    const report = computeReport(
      facts({
        incidents: [
          incident(1, 3, 5),
          incident(2, 3, 5, { state: "dismissed" }),
          incident(3, 3, 5, { state: "merged" }),
          incident(4, 3, 5, { severity: "SEV4" }),
        ],
      }),
    );
    expect(report.incidents.list.map(({ id }) => id)).toEqual(["INC-1"]);
    expect(report.limits).toContain(
      "Incidents left out: one dismissed, one merged into others and one of SEV 4.",
    );
  });

  test("the period before is compared where Foghorn was there, and else not", () => {
    const incidents = [incident(1, 3, 5), incident(2, 100, 5)];
    expect(computeReport(facts({ incidents, firstIncidentAt: NOW - 200 * DAY_MS })).incidents.before).toBe(1);
    const young = { ...facts().coverage, since: new Map([[WEB as string, NOW - 20 * DAY_MS]]) };
    expect(computeReport(facts({ coverage: young })).incidents.before).toBeUndefined();
  });

  test("they began where their first symptom that nothing explains was", () => {
    const incidents = [incident(1, 3, 5), incident(2, 4, 5), incident(3, 5, 5), incident(4, 6, 5)];
    const symptoms = new Map(
      [
        aSymptom({ id: "s1", mode: "disk-full-data-root", part: "disk" }),
        aSymptom({ id: "s2", mode: "container-oom-killed", part: "ctrs" }),
        aSymptom({ id: "s3", mode: "storage-io-error", part: "disk" }),
      ].map((symptom) => [symptom.id, symptom]),
    );
    expect(computeReport(facts({ incidents, symptoms })).origins).toMatchObject([
      { group: "Storage", count: 2 },
      { group: "Containers", count: 1 },
      { group: "Not known", count: 1, titles: [] },
    ]);
  });

  test("an effect that was seen first is not where it began", () => {
    const both = incident(1, 3, 5, { symptomIds: ["s1", "s2"] as SymptomId[] });
    const effect = aSymptom({
      id: "s1",
      mode: "container-exit-error",
      part: "ctrs",
      sinceAt: NOW - 9,
      absorbedBy: "s2" as SymptomId,
    });
    const cause = aSymptom({ id: "s2", mode: "disk-full-data-root", part: "disk", sinceAt: NOW - 5 });
    const symptoms = new Map([effect, cause].map((symptom) => [symptom.id, symptom]));
    expect(computeReport(facts({ incidents: [both], symptoms })).origins).toMatchObject([
      { group: "Storage" },
    ]);
  });
});

describe("the sentence", () => {
  const two = [incident(1, 3, 20), incident(2, 4, 24)];
  const storage = new Map(
    ["s1", "s2"].map((id) => [id as SymptomId, aSymptom({ id, mode: "disk-full-data-root", part: "disk" })]),
  );
  test.each([
    {
      name: "nothing at all",
      about: {},
      says: "No service was measured. There was no incident.",
    },
    {
      name: "one service, one incident",
      about: { totals: [total("shop/web", 60)], incidents: [incident(1, 3, 29, { severity: "SEV2" })] },
      says: "shop/web met its target with 54 % of the error budget left. One incident, SEV 2, mitigated within 29 minutes.",
    },
    {
      name: "one that is not over",
      about: {
        totals: [total("shop/web", 900)],
        incidents: [incident(1, 0.01, undefined, { state: "active" })],
      },
      says: "shop/web missed its target: 99.305 % of 99.9 %. One incident, SEV 3, not mitigated yet.",
    },
    {
      name: "all met, some with incidents in one place",
      about: { totals: [total("a/a", 0), total("a/b", 10)], incidents: two, symptoms: storage },
      says: "Both services met their target; a/b has least of its error budget left, 92 %. Two incidents, none SEV 1; half were mitigated within 22 minutes. All of them began in storage.",
    },
    {
      name: "none was down",
      about: { totals: [total("a/a", 0), total("a/b", 0), total("a/c", 0)] },
      says: "All three services met their target, and none was down. There was no incident.",
    },
    {
      name: "a day of ninety is no quarter",
      about: {
        totals: [total("a/a", 0, { measuredMs: DAY_MS }), total("a/b", 0, { measuredMs: DAY_MS })],
      },
      says: "In the 24 h measured so far both services met their target, and none was down. There was no incident.",
    },
    {
      name: "some missed, few times known",
      about: {
        totals: [total("a/a", 0), total("a/b", 500), total("a/c", 600), total("a/d", 0)],
        incidents: [...two, incident(3, 9, undefined, { severity: "SEV1" })],
      },
      says: "Two of four services met their target; a/c and a/b missed it. Three incidents, one SEV 1; half of the two whose times are known were mitigated within 22 minutes.",
    },
  ])("$name", ({ about, says }) => expect(computeReport(facts(about)).sentence).toBe(says));
});

describe("a budget that burns now", () => {
  const burningIn = (window: "hour" | "fiveMinutes", service: string, lostMinutes: number) => {
    const measuredMs = RATE_WINDOWS[window];
    return {
      ...total(service, lostMinutes),
      measuredMs,
      wantedMs: measuredMs,
      upMs: measuredMs - lostMinutes * MINUTE_MS,
    };
  };
  const burningNow = (...services: readonly string[]) => ({
    ...NO_WINDOWS,
    hour: services.map((service, index) => burningIn("hour", service, 2 + index)),
    fiveMinutes: services.map((service) => burningIn("fiveMinutes", service, 1)),
  });

  test("is told right after the verdict", () => {
    const [one] = [facts({ totals: [total("shop/web", 10)], recent: burningNow("shop/web") })];
    expect(computeReport(one).sentence).toMatch(
      /left\. shop\/web burns its budget now, 33 times as fast as allowed over the last hour\. There was/,
    );
    const two = facts({
      totals: [total("shop/web", 10), total("shop/db", 0)],
      recent: burningNow("shop/web", "shop/db"),
    });
    expect(computeReport(two).sentence).toContain(
      "shop/web and shop/db burn their budgets now, shop/db 50 times as fast as allowed over the last hour.",
    );
  });

  test("is told of nobody who lost nothing", () => {
    expect(computeReport(facts({ totals: [total("shop/web", 10)] })).sentence).not.toContain("burn");
  });
});

describe("what the figures cannot say", () => {
  const totals = [total("shop/web", 0)];
  const coverage = facts().coverage;

  test("that they are of a recording, before everything else", () => {
    const recording = { name: "a night in the lab", recordedAt: NOW - 20 * DAY_MS };
    const whole = computeReport(facts({ totals, recording }));
    expect(whole.recording).toEqual(recording);
    expect(whole.limits[0]).toBe(
      "All of this is a recording (a night in the lab, made 29 Oct): nobody's service was up or down.",
    );
    const part = computeReport(facts({ totals, recording: { ...recording, hostCount: 12 } }));
    expect(part.limits[0]).toMatch(/^Twelve engines are a recording \(/);
  });

  test("how many containers there should be, where no label says it", () => {
    const both = [...totals, total("shop/db", 0)];
    const saying = (labelled: readonly string[]) =>
      computeReport(facts({ totals: both, labelled: new Set(labelled) })).limits.find((limit) =>
        limit.includes("foghorn.replicas"),
      );
    expect(saying([])).toMatch(/^How many containers there should be is not known of these services:/);
    expect(saying(["shop/db"])).toMatch(/ not known of one of two services:/);
    expect(saying(["shop/db", "shop/web"])).toMatch(/^Missing containers count as down/);
  });

  test("since when they are known, where that is less than the period", () => {
    const since = new Map([[WEB as string, NOW - 15 * DAY_MS]]);
    expect(computeReport(facts({ totals, coverage: { ...coverage, since } })).limits[0]).toBe(
      "Availability is known since 3 Nov 09:00: 15 d of 90 d.",
    );
    expect(computeReport(facts({ totals, oldestKeptAt: NOW - 30 * DAY_MS })).limits[0]).toMatch(
      /^Availability is known since 19 Oct/,
    );
  });

  test("that Foghorn was not running, which is missing of every host", () => {
    const dayAt = FROM + 5 * DAY_MS;
    const days = wholeDays({ dayAt, watchedMs: DAY_MS - 14 * MINUTE_MS, readMs: DAY_MS - 14 * MINUTE_MS });
    expect(computeReport(facts({ totals, coverage: { ...coverage, days } })).limits[0]).toBe(
      "Foghorn itself was not running for 14 min (26 Aug). That time counts as neither good nor bad.",
    );
    const other = wholeDays().map((day) => ({ ...day, hostId: "web-2" as HostId }));
    const two = {
      ...coverage,
      days: [...days, ...other],
      since: new Map([...coverage.since, ["web-2", FROM - DAY_MS]]),
      watched: new Set([WEB, "web-2"]),
    };
    expect(computeReport(facts({ totals, coverage: two })).limits.join()).not.toContain("not running");
  });

  test("which hosts could not be read", () => {
    const days = wholeDays({ dayAt: FROM + 5 * DAY_MS, readMs: DAY_MS - 31 * MINUTE_MS });
    expect(computeReport(facts({ totals, coverage: { ...coverage, days } })).limits[0]).toBe(
      "Not readable, and counted as neither good nor bad: web-1 for 31 min.",
    );
  });

  test("a host that was taken out of the file is missed by nobody afterwards", () => {
    const gone = { ...coverage, days: wholeDays().slice(0, 10), watched: new Set<string>() };
    expect(computeReport(facts({ totals, coverage: gone })).limits.join()).not.toContain("not running");
  });

  test("times that a person set, and those that nobody confirmed", () => {
    const byHand = incident(1, 3, 5, { estimates: { mitigated: { by: "Ada" } } });
    const byReadings = incident(2, 3, 5, { estimates: { mitigated: { by: "Ada", basis: "readings" } } });
    const open = incident(3, 3, undefined, { milestones: { detected: NOW - DAY_MS, resolved: NOW } });
    const { limits } = computeReport(facts({ incidents: [byHand, byReadings, open] }));
    expect(limits).toContain("Times of one incident were set by a person; its ring is dashed.");
    expect(limits).toContain(
      "Of one incident nobody confirmed when the impact began or ended: it has no time to mitigate.",
    );
  });

  test("where availability is measured, and whether there is a health check", () => {
    const both = [...totals, total("shop/db", 0)];
    const saying = (checked: readonly string[]) =>
      computeReport(facts({ totals: both, checked: new Set(checked) })).limits.find((limit) =>
        limit.includes("at the containers"),
      );
    expect(saying(["shop/web", "shop/db"])).toMatch(/passes its health check\.$/);
    expect(saying(["shop/web"])).toMatch(/; one of two services has none now, and is up whenever it runs\.$/);
    expect(saying([])).toMatch(/; none of these services has one, so they are up whenever they run\.$/);
  });
});
