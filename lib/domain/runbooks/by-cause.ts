import type { Symptom } from "../symptom.ts";

type Caused = Pick<Symptom, "id" | "absorbedBy" | "state" | "severity">;

interface OfSymptom {
  readonly symptomId?: string;
  readonly openedAt: number;
}

/** The symptom that explains this one, as far up as it goes; itself when nothing does. */
export function rootOf<One extends Caused>(symptom: One, symptoms: readonly One[]): One {
  let root = symptom;
  for (let steps = 0; root.absorbedBy !== undefined && steps < symptoms.length; steps += 1) {
    const above = symptoms.find(({ id }) => id === root.absorbedBy);
    if (above === undefined) break;
    root = above;
  }
  return root;
}

const SEVERITY_ORDER: readonly Caused["severity"][] = ["page", "ticket", "notice"];

/**
 * Checklists in the order people should work through them: causes before what they explain, what is lit before what is
 * over, pages before tickets; what was taken by hand for no symptom comes last.
 */
export function byCause<List extends OfSymptom>(
  lists: readonly List[],
  symptoms: readonly Caused[],
): readonly List[] {
  const rank = ({ symptomId }: List): readonly number[] => {
    const symptom = symptoms.find(({ id }) => id === symptomId);
    if (symptom === undefined) return [2, 0, 0];
    return [
      symptom.state === "cleared" ? 1 : 0,
      rootOf(symptom, symptoms).id === symptom.id ? 0 : 1,
      Math.max(0, SEVERITY_ORDER.indexOf(symptom.severity)),
    ];
  };
  return lists.toSorted((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    const at = left.findIndex((value, index) => value !== right[index]);
    return at < 0 ? a.openedAt - b.openedAt : (left[at] ?? 0) - (right[at] ?? 0);
  });
}
