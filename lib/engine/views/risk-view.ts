import { ABOUTS } from "../../domain/modes/abouts.ts";
import { MODE_IDS, type Symptom } from "../../domain/symptom.ts";
import type { RiskView } from "../../protocol/views.ts";

// A page that lists more than this of one kind is read by nobody; the count says how many there are.
const MAX_ITEMS = 200;

/** Risks that are there now, one row for each kind, in the order of the modes. */
export function riskViews(risks: readonly Symptom[]): readonly RiskView[] {
  const there = risks.filter(({ state }) => state === "seen" || state === "raised");
  const byMode = Map.groupBy(there, ({ mode }) => mode);
  return MODE_IDS.flatMap((mode) => {
    const found = byMode.get(mode);
    if (found === undefined) return [];
    const { title, part } = ABOUTS[mode];
    const items = found
      .toSorted((a, b) => a.subject.localeCompare(b.subject, "en"))
      .slice(0, MAX_ITEMS)
      .map(({ id, subject, summary, sinceAt, evidence }) => ({
        symptomId: id,
        subject,
        summary,
        sinceAt,
        ...(evidence[0]?.reading !== undefined && { reading: evidence[0].reading }),
      }));
    return [{ mode, title, part, count: found.length, items }];
  });
}
