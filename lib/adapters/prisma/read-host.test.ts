import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { HostId } from "../../domain/ids.ts";
import { toContainerId } from "../../domain/ids.ts";
import { aChange, aPerson, aSymptom, T0 } from "../../domain/incidents/testing/builders.ts";
import { connect, type Database } from "./connect.ts";
import { DATABASE_FILE } from "./data-directory.ts";
import { changesSince, isRead, litOn, roomsSince } from "./read-host.ts";
import type { Storage } from "./storage.ts";
import { openTemporaryStorage } from "./testing/temporary-storage.ts";

const HOST = "web-1" as HostId;
let storage: Storage;
let database: Database;
let close: () => Promise<void>;

beforeEach(async () => {
  const opened = await openTemporaryStorage({ now: () => T0 });
  storage = opened.storage;
  ({ database } = await connect(join(opened.directory, DATABASE_FILE)));
  close = async () => {
    await database.$disconnect();
    await opened.close();
  };
});
afterEach(() => close());

test("what is lit is seen or raised: what recovers and what is only a risk is not", async () => {
  await storage.symptoms.save([
    aChange("raised", aSymptom({ id: "a" })),
    aChange("recovering", aSymptom({ id: "b", state: "recovering" })),
    aChange("raised", aSymptom({ id: "c", severity: "notice" })),
    aChange("raised", aSymptom({ id: "d", hostId: "other" })),
  ]);
  expect((await litOn(database, HOST)).map(({ id }) => id)).toEqual(["a"]);
});

test("a host is read once its containers were listed in this life of Foghorn, not in an earlier one", async () => {
  const name = { id: toContainerId("a".repeat(64)), name: "web", image: "shop:1" };
  await storage.names.remember(HOST, [name], T0);
  expect(await isRead(database, HOST, T0)).toBe(true);
  expect(await isRead(database, HOST, T0 + 1)).toBe(false);
});

test("changes and incidents from before are left out; an incident in which something was written comes whole", async () => {
  const symptom = aSymptom({ id: "a" });
  await storage.symptoms.save([aChange("seen", symptom, T0 - 1), aChange("raised", symptom, T0 + 5)]);
  expect((await changesSince(database, HOST, T0)).map(({ kind }) => kind)).toEqual(["raised"]);
  const open = (at: number) =>
    storage.incidents.open(() => ({
      entries: [
        {
          at,
          actor: aPerson("Ada"),
          visibility: "internal",
          body: { kind: "incident.opened", title: "dockerd down", severity: "SEV2", reason: "a page" },
        },
      ],
      landed: [{ hostId: HOST, rowSeq: 0, changeId: 0 }],
    }));
  await open(T0 - 10_000);
  const { incident } = await open(T0 + 10_000);
  const rooms = await roomsSince(database, HOST, T0);
  expect(rooms.map((room) => [room.incident.id, room.entries.length])).toEqual([[incident.id, 1]]);
});
