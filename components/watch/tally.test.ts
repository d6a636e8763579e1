import { describe, expect, test } from "vitest";
import type { SymptomView } from "#lib/protocol/views.ts";
import { AT, aHost, aSymptom } from "../test-views.ts";
import { placeText } from "./alike.ts";
import { countHosts, fleetLine } from "./fleet.ts";
import { litHosts } from "./lit-hosts.ts";
import { callingRows, causesOf, standingPage } from "./tally.ts";
import { groupLine } from "./watch-rows.ts";

const page = (id: string, rest: Parameters<typeof aSymptom>[0] = {}) =>
  aSymptom({ id, hostId: `h${id}`, mode: "daemon-down", ...rest });
const pagesOf = (symptoms: readonly SymptomView[]) => callingRows(causesOf(symptoms), "page");
const standing = (symptoms: readonly SymptomView[]) => standingPage(causesOf(symptoms))?.id;

test("absorbed and cleared symptoms are not counted", () => {
  const symptoms = [
    page("1"),
    page("2", { absorbedBy: aSymptom({ id: "1" }).id }),
    page("3", { state: "cleared" }),
    page("4", { severity: "ticket" }),
  ];
  expect(pagesOf(symptoms).map(({ id }) => id)).toEqual(["1"]);
});

test("what is muted is not counted and not pointed at", () => {
  const mute = { id: "m1", until: 9_000, by: "ada", reason: "planned" };
  expect(pagesOf([page("1", { mute })])).toEqual([]);
  expect(standing([page("1", { mute })])).toBeUndefined();
});

test("a page that comes and goes is one page while it fails, and none while it is held for calm", () => {
  const flapping = { sinceAt: 0, lastAt: 60_000, times: 3, calmMs: 600_000 };
  expect(pagesOf([page("1", { flapping })])).toHaveLength(1);
  expect(pagesOf([page("1", { state: "recovering", flapping })])).toHaveLength(0);
});

describe("the standing line", () => {
  test("is about the page that nobody has, then about the oldest", () => {
    const mine = page("1", { sinceAt: 100, acknowledgedAt: 200 });
    const older = page("2", { sinceAt: 150 });
    const newer = page("3", { sinceAt: 160, mode: "daemon-hung" });
    expect(standing([mine, older, newer].map((row) => ({ ...row, title: row.id })))).toBe("2");
    expect(standing([mine])).toBe("1");
    expect(standing([page("1", { severity: "ticket" })])).toBeUndefined();
  });

  test("does not point at a page that passes again", () => {
    expect(standing([page("1", { state: "recovering" })])).toBeUndefined();
    expect(standing([page("1", { state: "recovering" }), page("2")])).toBe("2");
  });
});

describe("a storm", () => {
  const hosts = Array.from({ length: 30 }, (_, index) => aHost({ id: `h${index}` }));
  const down = (count: number) =>
    Array.from({ length: count }, (_, index) => page(String(index), { sinceAt: AT + index }));
  const words = (symptoms: readonly SymptomView[]) => {
    const causes = causesOf(symptoms);
    return {
      navigation: callingRows(causes, "page").length,
      strip: fleetLine(countHosts(litHosts(hosts, symptoms)), causes),
      head: groupLine(
        "page",
        causes.filter(({ severity }) => severity === "page"),
      ),
      row: causes[0] && placeText(causes[0], hosts),
    };
  };

  test("is one number of hosts and one of causes everywhere, also with a second cause on one of them", () => {
    const second = page("second", { hostId: "h3", mode: "iptables-filter-wiped", part: "ipt" });
    expect(words([...down(22), second])).toEqual({
      navigation: 2,
      strip: "30 engines: 8 quiet, 22 page in 2 causes",
      head: "2 causes on 22 hosts, 2 not acknowledged",
      row: "22 hosts",
    });
  });

  test("shrinks everywhere at once while its hosts come back", () => {
    const symptoms = down(22).map(
      (row, index): SymptomView => ({
        ...row,
        state: index < 5 ? "recovering" : "raised",
      }),
    );
    expect(words(symptoms)).toEqual({
      navigation: 1,
      strip: "30 engines: 13 quiet, 17 page in 1 cause",
      head: "1 cause on 17 hosts, not acknowledged",
      row: "17 hosts",
    });
  });

  test("of which nobody sees a host now, that one is last known everywhere", () => {
    const symptoms = down(22).map((row, index): SymptomView => ({ ...row, isUnknown: index === 7 }));
    expect(words(symptoms)).toMatchObject({
      strip: "30 engines: 8 quiet, 21 page in 1 cause, 1 last known",
      head: "1 cause on 21 hosts, not acknowledged",
      row: "21 hosts",
    });
  });
});

test("a ticket on a host that pages is said beside it", () => {
  const symptoms = [page("1"), page("2", { hostId: "h1", severity: "ticket", mode: "disk-full-data-root" })];
  const fleet = countHosts(litHosts([aHost({ id: "h1" }), aHost({ id: "h2" })], symptoms));
  expect(fleetLine(fleet, causesOf(symptoms))).toBe("2 engines: 1 quiet, 1 page, 1 ticket beside a page");
});

test("a page that nobody can see now is still counted, and said to be last known", () => {
  const symptoms = [page("1", { isUnknown: true })];
  expect(pagesOf(symptoms)).toHaveLength(1);
  expect(groupLine("page", causesOf(symptoms))).toBe(
    "1 needs a person now, 1 not yet acknowledged; last known",
  );
  expect(fleetLine(countHosts(litHosts([aHost({ id: "h1" })], symptoms)), causesOf(symptoms))).toBe(
    "1 engine: 0 quiet, 1 last known",
  );
});
