import type { Judgement } from "../../mode.ts";
import type { Symptom } from "../../symptom.ts";
import type { EpochMs } from "../../time.ts";

/** The open symptom of one subject, if there is any. */
export const openOf = (open: readonly Symptom[], subject: string): Symptom | undefined =>
  open.find((symptom) => symptom.subject === subject);

/**
 * A judgement that says nothing new about what is broken: it keeps the words and the evidence of the
 * symptom it is about. Nothing to say where no symptom is open.
 */
export function settled(
  open: readonly Symptom[],
  subject: string,
  verdict: "passing" | "unknown" | "gone",
  readAt: EpochMs,
  reading?: Judgement["evidence"],
): readonly Judgement[] {
  const symptom = openOf(open, subject);
  if (symptom === undefined) return [];
  return [
    {
      subject,
      verdict,
      readAt,
      severity: symptom.severity,
      part: symptom.part,
      title: symptom.title,
      summary: symptom.summary,
      ...(symptom.variant !== undefined && { variant: symptom.variant }),
      evidence: reading ?? [],
      blast: symptom.blast,
      facts: symptom.facts,
    },
  ];
}
