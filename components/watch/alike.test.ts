import { describe, expect, test } from "vitest";
import { AT, aHost, aSymptom } from "../test-views.ts";
import { containersOf, foldAlike, hostIdsOf, placeText, sharedTraits } from "./alike.ts";

const hung = (number: number, rest: Parameters<typeof aSymptom>[0] = {}) =>
  aSymptom({ id: `s${number}`, hostId: `edge-${number}`, sinceAt: AT - 600_000 + number * 10_000, ...rest });
const many = (count: number) => Array.from({ length: count }, (_, index) => hung(index + 1));

describe("the same fault on many hosts", () => {
  test("is one row that began with the first and names every host", () => {
    const [row, ...others] = foldAlike(many(22).toReversed());
    expect(others).toEqual([]);
    expect(row).toMatchObject({ id: "s1", sinceAt: AT - 590_000 });
    expect(row && hostIdsOf(row)).toHaveLength(22);
  });

  test("two hosts are two rows", () => {
    expect(foldAlike(many(2)).map(({ alike }) => alike)).toEqual([undefined, undefined]);
  });

  test("another cause keeps its row, below the group and above tickets", () => {
    const other = aSymptom({ id: "other", hostId: "batch-1", mode: "containerd-hung", part: "containerd" });
    const ticket = aSymptom({
      id: "ticket",
      hostId: "batch-2",
      severity: "ticket",
      mode: "disk-full-data-root",
    });
    const rows = foldAlike([other, ...many(3), ticket]);
    expect(rows.map(({ id, alike }) => [id, alike?.length])).toEqual([
      ["s1", 3],
      ["other", undefined],
      ["ticket", undefined],
    ]);
  });

  test("what began more than five minutes after the last of them is another group", () => {
    const later = [1, 2, 3].map((number) =>
      hung(number, { id: `l${number}`, hostId: `late-${number}`, sinceAt: AT }),
    );
    expect(foldAlike([...many(3), ...later]).map(({ alike }) => alike?.length)).toEqual([3, 3]);
  });

  test("containers of different names fail for reasons of their own", () => {
    const rows = ["api", "web", "db"].map((subject, index) => hung(index, { subject }));
    expect(foldAlike(rows)).toHaveLength(3);
  });

  test("a host that passes again stays in it, and one that fails speaks for all", () => {
    const [row] = foldAlike([hung(1, { state: "recovering" }), hung(2), hung(3)]);
    expect(row).toMatchObject({ id: "s2", state: "raised", sinceAt: AT - 590_000 });
  });

  test("muted ones are not among those that call somebody, and a group of them stands last", () => {
    const mute = { id: "m1", until: AT + 60_000, by: "ada", reason: "planned" };
    const rows = foldAlike([...[1, 2, 3].map((number) => hung(number, { mute })), hung(4)]);
    expect(rows.map(({ id, alike }) => [id, alike?.length])).toEqual([
      ["s4", undefined],
      ["s1", 3],
    ]);
  });

  test("is acknowledged when every one of them is", () => {
    const taken = { acknowledgedAt: AT, acknowledgedBy: "Ada", incidentId: "INC-4" } as const;
    const [part] = foldAlike([hung(1, taken), hung(2), hung(3)]);
    expect(part).toMatchObject({ incidentId: "INC-4" });
    expect(part).not.toHaveProperty("acknowledgedAt");
    const [whole] = foldAlike([1, 2, 3].map((number) => hung(number, taken)));
    expect(whole).toMatchObject({ acknowledgedBy: "Ada" });
  });
});

describe("what they have in common", () => {
  const at = (id: string, site: string, pool: string, engineVersion = "26.1.5") =>
    aHost({ id, labels: { site, pool }, engineVersion });
  const hosts = [
    ...[1, 2, 3].map((number) => at(`edge-${number}`, "north", "edge", "20.10.24")),
    at("app-1", "north", "app"),
    ...[1, 2, 3].map((number) => at(`batch-${number}`, "south", "batch")),
  ];
  const [row] = foldAlike(many(3));
  if (row === undefined) throw new Error("no row");

  test("a whole pool is named as such", () => {
    expect(placeText(row, hosts)).toBe("3 hosts in north: all 3 edge");
    expect(placeText(row, [])).toBe("3 hosts");
  });

  test("traits that most others have too say nothing", () => {
    expect(sharedTraits(row, hosts)).toEqual([
      { text: "Docker 20.10.24", elsewhere: 0, others: 4 },
      { text: "pool edge", elsewhere: 0, others: 4 },
      { text: "site north", elsewhere: 1, others: 4 },
    ]);
  });

  test("containers of all of them are counted together", () => {
    expect(containersOf(row, hosts)).toEqual({ running: 120, expected: 123 });
  });
});

test("one that somebody took out has a row of its own, and the others stay one while they are three", () => {
  const rows = foldAlike(many(4), new Set(["s2"]));
  expect(rows.map(({ id, alike }) => [id, alike?.length])).toEqual([
    ["s1", 3],
    ["s2", undefined],
  ]);
  expect(foldAlike(many(3), new Set(["s2"])).map(({ alike }) => alike)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
