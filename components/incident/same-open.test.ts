import { expect, test } from "vitest";
import { aSymptom } from "../test-views.ts";
import { sameElsewhere } from "./same-open.tsx";

const own = aSymptom({ id: "own", mode: "iptables-nat-wiped", incidentId: "INC-0004" });
const room = { id: "INC-0004" as const, symptoms: [own] } as unknown as Parameters<typeof sameElsewhere>[0];
const other = aSymptom({ id: "other", mode: "iptables-nat-wiped", hostId: "web-2", incidentId: "INC-0003" });
const ids = (...symptoms: Parameters<typeof sameElsewhere>[1]) =>
  sameElsewhere(room, [own, ...symptoms]).map(({ incidentId }) => incidentId);

test("a room names another one that works on the same kind of fault, once", () => {
  expect(ids(other, aSymptom({ ...other, id: "again", hostId: "web-3" }))).toEqual(["INC-0003"]);
});

test("what is over, of another kind, explained by something else or in no incident is not named", () => {
  expect(ids({ ...other, state: "cleared" })).toEqual([]);
  expect(ids(aSymptom({ id: "hung", mode: "daemon-hung", incidentId: "INC-0003" }))).toEqual([]);
  expect(ids({ ...other, absorbedBy: own.id })).toEqual([]);
  const { incidentId: _, ...loose } = other;
  expect(ids(loose)).toEqual([]);
});
