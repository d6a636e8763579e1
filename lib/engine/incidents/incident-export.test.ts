import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { IncidentId } from "../../domain/ids.ts";
import { canonicalJson } from "../../domain/incidents/canonical-json.ts";
import { aSymptom, T0 } from "../../domain/incidents/testing/builders.ts";
import { entryHash, genesisHash } from "../../domain/timeline-hash.ts";
import { IncidentExport } from "../../protocol/incident-export/incident-export.ts";
import { incidentId, withOneIncident, world } from "./testing/one-incident.ts";
import { ADA, line } from "./testing/world.ts";

withOneIncident();

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const note = (markdown: string, clientKey: string) =>
  world.incidents.commands.addNote({ incidentId, markdown, visibility: "internal", clientKey, by: ADA });
const fileText = async () => (await world.incidents.queries.incidentFile(incidentId))?.json ?? "";
const read = async () => IncidentExport.parse(JSON.parse(await fileText()));

test("the file keeps to its schema and tells every entry, also of what was done by runbook and by hand", async () => {
  await note("It hangs", "1");
  await world.rows(line("dockerd is gone", T0 + 1_000));
  await world.report([aSymptom({ state: "cleared", clearedAt: T0 + 9_000 }), "cleared", T0 + 9_000]);
  await world.incidents.commands.acknowledge({ incidentId, by: ADA });
  const file = await read();
  expect(file.timeline.entries.map(({ body }) => body.kind)).toEqual(await world.kindsOf(incidentId));
  expect(file.timeline.headSeq).toBe(file.timeline.entries.length);
  expect(file.checklists[0]?.steps.map(({ stepId }) => stepId)).toEqual(["answers", "tell"]);
  expect(file.figures.map(({ abbreviation }) => abbreviation)).toEqual(["TTD", "TTA", "TTM", "TTR"]);
  expect(file.figures[0]).toMatchObject({ unknownBecause: "impact is pending" });
});

test("whoever has the file can follow the chain to its last hash, and see that nothing of the file is missing", async () => {
  await note("It was hunter2", "1");
  const file = await read();
  let hash = genesisHash(incidentId, sha256);
  for (const { hash: told, body, isAsWritten, ...entry } of file.timeline.entries) {
    hash = entryHash(hash, { incidentId, ...entry } as Parameters<typeof entryHash>[1], sha256);
    expect(told).toBe(hash);
    expect(sha256(canonicalJson(body)) === entry.bodyDigest).toBe(isAsWritten);
  }
  expect(hash).toBe(file.timeline.headHash);
  const { digest, ...rest } = file;
  expect(sha256(canonicalJson(rest))).toBe(digest);
});

test("a secret is not in the file, nor what was edited, removed or erased; each says that it is not as it was written", async () => {
  const { seq } = await note("It was hunter2", "1");
  const edited = await note("First text", "2");
  await world.incidents.commands.editNote({
    incidentId,
    seq: edited.seq,
    from: edited.seq,
    markdown: "Last text",
    by: ADA,
  });
  const removed = await note("Wrong room", "4");
  await world.incidents.commands.removeNote({ incidentId, seq: removed.seq, by: ADA, isAdmin: false });
  const text = await fileText();
  expect(text).not.toMatch(/hunter2|First text|Wrong room/);
  const { timeline, redactions } = await read();
  const entry = (at: number) => timeline.entries[at - 1];
  expect(entry(seq)).toMatchObject({ body: { markdown: "It was [redacted]" }, isAsWritten: false });
  expect(entry(edited.seq)).toMatchObject({ body: { markdown: "Last text" }, isAsWritten: false });
  expect(entry(removed.seq)).toMatchObject({ body: { kind: "removed" }, isAsWritten: false });
  expect(entry(1)).toMatchObject({ body: { kind: "incident.opened" }, isAsWritten: true });
  expect(redactions).toEqual([{ rule: "password", count: 1 }]);
});

test("an incident that does not exist has no file", async () => {
  expect(await world.incidents.queries.incidentFile("INC-9999" as IncidentId)).toBeUndefined();
});
