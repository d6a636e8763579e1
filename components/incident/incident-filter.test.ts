import { expect, test } from "vitest";
import type { IncidentId, UserId } from "#lib/domain/ids.ts";
import { emptyIncident } from "#lib/domain/incidents/apply-entry.ts";
import { DAY_MS } from "#lib/domain/time.ts";
import type { ImportedSummary } from "#lib/protocol/imported-views.ts";
import type { IncidentSummary } from "#lib/protocol/incident-views.ts";
import { aSymptom } from "../test-views.ts";
import {
  addressOf,
  causeWords,
  inListOrder,
  looseSymptoms,
  matches,
  matchesImported,
  NEUTRAL,
  readFilter,
} from "./incident-filter.ts";

const NOW = Date.UTC(2026, 10, 18, 3, 24, 8);
const anIncident = (
  rest: Partial<Omit<IncidentSummary, "id">> & { readonly id?: string } = {},
): IncidentSummary => ({
  ...emptyIncident("INC-0412" as IncidentId, 412, ""),
  title: "dockerd hung on fra1-app-07",
  state: "active",
  severity: "SEV2",
  openedAt: NOW - 600_000,
  headSeq: 1,
  parts: {},
  openSymptoms: 1,
  ...rest,
  id: (rest.id ?? "INC-0412") as IncidentId,
});

test("a view is an address, and the address is the view", () => {
  const filter = { ...NEUTRAL, state: "open", cause: "dockerd", text: "fra1 hung" } as const;
  const address = addressOf(filter);
  expect(readFilter(new URL(address, "http://x").searchParams)).toEqual(filter);
});

test("neutral filters leave the address alone, and nonsense in it filters nothing", () => {
  expect(addressOf(NEUTRAL)).toBe("/incidents");
  expect(readFilter(new URLSearchParams("state=broken&severity=9&since=x"))).toEqual(NEUTRAL);
});

test("an open incident is shown however long ago it began", () => {
  const old = anIncident({ openedAt: NOW - 40 * DAY_MS });
  const filter = { ...NEUTRAL, since: "7d" } as const;
  expect(matches(old, filter, NOW)).toBe(true);
  expect(matches({ ...old, state: "closed" }, filter, NOW)).toBe(false);
});

test("words are looked for in number, title, lead and hosts, all of them", () => {
  const incident = anIncident({ lead: "Ada" });
  expect(matches(incident, { ...NEUTRAL, text: "ada hung" }, NOW)).toBe(true);
  expect(matches(incident, { ...NEUTRAL, text: "ada disk" }, NOW)).toBe(false);
});

test("open ones come first by age, then what is over with the newest first", () => {
  const list = inListOrder([
    anIncident({ id: "INC-1", state: "closed", openedAt: NOW - 3_000 }),
    anIncident({ id: "INC-2", openedAt: NOW - 1_000 }),
    anIncident({ id: "INC-3", openedAt: NOW - 2_000 }),
    anIncident({ id: "INC-4", state: "closed", openedAt: NOW - 2_500 }),
  ]);
  expect(list.map(({ id }) => id)).toEqual(["INC-3", "INC-2", "INC-4", "INC-1"]);
});

test("only parts that are broken are a cause, and without one it is said so", () => {
  expect(causeWords({ parts: { dockerd: "fault", sock: "hit" } })).toBe("dockerd");
  expect(causeWords({ parts: { sock: "hit" } })).toBe("Cause not found yet");
});

test("where it began stays once nothing is lit any more, and can be filtered for", () => {
  const recovered = anIncident({ openSymptoms: 0, partsBefore: { dockerd: "fault", sock: "hit" } });
  expect(causeWords(recovered)).toBe("dockerd");
  expect(matches(recovered, { ...NEUTRAL, cause: "dockerd" }, NOW)).toBe(true);
  expect(matches(recovered, { ...NEUTRAL, cause: "sock" }, NOW)).toBe(false);
});

test("a page without an incident is one that is raised, explained by nothing and not taken", () => {
  const loose = looseSymptoms([
    aSymptom({ id: "a" }),
    aSymptom({ id: "b", incidentId: "INC-1" }),
    aSymptom({ id: "c", state: "seen" }),
    aSymptom({ id: "d", severity: "ticket" }),
  ]);
  expect(loose.map(({ id }) => id)).toEqual(["a"]);
});

test("a site is that of the hosts, and an incident without a host of it is none of it", () => {
  const filter = { ...NEUTRAL, site: "fra1" };
  const sites = new Map([["web-1", "fra1"]]);
  const on = (...hostIds: string[]) =>
    matches(anIncident({ hostIds: hostIds as unknown as IncidentSummary["hostIds"] }), filter, NOW, sites);
  expect([on("web-1"), on("db-1", "web-1"), on("db-1"), on()]).toEqual([true, true, false, false]);
  expect(readFilter(new URL(addressOf(filter), "http://x").searchParams)).toEqual(filter);
});

test("an import is shown among all and among imports, and by no filter about hosts and people of this Foghorn", () => {
  const imported: ImportedSummary = {
    id: "i-1",
    incidentId: "INC-0007",
    title: "Shop is slow",
    state: "resolved",
    severity: "SEV3",
    openedAt: NOW - 2 * DAY_MS,
    entryCount: 3,
    fileName: "berlin.json",
    importedAt: NOW,
    importedBy: { userId: "u" as UserId, name: "Ada" },
  };
  const isShown = (filter: Partial<typeof NEUTRAL>) =>
    matchesImported(imported, { ...NEUTRAL, ...filter }, NOW);
  expect(isShown({})).toBe(true);
  expect(isShown({ state: "imported", severity: "SEV3", since: "7d", text: "slow berlin" })).toBe(true);
  expect(isShown({ state: "open" })).toBe(false);
  expect(isShown({ state: "closed" })).toBe(false);
  expect(isShown({ severity: "SEV1" })).toBe(false);
  expect(isShown({ since: "1d" })).toBe(false);
  expect(isShown({ text: "fast" })).toBe(false);
  expect(isShown({ lead: "Ada" })).toBe(false);
  expect(isShown({ cause: "dockerd" })).toBe(false);
  expect(matches(anIncident(), { ...NEUTRAL, state: "imported" }, NOW)).toBe(false);
});
