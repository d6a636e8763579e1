import { expect, test } from "vitest";
import type { IncidentSummary } from "#lib/protocol/incident-views.ts";
import { AT, aSymptom } from "../test-views.ts";
import { searchPalette } from "./palette-items.ts";
import { actionItems, containerItem, incidentItems, symptomItems } from "./palette-now.ts";

const targets = (items: ReturnType<typeof symptomItems>) => items.map(({ target }) => target);

test("an open symptom leads to its host, and an operator may open an incident from it", () => {
  const items = symptomItems([aSymptom({ id: "s1", hostId: "web-1" })], "operator");
  expect(targets(items)).toEqual([
    { kind: "page", href: "/hosts/web-1?part=dockerd" },
    { kind: "open-incident", symptomId: "s1" },
  ]);
});

test("a viewer is offered nothing that changes something", () => {
  expect(targets(symptomItems([aSymptom({ hostId: "web-1" })], "viewer"))).toEqual([
    { kind: "page", href: "/hosts/web-1?part=dockerd" },
  ]);
});

test("one that has an incident leads there", () => {
  const items = symptomItems([aSymptom({ hostId: "web-1", incidentId: "INC-0007" })], "operator");
  expect(targets(items)[1]).toEqual({ kind: "page", href: "/incidents/INC-0007" });
});

test("pages stand before tickets, the oldest first; what is explained or muted is left out", () => {
  const items = symptomItems(
    [
      aSymptom({ id: "t", severity: "ticket", sinceAt: AT - 90_000 }),
      aSymptom({ id: "late", sinceAt: AT - 1_000 }),
      aSymptom({ id: "early", sinceAt: AT - 9_000 }),
      aSymptom({ id: "under", absorbedBy: aSymptom({ id: "early" }).id }),
      aSymptom({ id: "muted", mute: { id: "m", until: AT, by: "Ada", reason: "known" } }),
    ],
    "viewer",
  );
  expect(items.map(({ id }) => id)).toEqual(["symptom-early", "symptom-late", "symptom-t"]);
});

test("what the screen beneath can do is offered with its key, before anything is typed", () => {
  const run = () => undefined;
  const items = actionItems([
    { keys: "R", does: "resolve", run, isAction: true },
    { keys: "j", does: "next step", run },
  ]);
  expect(items.map(({ text, note, target }) => [text, note, target])).toEqual([
    ["Resolve", "Shift R", { kind: "key", keys: "R" }],
  ]);
  expect(searchPalette(items, "")).toEqual(items);
});

test("open incidents are offered, those that are over are only found", () => {
  const incident = (id: string, state: IncidentSummary["state"]) =>
    ({ id, state, title: "dockerd hung", openedAt: AT }) as unknown as IncidentSummary;
  const items = incidentItems([incident("INC-0002", "active"), incident("INC-0001", "closed")]);
  expect(searchPalette(items, "").map(({ id }) => id)).toEqual(["INC-0002"]);
  expect(items[0]?.note).toBe("mitigating"); // the word its room has for it
  expect(searchPalette(items, "hung").map(({ id }) => id)).toEqual(["INC-0002", "INC-0001"]);
});

test("a hostile name is the text of its row and no part of an address", () => {
  const name = '"><img src=x onerror=alert(1)>\u202e../../audit';
  const container = containerItem(
    { hostId: "web-1", id: "a".repeat(64), name, state: "running" },
    "operator",
  );
  expect(container).toMatchObject({
    text: name,
    target: { href: `/hosts/web-1/containers/${"a".repeat(64)}/logs` },
  });
  const [row] = symptomItems([aSymptom({ hostId: "web-1", subject: name })], "operator");
  expect(row?.text).toContain(name);
  expect(row?.target).toEqual({ kind: "page", href: "/hosts/web-1?part=dockerd" });
  expect(searchPalette([container], "(+[").length).toBe(0);
});

test("many symptoms leave room for the places below them", () => {
  const symptoms = Array.from({ length: 60 }, (_, index) => aSymptom({ id: `s${index}` }));
  const place = { id: "go", group: "Go to", text: "Watch", target: { kind: "page", href: "/" } } as const;
  const shown = searchPalette([...symptomItems(symptoms, "viewer"), place], "");
  expect(shown.filter(({ group }) => group === "Symptoms")).toHaveLength(8);
  expect(shown.at(-1)?.id).toBe("go");
});
