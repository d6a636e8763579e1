import { describe, expect, test } from "vitest";
import type { Symptom } from "../symptom.ts";
import { T0 } from "../testing/builders.ts";
import { absorb } from "./absorb.ts";

const aSymptom = (id: string, mode: string, rest: Partial<Symptom>): Symptom =>
  ({ id, mode, subject: "", sinceAt: T0, state: "raised", facts: {}, ...rest }) as unknown as Symptom;

describe("a cause that passed again", () => {
  const crash = aSymptom("crash", "daemon-crash", { state: "recovering", recoveringAt: T0 + 10_000 });
  const causeOf = (rest: Partial<Symptom>) =>
    absorb([crash, aSymptom("start", "daemon-start-failed", { sinceAt: T0 + 1_000, ...rest })]).get(
      "start" as Symptom["id"],
    );

  test("keeps what has not been found failing since, or recovers with it", () => {
    expect(causeOf({ lastSeenAt: T0 + 12_000 })).toBe("crash");
    expect(causeOf({ state: "recovering", recoveringAt: T0 + 40_000, lastSeenAt: T0 + 39_000 })).toBe(
      "crash",
    );
  });

  test("does not keep what goes on failing: it would stand beneath a row that is well", () => {
    expect(causeOf({ lastSeenAt: T0 + 40_000 })).toBeUndefined();
  });
});
