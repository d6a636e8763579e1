import { expect, test } from "vitest";
import { createWorld } from "../engine/incidents/testing/world.ts";
import { checkImport } from "./check-import.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

test("a file is read in a thread of its own: what is whole comes back, what is not comes back with the reason", async () => {
  const world = await createWorld();
  try {
    const incidentId = await world.openOne();
    const { json = "" } = (await world.incidents.queries.incidentFile(incidentId)) ?? {};
    expect(await checkImport(bytesOf(json))).toMatchObject({ kind: "whole", file: { incidentId } });
    expect(await checkImport(bytesOf(json.replace('"state"', '"stale"')))).toEqual({
      kind: "refused",
      why: expect.stringMatching(
        /^it does not keep to its schema at incident.state: Invalid option: expected one of/,
      ),
    });
  } finally {
    await world.close();
  }
});
