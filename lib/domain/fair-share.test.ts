import { expect, test } from "vitest";
import { fairShare } from "./fair-share.ts";

const rows = (count: number, hostId: string, source = "dockerd") =>
  Array.from({ length: count }, (_, index) => ({ id: `${hostId}-${source}-${index}`, hostId, source }));

test("the noise of one host leaves room for what is said of others", () => {
  const shared = fairShare([...rows(500, "loud"), ...rows(3, "quiet", "probe")], 120);
  expect(shared).toHaveLength(120);
  expect(shared.slice(-3).map(({ hostId }) => hostId)).toEqual(["quiet", "quiet", "quiet"]);
});

test("the noise of a host leaves room for its own symptoms", () => {
  const shared = fairShare([...rows(500, "loud"), ...rows(2, "loud", "probe")], 8);
  expect(shared.filter(({ source }) => source === "probe")).toHaveLength(2);
});

test("what nobody else needs is given to whoever comes first", () => {
  expect(fairShare(rows(500, "only"), 120)).toEqual(rows(500, "only").slice(0, 120));
});
