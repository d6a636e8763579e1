import { beforeEach, expect, test } from "vitest";
import { HANDOVER_LIMIT, type Handover } from "../domain/handover.ts";
import { aPerson, T0 } from "../domain/incidents/testing/builders.ts";
import { createHandovers } from "./handovers.ts";

let stored: Handover[] = [];
let changes = 0;
const start = () =>
  createHandovers({
    clock: { now: () => T0 },
    store: {
      save: async (handover) => void stored.push(handover),
      last: async () => stored.at(-1),
    },
    newId: () => `h${stored.length + 1}`,
    onChanged: () => {
      changes += 1;
    },
  });

beforeEach(() => {
  stored = [];
  changes = 0;
});

test("what a watch left is there for the next one, also after a restart, and what was left before is kept", async () => {
  const handovers = await start();
  expect(handovers.last()).toBeUndefined();
  const first = await handovers.write({ markdown: " Filer 4 is back. ", by: aPerson("Ada") });
  expect(first).toMatchObject({ markdown: "Filer 4 is back.", by: { name: "Ada" }, at: T0 });
  const again = await start();
  expect(again.last()).toEqual(first);
  await again.write({ markdown: "Still quiet.", from: first.id, by: aPerson("Ben") });
  expect(again.last()?.by.name).toBe("Ben");
  expect(stored).toHaveLength(2);
  expect(changes).toBe(2);
});

test("of two who write at once the second is told whose note stands there now", async () => {
  const handovers = await start();
  const both = await Promise.allSettled([
    handovers.write({ markdown: "Quiet.", by: aPerson("Ada") }),
    handovers.write({ markdown: "Disk grows.", by: aPerson("Ben") }),
  ]);
  expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  expect(both[1]).toMatchObject({
    reason: { code: "conflict", message: expect.stringContaining("Ada left a note") },
  });
  expect(handovers.last()?.markdown).toBe("Quiet.");
});

test("an empty note and one that nobody would read are refused", async () => {
  const handovers = await start();
  for (const markdown of [" ", "x".repeat(HANDOVER_LIMIT + 1)])
    await expect(handovers.write({ markdown, by: aPerson("Ada") })).rejects.toMatchObject({
      code: "invalid-input",
    });
  expect(changes).toBe(0);
});
