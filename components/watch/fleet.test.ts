import { describe, expect, test } from "vitest";
import { PART_IDS } from "#lib/domain/anatomy.ts";
import { AT, aHost, aSymptom, partStates } from "../test-views.ts";
import {
  blocksOf,
  countHosts,
  fleetLine,
  groupHosts,
  mutedParts,
  shortName,
  slowestLine,
  socketLine,
  stripRows,
} from "./fleet.ts";
import { lastRoundAt, proofsOf, unseenParts } from "./proofs.ts";
import { causesOf } from "./tally.ts";

const host = (id: string, rest = {}) => aHost({ id, ...rest });

describe("groups", () => {
  test("hosts stand under their site in the order a person counts; those without one come last", () => {
    const groups = groupHosts([
      host("fra1-app-10", { labels: { site: "fra1" } }),
      host("bare"),
      host("fra1-app-2", { labels: { site: "fra1" } }),
    ]);
    expect(groups.map((group) => [group.site, group.hosts.map(({ id }) => id)])).toEqual([
      ["fra1", ["fra1-app-2", "fra1-app-10"]],
      ["", ["bare"]],
    ]);
  });

  test("hosts with one cause stand together whichever row is open, so that no glyph moves when another is chosen", () => {
    const hosts = [host("app-1"), host("app-2"), host("app-3"), host("app-4"), host("app-5")];
    const hung = (hostId: string) => aSymptom({ id: hostId, hostId });
    const blocks = (...ids: readonly string[]) =>
      blocksOf(
        hosts,
        causesOf([...ids.map(hung), aSymptom({ id: "d", hostId: "app-5", mode: "build-cache-bloat" })]),
      );
    expect(blocks("app-1", "app-3", "app-4").map((block) => block.hosts.map(({ id }) => id))).toEqual([
      ["app-1", "app-3", "app-4"],
      ["app-2", "app-5"],
    ]);
    // Another host speaks for the cause: it is the same block all the same.
    expect(blocks("app-2", "app-3", "app-4")[0]?.key).toBe(blocks("app-1", "app-3", "app-4")[0]?.key);
  });

  test("a name is not repeated under its site", () => {
    expect(shortName(host("fra1-app-07"), "fra1")).toBe("app-07");
    expect(shortName(host("app-07"), "fra1")).toBe("app-07");
  });

  test("fifty-four glyphs take two rows of a wide screen, three take one", () => {
    expect(stripRows(54, 3, 1_400)).toBe(2);
    expect(stripRows(3, 1, 1_400)).toBe(1);
    expect(stripRows(0, 0, 1_400)).toBe(1);
  });
});

describe("what is muted", () => {
  const mute = { id: "m1", by: "Ada", reason: "planned", until: AT + 60_000 };
  const hung = aSymptom({
    hostId: "a",
    part: "dockerd",
    mute,
    blast: { affected: [], parts: ["sock"], notAffected: [] },
  });
  const full = aSymptom({ id: "s2", hostId: "a", part: "disk" });
  const parts = partStates({ dockerd: "fault", sock: "hit", disk: "fault" });

  test("greys the parts that nothing else lights, also of a host that is not heard from", () => {
    expect(mutedParts(host("a", { parts, mutedCount: 1, isHeard: false }), [hung, full])).toEqual(
      PART_IDS.filter((id) => id === "dockerd" || id === "sock"),
    );
    expect(
      mutedParts(host("a", { parts, mutedCount: 1 }), [hung, { ...full, absorbedBy: hung.id }]),
    ).toContain("disk");
  });

  test("greys nothing where nothing is muted", () => {
    expect(mutedParts(host("a", { parts }), [full])).toBeUndefined();
  });
});

