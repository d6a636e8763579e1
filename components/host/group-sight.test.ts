import { expect, test } from "vitest";
import { groupSight } from "./group-sight.ts";

test("what is hidden for one reason is said once, what is seen and what is last known stay rows of their own", () => {
  const why = { reason: "only the API is reached", change: "Reach this host over ssh" };
  const rows = groupSight([
    { what: "Docker API", state: "live", at: 5 },
    { what: "iptables", state: "not-visible", ...why },
    { what: "daemon.json", state: "not-visible", ...why },
    { what: "Layers", state: "not-visible", reason: "no right", change: "sudo" },
    { what: "Disk", state: "last-known", at: 4, ...why },
  ]);
  expect(rows.map(({ what, state, change }) => [what, state, change])).toEqual([
    ["Docker API", "live", undefined],
    ["iptables; daemon.json", "not-visible", "Reach this host over ssh"],
    ["Layers", "not-visible", "sudo"],
    ["Disk", "last-known", "Reach this host over ssh"],
  ]);
});
