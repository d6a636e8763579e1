import { expect, test } from "vitest";
import type { Vital } from "../../domain/detect/vitals.ts";
import { HOST } from "../testing/rows.ts";
import { incidentId as id, withOneIncident, world } from "./testing/one-incident.ts";
import { ADA } from "./testing/world.ts";

withOneIncident();

const LATENCY: Vital = {
  id: "list-latency",
  name: "API latency, list",
  value: "no answer",
  usual: "18 ms",
  state: "broken",
  points: [
    { at: 1, value: 18 },
    { at: 2, value: null },
  ],
};
const pin = (vital: string, clientKey = "key-00001") =>
  world.incidents.commands.pinReading({
    incidentId: id,
    hostId: HOST,
    vital,
    visibility: "shared",
    clientKey,
    by: ADA,
  });

test("a reading is frozen as the server has it, with its usual value and the minutes before", async () => {
  world.vitals = [LATENCY];
  const { body, seq } = await pin("list-latency");
  world.vitals = [{ ...LATENCY, value: "20 ms", state: "usual" }];
  expect(body).toEqual({
    kind: "reading.pinned",
    hostId: HOST,
    name: "API latency, list",
    value: "no answer",
    readAt: world.now,
    usual: "18 ms",
    points: LATENCY.points,
  });
  expect((await pin("list-latency")).seq).toBe(seq);
  expect((await world.incidents.queries.postmortem(id))?.markdown).toContain(
    `pinned a reading of ${HOST}: API latency, list no answer, usual 18 ms, read `,
  );
});

test("a reading that is old is pinned with the time it was read", async () => {
  world.vitals = [{ ...LATENCY, state: "last-known", readAt: world.now - 60_000 }];
  expect((await pin("list-latency")).body).toMatchObject({ readAt: world.now - 60_000 });
});

test("what nobody read cannot be pinned", async () => {
  await expect(pin("goroutines")).rejects.toMatchObject({ code: "not-found" });
});
