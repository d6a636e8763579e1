import { expect, test } from "vitest";
import { PART_IDS, PART_NAMES } from "#lib/domain/anatomy.ts";
import type { IncidentId } from "#lib/domain/ids.ts";
import type { IncidentState, Milestones } from "#lib/domain/incident.ts";
import { aSymptom, T0 } from "#lib/domain/incidents/testing/builders.ts";
import { MINUTE_MS } from "#lib/domain/time.ts";
import type { SharedTimeline } from "#lib/protocol/incident-views.ts";
import {
  drawnOf,
  effectsOf,
  headOf,
  orderOfParts,
  partsInWords,
  partsOfShared,
  partsOver,
  printedFootOf,
  standingOf,
} from "./shared-parts.ts";

test("a part that nobody saw is not drawn as healthy, unless a symptom names it", () => {
  const parts = partsOfShared([aSymptom()], ["tls", "dockerd", "sock"]);
  expect(parts).toMatchObject({ tls: "stale", dockerd: "fault", sock: "hit", disk: "ok" });
});

test("when nothing of it is found any more the picture is that of the past, whatever the state of the incident", () => {
  const over = [
    aSymptom({ part: "dockerd", state: "recovering", recoveringAt: T0 + 1_000 }),
    aSymptom({ part: "sock", state: "cleared", clearedAt: T0 + 4_000 }),
  ];
  expect(drawnOf(over, false)).toEqual({ drawn: over, gone: [], isPast: true, endedAt: T0 + 4_000 });
  // Resolved while a symptom is still there: nobody knows its end.
  expect(drawnOf([aSymptom()], true)).toMatchObject({ isPast: true, endedAt: undefined });
});

test("a part that is over is not drawn as failed while another is lit, and is told with its end", () => {
  const lit = aSymptom({ part: "sock" });
  const over = aSymptom({ part: "dockerd", state: "cleared", clearedAt: T0 + 4_000 });
  const { drawn, gone, isPast } = drawnOf([over, lit], false);
  expect(isPast).toBe(false);
  expect(drawn).toEqual([lit]);
  expect(partsOfShared(drawn, [])).toMatchObject({ sock: "fault", disk: "ok" });
  expect(partsOver(gone, drawn, clock).map(({ words }) => words)).toEqual([
    `Over since ${clock(T0 + 4_000)}: ${PART_NAMES.dockerd}`,
  ]);
  // Lit again by another symptom, it is not over.
  expect(partsOver([over], [aSymptom({ part: "dockerd" })], clock)).toEqual([]);
});

test("an effect of what is over is told in the past, with its end", () => {
  const blast = { affected: ["every caller waits"], parts: [], notAffected: ["4 containers run"] };
  const over = aSymptom({ state: "cleared", recoveringAt: T0, blast });
  expect(effectsOf([over], ({ affected }) => affected)).toEqual([{ text: "every caller waited", until: T0 }]);
  expect(effectsOf([aSymptom({ blast })], ({ affected }) => affected)).toEqual([
    { text: "every caller waits", until: undefined },
  ]);
});

const clock = (at: number) => new Date(at).toISOString().slice(11, 19);
const anIncident = (state: IncidentState, milestones: Milestones = {}): SharedTimeline["incident"] => ({
  id: "INC-0001" as IncidentId,
  title: "dockerd hung",
  state,
  severity: "SEV2",
  openedAt: T0,
  milestones,
  headHash: "",
});

test("a mitigated incident is headed by that, without the red of one that is open", () => {
  const head = (state: IncidentState, live?: "on") =>
    headOf({ incident: anIncident(state), ...(live && { live }) }, T0 + 16 * MINUTE_MS, clock);
  const at = clock(T0 + 16 * MINUTE_MS);
  expect(head("mitigated")).toEqual({ mark: "was-ticked", words: `Mitigated, not yet resolved at ${at}` });
  expect(head("active")).toEqual({ mark: "page", words: `Open at ${at}` });
  expect(head("active", "on")).toEqual({ mark: "page", words: "Open, 16m 00s so far" });
  expect(head("resolved")).toEqual({ mark: "ticked", words: "Resolved" });
});

test("each printed page says of when it is, and that it is of a recording", () => {
  const incident = anIncident("active");
  const at = Date.parse("2026-11-18T03:24:08Z");
  expect(printedFootOf({ incident }, at)).toBe("INC-0001, read-only timeline, as of 2026-11-18 03:24 UTC");
  const recording = { name: "harbour", recordedAt: T0 };
  expect(printedFootOf({ incident, recording }, at)).toBe(
    "INC-0001, read-only timeline of a recording, as of 2026-11-18 03:24 UTC",
  );
});

test("whether it is over is said in a sentence, and of a snapshot as of its time", () => {
  const milestones = { "impact-started": T0, mitigated: T0 + MINUTE_MS, resolved: T0 + 2 * MINUTE_MS };
  const told = (state: IncidentState, live?: "on") =>
    standingOf({ incident: anIncident(state, milestones), ...(live && { live }) }, T0, clock);
  expect(told("resolved")).toBe(
    `It is over: resolved at ${clock(T0 + 2 * MINUTE_MS)}, 2 min 00 s after it began.`,
  );
  expect(told("mitigated")).toContain(`any more since ${clock(T0 + MINUTE_MS)}.`);
  expect(told("active", "on")).toBe("It is not over. People are working on it.");
  expect(told("active")).toBe(`It was not over at ${clock(T0)}. People were working on it.`);
});

test("the picture is told in words as well: each part once, what failed in its order", () => {
  const symptoms = [
    aSymptom({ part: "sock", sinceAt: T0 + 5_000, blast: { affected: [], parts: [], notAffected: [] } }),
    aSymptom({ part: "dockerd", sinceAt: T0, blast: { affected: [], parts: ["disk"], notAffected: [] } }),
  ];
  const order = orderOfParts(symptoms);
  const told = partsInWords(partsOfShared(symptoms, ["tls"]), order);
  expect(told.map(({ state }) => state)).toEqual(["fault", "hit", "stale", "ok"]);
  expect(told[0]?.words).toBe(`Failed: 1 ${PART_NAMES.dockerd}, 2 ${PART_NAMES.sock}`);
  expect(told[1]?.words).toBe(`Cut off by that: ${PART_NAMES.disk}`);
  const all = told.map(({ words }) => words).join("; ");
  for (const id of PART_IDS) expect(all).toContain(PART_NAMES[id]);
  expect(orderOfParts(symptoms.slice(1))).toEqual([]);
});

test("what is over was not as it should be", () => {
  const states = partsOfShared([aSymptom({ severity: "ticket", part: "disk" })], []);
  const warned = (isPast: boolean) =>
    partsInWords(states, [], isPast).find(({ state }) => state === "warn")?.words;
  expect(warned(false)).toBe(`Not as it should be: ${PART_NAMES.disk}`);
  expect(warned(true)).toBe(`Was not as it should be: ${PART_NAMES.disk}`);
});
