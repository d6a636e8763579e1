import { describe, expect, test } from "vitest";
import { AT, aHost, aSymptom, partStates } from "../test-views.ts";
import { areAllMuted } from "./host-model.ts";
import { addressOf, containersDown, containersLine, filterOf, foldsPools, listHosts } from "./hosts-model.ts";
import { treeOf } from "./hosts-tree.ts";

describe("list of hosts", () => {
  const any = filterOf(new URLSearchParams());

  test("pages come first, then what is not heard from, then tickets; the quiet fold into pools", () => {
    const hosts = [
      aHost({ id: "q", labels: { site: "fra1", pool: "app" } }),
      aHost({ id: "t", severity: "ticket" }),
      aHost({ id: "lost", isHeard: false }),
      aHost({ id: "p", severity: "page" }),
    ];
    const list = listHosts(hosts, [], any);
    expect(list.loud.map(({ host }) => host.id)).toEqual(["p", "lost", "t"]);
    expect(list.pools).toMatchObject([{ name: "fra1 / app", all: 1 }]);
  });

  test("quiet hosts fold only where there are more than a screen shows", () => {
    const list = (count: number) =>
      listHosts(
        Array.from({ length: count }, (_, index) => aHost({ id: `h${index}` })),
        [],
        any,
      );
    expect(foldsPools(list(2))).toBe(false);
    expect(foldsPools(list(24))).toBe(false);
    expect(foldsPools(list(25))).toBe(true);
  });

  test("containers are counted by those who know, and never read is not none", () => {
    const dead = aHost({ id: "dead", containersRunning: 0, containersExpected: 4, containersBy: "shims" });
    const old = aHost({ id: "old", containersRunning: 3, containersExpected: 3, containersBy: "last-list" });
    const { containersRunning: _running, containersExpected: _expected, ...never } = aHost({ id: "never" });
    expect(containersLine([dead])).toBe("0 of 4 containers run");
    expect(containersLine([dead, old, never])).toBe(
      "3 of 7 containers run, 3 of them last known, unknown on 1 host",
    );
    expect(containersLine([never])).toBe("containers unknown on 1 host");
    expect(containersLine([{ ...never, containersRunning: 0, containersBy: "shims" }])).toBe(
      "0 containers run",
    );
    expect(containersDown(dead)).toBe(4);
    expect(containersDown(never)).toBeUndefined();
  });

  test("of a host's symptoms what fails stands before what passes again", () => {
    const symptoms = [
      aSymptom({ id: "page", hostId: "h", state: "recovering" }),
      aSymptom({ id: "ticket", hostId: "h", severity: "ticket" }),
    ];
    const [row] = listHosts([aHost({ id: "h", severity: "ticket" })], symptoms, any).loud;
    expect(row?.symptoms.map(({ id }) => id)).toEqual(["ticket", "page"]);
  });

  test("a host is found by what is wrong with it", () => {
    const symptoms = [aSymptom({ hostId: "p" })];
    const hosts = [aHost({ id: "p", severity: "page" }), aHost({ id: "q" })];
    expect(listHosts(hosts, symptoms, { ...any, text: "HUNG" }).matchCount).toBe(1);
  });

  test("the address holds the filter and nothing neutral", () => {
    expect(addressOf(any)).toBe("/hosts");
    const filter = { ...any, text: "app 07", transport: "ssh", sort: "name" as const };
    expect(filterOf(new URLSearchParams(addressOf(filter).split("?")[1]))).toEqual(filter);
  });

  test("an order the address invents is the usual one", () => {
    expect(filterOf(new URLSearchParams("sort=evil")).sort).toBe("blast");
  });

  test("sites and pools count what is lit in them", () => {
    const tree = treeOf([
      aHost({ id: "a", severity: "page", labels: { site: "fra1", pool: "app" } }),
      aHost({ id: "b", labels: { site: "fra1", pool: "edge" } }),
    ]);
    expect(tree.map(({ name, page, all }) => [name, page, all])).toEqual([
      ["fra1", 1, 2],
      ["app", 1, 1],
      ["edge", 0, 1],
    ]);
  });
});

test("a host is muted when every row of it is; what a muted cause explains is no row", () => {
  const mute = { id: "m1", until: AT + 60_000, by: "ada", reason: "planned" };
  const cause = aSymptom({ id: "c", mute });
  expect(areAllMuted([cause, aSymptom({ id: "e", absorbedBy: cause.id })])).toBe(true);
  expect(areAllMuted([cause, aSymptom({ id: "o", severity: "ticket" })])).toBe(false);
  expect(areAllMuted([])).toBe(false);
});

test("on a host that pages, what is muted is drawn without a hue, and what its page lights is not", () => {
  const mute = { id: "m1", until: AT + 60_000, by: "ada", reason: "planned" };
  const blast = { affected: [], parts: ["sock"], notAffected: [] } as const;
  const page = aSymptom({ id: "page", hostId: "h", part: "dockerd", blast });
  const symptoms = [
    page,
    aSymptom({ id: "muted", hostId: "h", part: "ipt", severity: "ticket", mute }),
    aSymptom({ id: "explained", hostId: "h", part: "log", absorbedBy: page.id }),
  ];
  const host = aHost({
    id: "h",
    severity: "page",
    mutedCount: 1,
    parts: partStates({ dockerd: "fault", sock: "hit", ipt: "warn", log: "hit" }),
  });
  const [row] = listHosts([host], symptoms, filterOf(new URLSearchParams())).loud;
  expect(row?.muted).toEqual(["ipt"]);
});
