import { expect, test } from "vitest";
import { incidentId, withOneIncident, world } from "./testing/one-incident.ts";
import { ADA, BOB } from "./testing/world.ts";

const named = ({ userId, name }: typeof ADA) => ({ userId, name });

withOneIncident();

const rolesNow = async () => (await world.stores.incidents.get(incidentId))?.roles;

test("of two people who take the same role at once one has it, and the other is told whose it is", async () => {
  const { setRole } = world.incidents.commands;
  const take = { incidentId, role: "operations" } as const;
  const results = await Promise.allSettled([
    setRole({ ...take, to: named(ADA), by: ADA }),
    setRole({ ...take, to: named(BOB), by: BOB }),
  ]);
  expect(results[1]).toMatchObject({
    status: "rejected",
    reason: { code: "conflict", message: "Ada has Operations now." },
  });
  expect(await rolesNow()).toEqual({ operations: named(ADA) });
});

test("a role is taken, handed over, taken over and given up, each told by its entry and kept in the database", async () => {
  const { setRole } = world.incidents.commands;
  const role = { incidentId, role: "scribe" } as const;
  await setRole({ ...role, to: named(ADA), by: ADA });
  await setRole({ ...role, from: ADA.userId, to: named(BOB), by: ADA });
  await setRole({ ...role, from: BOB.userId, to: named(ADA), by: ADA });
  expect(await rolesNow()).toEqual({ scribe: named(ADA) });
  await setRole({ ...role, from: ADA.userId, by: ADA });
  expect(await rolesNow()).toEqual({});
  const told = (await world.entriesOf(incidentId)).filter(({ body }) => body.kind === "incident.role");
  expect(told.map(({ body }) => body)).toEqual([
    { kind: "incident.role", role: "scribe", how: "taken", to: named(ADA) },
    { kind: "incident.role", role: "scribe", how: "handed-over", to: named(BOB) },
    { kind: "incident.role", role: "scribe", how: "taken", from: named(BOB), to: named(ADA) },
    { kind: "incident.role", role: "scribe", how: "given-up", from: named(ADA) },
  ]);
});

test("whoever acknowledges commands, unless somebody does already", async () => {
  const { setRole, acknowledge } = world.incidents.commands;
  await setRole({ incidentId, role: "commander", to: named(BOB), by: BOB });
  await acknowledge({ incidentId, by: ADA });
  expect(await rolesNow()).toEqual({ commander: named(BOB) });
});

test("what is dismissed has no roles to take", async () => {
  const { setRole, setState } = world.incidents.commands;
  await setState({ incidentId, from: "triage", to: "dismissed", reason: "planned", by: ADA });
  await expect(setRole({ incidentId, role: "scribe", to: named(ADA), by: ADA })).rejects.toMatchObject({
    code: "conflict",
  });
});
