import { describe, expect, test } from "vitest";
import { AT, aHost, aSymptom, partStates } from "../test-views.ts";
import {
  chainLine,
  groupLine,
  groupsOf,
  harmSinceAt,
  orderRows,
  rowEvidence,
  symptomParts,
  whereText,
} from "./watch-rows.ts";

describe("order of rows", () => {
  test("pages by what they cut off, then tickets by age", () => {
    const wide = aSymptom({
      id: "wide",
      blast: { affected: [], parts: ["sock", "callers"], notAffected: [] },
    });
    const narrow = aSymptom({ id: "narrow", sinceAt: AT - 900_000 });
    const old = aSymptom({ id: "old", severity: "ticket", sinceAt: AT - 800_000 });
    const young = aSymptom({ id: "young", severity: "ticket", sinceAt: AT - 1_000 });
    expect(orderRows([young, narrow, old, wide]).map(({ id }) => id)).toEqual([
      "wide",
      "narrow",
      "old",
      "young",
    ]);
  });

  test("what passes again stands after what does not", () => {
    const recovering = aSymptom({
      id: "r",
      state: "recovering",
      blast: { affected: [], parts: ["sock", "callers"], notAffected: [] },
    });
    expect(orderRows([recovering, aSymptom({ id: "f" })]).map(({ id }) => id)).toEqual(["f", "r"]);
  });

  test("what is muted stays, after all others", () => {
    const mute = { id: "m1", until: AT + 60_000, by: "ada", reason: "planned" };
    const rows = orderRows([aSymptom({ id: "m", mute }), aSymptom({ id: "t", severity: "ticket" })]);
    expect(rows.map(({ id }) => id)).toEqual(["t", "m"]);
    expect(groupLine("muted", rows.slice(1))).toBe("1 counted nowhere until the mute ends");
  });

  test("what comes and goes stands after what is lit while it passes, and calls nobody", () => {
    const flapping = { sinceAt: AT - 90_000, lastAt: AT - 10_000, times: 3, calmMs: 600_000 };
    const held = aSymptom({ id: "h", state: "recovering", flapping, sinceAt: AT - 90_000 });
    expect(orderRows([held, aSymptom({ id: "f" })]).map(({ id }) => id)).toEqual(["f", "h"]);
    expect(groupLine("page", [held])).toBe("1 recovering");
  });

  test("a severity of which nothing is lit follows those of which something is", () => {
    const over = aSymptom({ id: "over", state: "recovering" });
    const rows = orderRows([over, aSymptom({ id: "t", severity: "ticket" })]);
    expect(rows.map(({ id }) => id)).toEqual(["t", "over"]);
    expect(groupsOf(rows)).toEqual(["ticket", "page"]);
    expect(groupsOf(orderRows([...rows, aSymptom({ id: "p" })]))).toEqual(["page", "ticket"]);
  });

  describe("of a host that went away", () => {
    const gap = aSymptom({
      id: "gap",
      mode: "telemetry-gap",
      subject: "host",
      title: "Host not read",
      severity: "ticket",
    });
    const down = aSymptom({ id: "down", isUnknown: true });
    const full = aSymptom({ id: "full", severity: "ticket", isUnknown: true });
    const elsewhere = aSymptom({ id: "else", hostId: "fra1-web-09", sinceAt: AT - 990_000 });

    test("what was last known of it stands beneath the row that says so, under the worse heading of the two", () => {
      const rows = orderRows([full, down, elsewhere, gap]);
      expect(rows.map(({ id }) => id)).toEqual(["else", "gap", "down", "full"]);
      expect(groupsOf(rows.slice(0, 3))).toEqual(["page"]);
      expect(groupLine("page", rows.slice(0, 3))).toBe(
        "2 need a person now, 2 not yet acknowledged; 1 of them last known",
      );
    });

    test("what is read of it all the same, or stands on another host, stays in its place", () => {
      const read = aSymptom({ id: "read", severity: "ticket", sinceAt: AT - 900_000 });
      expect(orderRows([gap, read, elsewhere]).map(({ id }) => id)).toEqual(["else", "read", "gap"]);
      const events = { ...gap, subject: "events" };
      expect(orderRows([events, down]).map(({ id }) => id)).toEqual(["down", "gap"]);
    });
  });

  test("absorbed and cleared symptoms have no row of their own", () => {
    const cause = aSymptom({ id: "1" });
    const absorbed = aSymptom({ id: "2", absorbedBy: cause.id });
    const over = aSymptom({ id: "3", state: "cleared" });
    expect(orderRows([absorbed, over, cause])).toEqual([cause]);
  });
});

