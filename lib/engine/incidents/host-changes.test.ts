import { afterEach, beforeEach, expect, test } from "vitest";
import type { HostChange } from "../../domain/changes/host-change.ts";
import { T0 } from "../../domain/incidents/testing/builders.ts";
import { MINUTE_MS } from "../../domain/time.ts";
import { HOST } from "../testing/rows.ts";
import { createWorld, type World } from "./testing/world.ts";

let world: World;

beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const upgrade = (at: number, after: string): HostChange => ({
  kind: "upgrade",
  at,
  component: "dockerd",
  before: "26.1.4",
  after,
});
const boot: HostChange = { kind: "boot", at: T0 - 60_000, bootId: "b-1" };

async function told(): Promise<readonly [string, number | undefined][]> {
  await world.incidents.close();
  const [incident] = await world.stores.incidents.list({ limit: 1 });
  const entries = incident ? await world.entriesOf(incident.id) : [];
  return entries.flatMap(({ body, sourceAt }) =>
    body.kind === "host.changed" ? [[body.text, sourceAt] as [string, number | undefined]] : [],
  );
}

test("what was changed in the half hour before is on the timeline from the first moment, and what is older is not", async () => {
  world.changes = [upgrade(T0 - 45 * MINUTE_MS, "26.1.5"), boot];
  await world.openOne();
  expect(await told()).toEqual([["Host started, boot id b-1", T0 - 60_000]]);
});

test("a change while the incident is open lands by itself, once, however often the host is read", async () => {
  world.changes = [boot];
  await world.openOne();
  const next = upgrade(world.now, "26.1.5");
  for (const changes of [
    [boot, next],
    [boot, next],
    [boot, { ...next }],
  ]) {
    world.changes = changes;
    world.incidents.hostChanged(HOST);
  }
  expect(await told()).toEqual([
    ["Host started, boot id b-1", T0 - 60_000],
    ["dockerd 26.1.4 → 26.1.5", world.now],
  ]);
});
