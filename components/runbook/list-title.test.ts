import { expect, test } from "vitest";
import type { HostId } from "#lib/domain/ids.ts";
import type { Runbook } from "#lib/domain/runbook.ts";
import { listTitle, whereWords } from "./list-title.ts";

const list = (id: string, hostId: string, subject = "") => ({
  runbook: { id, title: `About ${id}` } as Runbook,
  on: { hostId: hostId as HostId, subject },
});

test("checklists are told apart by their runbook, and those of one runbook by host and container", () => {
  const [first, second] = [list("hung", "web-1"), list("hung", "web-2", "api")];
  const other = list("down", "web-1");
  const titles = (...lists: ReturnType<typeof list>[]) => lists.map((one) => listTitle(one, lists));
  expect(titles(first)).toEqual(["About hung"]);
  expect(titles(first, other)).toEqual(["About hung", "About down"]);
  expect(titles(first, second)).toEqual(["web-1", "api on web-2"]);
  expect(titles(first, second, other)).toEqual([
    "About hung, web-1",
    "About hung, api on web-2",
    "About down",
  ]);
});

test("a checklist says where it is only while there could be another place", () => {
  const hostIds = ["web-1" as HostId];
  expect(whereWords(list("hung", "web-1"), { hostIds, symptoms: [{ subject: "" }] })).toBeUndefined();
  const both = [...hostIds, "web-2" as HostId];
  expect(whereWords(list("hung", "web-1"), { hostIds: both, symptoms: [] })).toBe("web-1");
  const containers = [{ subject: "api" }, { subject: "cache" }];
  expect(whereWords(list("oom", "web-1", "api"), { hostIds, symptoms: containers })).toBe("api on web-1");
});
