import { expect, test } from "vitest";
import { INCIDENT_SETTINGS } from "../../domain/incidents/settings.ts";
import { DAY_MS } from "../../domain/time.ts";
import { openIncidentSettings } from "./incident-settings.ts";

const stored = new Map<string, string>();
const open = () =>
  openIncidentSettings(
    {
      get: async (key) => stored.get(key),
      set: async (key, value) => void stored.set(key, value),
    },
    { now: () => 0 },
    () => undefined,
  );

test("what an admin chose is in force and outlasts a restart; what nobody chose is the usual", async () => {
  const { changeIncidents } = await open();
  await changeIncidents({ keepUptimeMs: 90 * DAY_MS });
  expect((await open()).incidents()).toEqual({ ...INCIDENT_SETTINGS, keepUptimeMs: 90 * DAY_MS });
});

test("a list of words is kept tidy, and who tells by it hears of another", async () => {
  const heard: string[] = [];
  const settings = await openIncidentSettings(
    { get: async () => undefined, set: async () => undefined },
    { now: () => 0 },
    (before, now) => heard.push(`${before.ownWords.length} ${now.ownWords.length}`),
  );
  expect((await settings.changeIncidents({ ownWords: [" Acme ", "acme", ""] })).ownWords).toEqual(["Acme"]);
  expect(heard).toEqual(["0 1"]);
});

test.each([
  { change: { ownWords: ["x"] }, says: /too short/ },
  {
    change: { ownWords: Array.from({ length: 101 }, (_, index) => `word${index}`) },
    says: /holds 100 words/,
  },
  { change: { keepUptimeMs: 29 * DAY_MS }, says: /30 to 1,100 days/ },
  { change: { keepUptimeMs: 1_101 * DAY_MS }, says: /30 to 1,100 days/ },
  { change: { mitigateWithinMs: 2 * DAY_MS }, says: /at most a day/ },
  { change: { reopenWithinMs: 2 * DAY_MS }, says: /within a day/ },
])("$change is refused and changes nothing", async ({ change, says }) => {
  const settings = await open();
  const before = settings.incidents();
  await expect(settings.changeIncidents(change)).rejects.toThrow(says);
  expect(settings.incidents()).toEqual(before);
});
