import { describe, expect, test } from "vitest";
import { aSymptom } from "../incidents/testing/builders.ts";
import type { ModeId } from "../symptom.ts";
import { claimOpen } from "./orphans.ts";

const NOW = 1_000_000;

describe("rows that were open when Foghorn stopped", () => {
  test("go on, each of them once", () => {
    const rows = [aSymptom({ id: "a" }), aSymptom({ id: "b", subject: "other" })];
    expect(claimOpen(rows, NOW)).toEqual({ owned: rows, closed: [] });
  });

  test("of two of the same thing the older is closed, and nobody says that it was seen to end", () => {
    const { owned, closed } = claimOpen(
      [aSymptom({ id: "old", seenAt: 1 }), aSymptom({ id: "new", seenAt: 2 })],
      NOW,
    );
    expect(owned.map(({ id }) => id)).toEqual(["new"]);
    expect(closed).toMatchObject([
      {
        kind: "cleared",
        at: NOW,
        symptom: { id: "old", state: "cleared", clearedAt: NOW, isUnknown: true },
      },
    ]);
    expect(closed[0]?.symptom.evidence[0]?.reading).toBe("a newer row of the same goes on");
  });

  test("of a kind that no detector knows any more are closed with that reason", () => {
    const { owned, closed } = claimOpen([aSymptom({ mode: "long-forgotten" as ModeId })], NOW);
    expect(owned).toEqual([]);
    expect(closed[0]?.symptom.evidence[0]?.reading).toBe("no detector knows this kind any more");
  });
});
