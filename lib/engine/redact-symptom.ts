import type { Symptom } from "../domain/symptom.ts";

/**
 * Hides secrets in what a symptom quotes: a broken line of daemon.json may hold a proxy's password. The detectors
 * keep the true text; nothing that is stored, drawn or told does. The same symptom is cleaned once.
 */
export function createSymptomRedaction(redact: (text: string) => string): (symptom: Symptom) => Symptom {
  const cleaned = new WeakMap<Symptom, Symptom>();
  return (symptom) => {
    const known = cleaned.get(symptom);
    if (known !== undefined) return known;
    const result: Symptom = {
      ...symptom,
      summary: redact(symptom.summary),
      evidence: symptom.evidence.map((item) => ({
        ...item,
        text: redact(item.text),
        ...(item.reading !== undefined && { reading: redact(item.reading) }),
      })),
      facts: Object.fromEntries(Object.entries(symptom.facts).map(([name, value]) => [name, redact(value)])),
    };
    cleaned.set(symptom, result);
    return result;
  };
}
