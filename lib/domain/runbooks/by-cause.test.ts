import { expect, test } from "vitest";
import { aSymptom } from "../incidents/testing/builders.ts";
import type { Symptom } from "../symptom.ts";
import { byCause, rootOf } from "./by-cause.ts";

const symptom = (id: string, rest: Partial<Symptom> = {}) => aSymptom({ id: id as Symptom["id"], ...rest });
const of = (id: string) => id as Symptom["id"];
const list = (symptomId: string | undefined, openedAt: number) => ({
  openedAt,
  ...(symptomId !== undefined && { symptomId }),
});
const order = (lists: readonly ReturnType<typeof list>[], symptoms: readonly Symptom[]) =>
  byCause(lists, symptoms).map(({ symptomId }) => symptomId);

test("a cause comes before what it explains, however late it was found", () => {
  const symptoms = [symptom("down", { absorbedBy: of("config") }), symptom("config")];
  expect(order([list("down", 1), list("config", 2)], symptoms)).toEqual(["config", "down"]);
});

test("what is lit comes before what is over, pages before tickets, and then what was opened first", () => {
  const symptoms = [
    symptom("over", { state: "cleared" }),
    symptom("ticket", { severity: "ticket" }),
    symptom("late"),
    symptom("early"),
  ];
  const lists = [list("over", 1), list(undefined, 2), list("ticket", 3), list("late", 5), list("early", 4)];
  expect(order(lists, symptoms)).toEqual(["early", "late", "ticket", "over", undefined]);
});

test("the root is followed as far as it is known, and a circle ends", () => {
  const chain = [symptom("a", { absorbedBy: of("b") }), symptom("b", { absorbedBy: of("c") }), symptom("c")];
  expect(chain[0] && rootOf(chain[0], chain).id).toBe("c");
  const circle = [symptom("a", { absorbedBy: of("b") }), symptom("b", { absorbedBy: of("a") })];
  expect(circle[0] && ["a", "b"]).toContain(circle[0] && rootOf(circle[0], circle).id);
  const lone = symptom("a", { absorbedBy: of("gone") });
  expect(rootOf(lone, [lone]).id).toBe("a");
});
