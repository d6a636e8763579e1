export type Redact = (text: string) => { readonly text: string; readonly replacements: number };

/** Names of our own things, hashes and times: never a secret, and links would break. */
const KEPT_KEYS = new Set([
  "id",
  "kind",
  "incidentId",
  "hostId",
  "symptomId",
  "symptomIds",
  "userId",
  "runbookId",
  "stepId",
  "shareId",
  "evidenceId",
  "mode",
  "part",
  "parts",
  "state",
  "severity",
  "change",
  "bodyDigest",
  "hash",
  "headHash",
  "version",
  "absorbedBy",
]);

/** The same value with every text in it redacted, and how many replacements that took. */
export function redactValue<Value>(value: Value, redact: Redact): { value: Value; replacements: number } {
  let replacements = 0;
  const walk = (item: unknown): unknown => {
    if (typeof item === "string") {
      const redacted = redact(item);
      replacements += redacted.replacements;
      return redacted.text;
    }
    if (Array.isArray(item)) return item.map(walk);
    if (typeof item !== "object" || item === null) return item;
    return Object.fromEntries(
      Object.entries(item).map(([key, member]) => [key, KEPT_KEYS.has(key) ? member : walk(member)]),
    );
  };
  return { value: walk(value) as Value, replacements };
}