describe("words of the strip", () => {
  test("counts every host once, by its worst", () => {
    const hosts = [
      host("a"),
      host("b", { severity: "page" }),
      host("c", { severity: "ticket" }),
      host("d", { isHeard: false, lastHeardAt: AT }),
      host("e", { isHeard: false, severity: "page" }),
    ];
    const lit = [
      aSymptom({ id: "b", hostId: "b" }),
      aSymptom({ id: "c", hostId: "c", severity: "ticket" }),
      aSymptom({ id: "e", hostId: "e" }),
    ];
    expect(fleetLine(countHosts(hosts), causesOf(lit))).toBe(
      "5 engines: 1 quiet, 2 page, 1 ticket, 1 not heard from since 03:24:08",
    );
  });

  test("a host that never spoke is said to be tried, one that fell silent since when", () => {
    const { lastHeardAt: _, ...never } = host("b", { isHeard: false, silence: { reason: "", sinceAt: AT } });
    const gone = host("c", { isHeard: false, lastHeardAt: AT - 60_000 });
    expect(fleetLine(countHosts([never]), [])).toBe(
      "1 engine: 0 quiet, 1 never heard from, tried since 03:24:08",
    );
    expect(fleetLine(countHosts([host("a"), never, gone]), [])).toBe(
      "3 engines: 1 quiet, 1 not heard from since 03:23:08, 1 never heard from, tried since 03:24:08",
    );
  });

  test("a host whose trouble is muted is neither quiet nor a page", () => {
    expect(fleetLine(countHosts([host("a"), host("b", { mutedCount: 1 })]), [])).toBe(
      "2 engines: 1 quiet, 1 muted",
    );
  });

  test("a quiet fleet is all quiet, one quiet engine is quiet", () => {
    expect(fleetLine(countHosts([host("a"), host("b")]), [])).toBe("2 engines, all quiet");
    expect(fleetLine(countHosts([host("a")]), [])).toBe("1 engine, quiet");
  });

  test("nothing watched is not all quiet", () => {
    expect(fleetLine(countHosts([]), [])).toBe("No engine is watched");
    expect(socketLine([])).toBe("no sockets");
  });

  test("sockets that answer and those that do not are told apart from hosts that are not heard from", () => {
    const { pingMs: _, ...silent } = host("b");
    expect(socketLine([host("a"), silent, host("c", { isHeard: false })])).toBe(
      "3 sockets: 1 answer, 1 does not, 1 not heard from",
    );
    expect(socketLine([host("a")])).toBe("1 socket answers");
  });

  test("the slowest answer names its host", () => {
    expect(slowestLine([host("a", { pingMs: 3 }), host("b", { pingMs: 41 })])).toBe("Slowest ping: b, 41 ms");
  });
});

describe("proofs of quiet", () => {
  test("what cannot be read is not counted as fine", () => {
    const proofs = proofsOf([host("a"), host("b", { parts: partStates({ ipt: "stale" }) })]);
    const network = proofs.find(({ name }) => name === "Network");
    expect(network).toMatchObject({ text: "1 of 2", isWhole: false, unseen: ["b"] });
  });

  test("containers that nobody counts are unknown, not none", () => {
    const text = (...hosts: readonly ReturnType<typeof host>[]) =>
      proofsOf(hosts).find(({ name }) => name === "Containers")?.text;
    expect(text(host("a", { isHeard: false }))).toBe("unknown");
    expect(text(host("a", { isHeard: false }), host("b"))).toBe("40 running on 1 of 2");
    expect(text(host("b"))).toBe("40 running");
  });

  test("a part that a host does not have is not missing there", () => {
    const proofs = proofsOf([host("a"), host("b", { parts: partStates({ ipt: "off" }) })]);
    expect(proofs.find(({ name }) => name === "Network")).toMatchObject({ text: "1 of 1", isWhole: true });
  });

  test("parts that are missing on the same hosts are said together", () => {
    const hosts = [
      host("a", { parts: partStates({ dns: "stale", volumes: "stale", ipt: "stale" }) }),
      host("b", { parts: partStates({ dns: "stale", volumes: "stale" }) }),
      host("lost", { isHeard: false }),
    ];
    expect(unseenParts(hosts)).toEqual([
      { parts: ["volumes", "dns"], hosts: ["a", "b"], isEverywhere: true },
      { parts: ["ipt"], hosts: ["a"], isEverywhere: false },
    ]);
  });

  test("the last full round is as old as the oldest reading", () => {
    expect(lastRoundAt([host("a", { lastHeardAt: 5 }), host("b", { lastHeardAt: 3 })])).toBe(3);
    expect(lastRoundAt([host("a", { isHeard: false })])).toBeUndefined();
  });
});