describe("words", () => {
  test("the head of the pages says how many nobody has", () => {
    expect(groupLine("page", [aSymptom(), aSymptom({ acknowledgedAt: AT })])).toBe(
      "2 need a person now, 1 not yet acknowledged",
    );
    expect(groupLine("page", [aSymptom({ acknowledgedAt: AT })])).toBe(
      "1 needs a person now, all acknowledged",
    );
    expect(groupLine("ticket", [aSymptom()])).toBe("1 can wait for daylight");
  });

  test("what passes again needs nobody now", () => {
    const recovering = aSymptom({ id: "r", state: "recovering" });
    expect(groupLine("page", [aSymptom(), recovering])).toBe(
      "1 needs a person now, 1 not yet acknowledged; 1 recovering",
    );
    expect(groupLine("page", [recovering])).toBe("1 recovering");
    expect(groupLine("ticket", [aSymptom({ severity: "ticket", state: "recovering" })])).toBe("1 recovering");
  });

  test("the reading of what passes again is the passing one, or said to be of before", () => {
    const failed = { at: AT - 9_000, source: "GET /_ping", text: "no answer in 5 s" };
    const passed = { at: AT, source: "GET /_ping", text: "answers in 2 ms" };
    const passing = { state: "recovering", lastSeenAt: AT - 9_000, recoveringAt: AT } as const;
    expect(rowEvidence(aSymptom({ evidence: [failed] }))).toEqual({
      text: "no answer in 5 s",
      isPast: false,
    });
    expect(rowEvidence(aSymptom({ ...passing, evidence: [failed] }))).toEqual({
      text: "no answer in 5 s",
      isPast: true,
    });
    expect(rowEvidence(aSymptom({ ...passing, evidence: [passed, failed] }))).toEqual({
      text: "answers in 2 ms",
      isPast: false,
    });
    expect(chainLine(aSymptom({ ...passing, summary: "Nobody listens." }))).toBe(
      "Passes again. Before: Nobody listens.",
    );
  });

  test("since when dockerd is away is not since when the mistake lies in its file", () => {
    const chain = [
      { number: 1, at: AT - 120_000, part: "config" as const, text: "daemon.json broken" },
      { number: 2, at: AT - 1_000, part: "dockerd" as const, text: "dockerd down" },
    ];
    const file = aSymptom({ part: "config", sinceAt: AT - 120_000, chain });
    expect(harmSinceAt({ ...file, variant: "stops-the-start" })).toBe(AT - 1_000);
    expect(harmSinceAt({ ...file, variant: "on-disk" })).toBe(AT - 120_000);
  });

  test("what failed again before it was over has harmed since then, what comes and goes since it first came", () => {
    const again = aSymptom({ sinceAt: AT - 900_000, againAt: AT - 1_000 });
    const flapping = { sinceAt: AT - 900_000, lastAt: AT - 1_000, times: 3, calmMs: 600_000 };
    expect(harmSinceAt(again)).toBe(AT - 1_000);
    expect(harmSinceAt({ ...again, flapping })).toBe(AT - 900_000);
  });

  test("where is the group and the part", () => {
    expect(whereText(aSymptom({ part: "ipt" }))).toBe("Network, iptables");
    expect(whereText(aSymptom({ part: "config" }))).toBe("daemon.json");
  });

  test("on a phone the chain is one sentence; without a chain it is the summary", () => {
    const chain = [
      { number: 1, at: AT, part: "remote" as const, text: "NFS stops answering" },
      { number: 2, at: AT, part: "dockerd" as const, text: "dockerd waits" },
    ];
    expect(chainLine(aSymptom({ chain }))).toBe("2 steps, from “NFS stops answering” to “dockerd waits”.");
    expect(chainLine(aSymptom({ summary: "Nobody listens." }))).toBe("Nobody listens.");
  });
});

describe("the glyph of a row", () => {
  test("lights what belongs to the symptom and leaves other faults of the host to their rows", () => {
    const host = aHost({ parts: partStates({ ipt: "fault", ctrs: "hit", disk: "warn" }) });
    const parts = symptomParts(
      aSymptom({ part: "ipt", blast: { affected: [], parts: ["ctrs"], notAffected: [] } }),
      host,
    );
    expect(parts).toMatchObject({ ipt: "fault", ctrs: "hit", disk: "ok" });
  });

  test("lights nothing of what passes again, whatever else is wrong on the host", () => {
    const host = aHost({ parts: partStates({ config: "warn", dns: "stale" }) });
    expect(symptomParts(aSymptom({ state: "recovering" }), host)).toMatchObject({
      config: "ok",
      dockerd: "ok",
      dns: "stale",
    });
  });

  test("what is last known on the host stays last known", () => {
    const host = aHost({ parts: partStates({ dns: "stale" }) });
    expect(symptomParts(aSymptom(), host)).toMatchObject({ dns: "stale", dockerd: "fault" });
  });

  test("a symptom whose source is away lights nothing", () => {
    const unknown = aSymptom({ isUnknown: true, severity: "ticket", part: "dns" });
    expect(symptomParts(unknown, aHost({ parts: partStates({ dns: "stale" }) })).dns).toBe("stale");
    expect(symptomParts(unknown, undefined).dns).toBe("stale");
  });

  test("a ticket half-fills its part even before the host's picture arrives", () => {
    expect(symptomParts(aSymptom({ severity: "ticket", part: "disk" }), undefined).disk).toBe("warn");
  });
});
