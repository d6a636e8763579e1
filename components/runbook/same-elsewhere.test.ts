import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { HostId } from "#lib/domain/ids.ts";
import { anIncident, aSymptom } from "#lib/domain/incidents/testing/builders.ts";
import type { Runbook } from "#lib/domain/runbook.ts";
import type { SymptomState } from "#lib/domain/symptom.ts";
import type { ChecklistView, IncidentDetail } from "#lib/protocol/incident-views.ts";
import { SameElsewhere } from "./same-elsewhere.tsx";

const on = (hostId: string, state: SymptomState = "raised") => ({
  ...aSymptom({ id: `s-${hostId}`, hostId, subject: "shop-api-1", mode: "container-unhealthy", state }),
  absorbs: [],
  chain: [],
});
const list = {
  runbook: { id: "container-unhealthy", symptoms: ["container-unhealthy"] } as unknown as Runbook,
  on: { hostId: "web-1" as HostId, subject: "shop-api-1" },
  symptomId: "s-web-1",
  steps: [],
  commands: {},
} satisfies ChecklistView;

const textOf = (symptoms: readonly ReturnType<typeof on>[], more: readonly ChecklistView[] = []): string => {
  const incident = {
    ...anIncident(),
    symptoms,
    checklists: [list, ...more],
  } as unknown as IncidentDetail;
  return renderToStaticMarkup(createElement(SameElsewhere, { list, incident, canWrite: true }))
    .replace(/<[^>]+>/g, "")
    .replace(/\s+/g, " ");
};

test("where the same is wrong on another host a checklist says what it is for and what it does not follow", () => {
  const text = textOf([on("web-1"), on("web-2")]);
  expect(text).toContain("for shop-api-1 on web-1");
  expect(text).toContain("wrong with another");
  expect(text).toContain("Steps for shop-api-1 on web-2");
});

test("it says nothing where it is alone, the other is over, or has a checklist of its own", () => {
  expect(textOf([on("web-1")])).toBe("");
  expect(textOf([on("web-1"), on("web-2", "cleared")])).toBe("");
  expect(textOf([on("web-1"), on("web-2")], [{ ...list, symptomId: "s-web-2" }])).toBe("");
});

test("what came back as another symptom has the checklist of the one before", () => {
  const place = { hostId: "web-2" as HostId, subject: "shop-api-1" };
  const earlier = { ...list, on: place, symptomId: "s-earlier" };
  expect(textOf([on("web-1"), on("web-2")], [earlier])).toBe("");
});
