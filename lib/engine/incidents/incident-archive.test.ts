import { expect, test } from "vitest";
import { IncidentExport } from "../../protocol/incident-export/incident-export.ts";
import { HOST } from "../testing/rows.ts";
import { incidentId, withOneIncident, world } from "./testing/one-incident.ts";
import { ADA } from "./testing/world.ts";

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 7, 7]);

withOneIncident();

async function attach(name: string, data: Uint8Array): Promise<number> {
  const input = { incidentId, name, sizeBytes: data.length, offset: 0, data, by: ADA } as const;
  const entry = await world.incidents.commands.attachPart({
    ...input,
    visibility: "internal",
    clientKey: name,
  });
  return entry?.seq ?? 0;
}

async function files(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const found = new Map<string, string | Uint8Array>();
  const archive = await world.incidents.queries.archive(incidentId);
  for await (const { name, content } of archive?.files ?? []) found.set(name, content);
  return found;
}

test("everything of an incident is in its archive, each in its place, and no secret of a text", async () => {
  const log = await attach("stacks.log", new TextEncoder().encode("goroutine 1\npassword hunter2\n"));
  const graph = await attach("graph.png", PNG);
  const lines = [{ at: world.now, text: "it was hunter2" }];
  const { seq } = await world.incidents.commands.pinLines({
    incidentId,
    hostId: HOST,
    source: "../../docker.service",
    lines,
    visibility: "internal",
    clientKey: "1",
    by: ADA,
  });
  const evidence = {
    id: "ev-1-of-many",
    hostId: HOST,
    subject: "api",
    title: "Last lines of api",
    capturedAt: world.now,
    lines: [{ timeNano: "1799919000123456789", stream: "stderr", text: "hunter2 refused" }],
    inspect: '{"Env":["hunter2"]}',
  };
  await world.stores.evidence.save(evidence);
  await world.incidents.intake.evidenceCaptured(evidence);
  const found = await files();
  const number = (of: number) => String(of).padStart(5, "0");
  expect([...found.keys()]).toEqual([
    "INC-0001/README.txt",
    "INC-0001/postmortem.md",
    "INC-0001/postmortem.html",
    "INC-0001/incident.json",
    `INC-0001/attachments/${number(log)}-stacks.log`,
    `INC-0001/attachments/${number(graph)}-graph.png`,
    `INC-0001/pinned/${number(seq)}-web-1-.-.-docker.service.txt`,
    "INC-0001/evidence/2027-01-14-093100-web-1-api-ev-1-of.txt",
    "INC-0001/evidence/2027-01-14-093100-web-1-api-ev-1-of-inspect.json",
  ]);
  expect(found.get(`INC-0001/attachments/${number(log)}-stacks.log`)).toBe(
    "goroutine 1\npassword [redacted]\n",
  );
  expect(found.get(`INC-0001/attachments/${number(graph)}-graph.png`)).toEqual(PNG);
  expect(found.get("INC-0001/evidence/2027-01-14-093100-web-1-api-ev-1-of.txt")).toContain(
    "123456789 stderr  [redacted] refused",
  );
  const texts = [...found.values()].filter((content) => typeof content === "string").join("\n");
  expect(texts).not.toContain("hunter2");
  const json = found.get("INC-0001/incident.json");
  expect(IncidentExport.parse(JSON.parse(String(json))).incident.id).toBe(incidentId);
});

test("what was erased is in no archive made from then on", async () => {
  const seq = await attach("keys.txt", new TextEncoder().encode("the panel opens with 1234"));
  await world.incidents.commands.eraseEntry({ incidentId, seq, reason: "a code", by: ADA, isAdmin: true });
  expect([...(await files()).keys()].filter((name) => name.includes("attachments/"))).toEqual([]);
});

test("what is played from a recording says so in every form, and names no host of it", async () => {
  world.recording = { name: "harbour, pier", recordedAt: Date.UTC(2026, 10, 21, 17, 50, 26) };
  const found = await files();
  const words = "From a recording made 2026-11-21 17:50:26 UTC and played again";
  for (const name of ["README.txt", "postmortem.md", "postmortem.html"])
    expect(found.get(`INC-0001/${name}`), name).toContain(words);
  expect(found.get("INC-0001/postmortem.html")).toContain("INC-0001, postmortem of a recording, as of");
  const json = JSON.parse(String(found.get("INC-0001/incident.json")));
  expect(IncidentExport.parse(json).recording).toEqual({ recordedAt: world.recording.recordedAt });
  expect([...found.values()].join("\n")).not.toContain("harbour");
});
