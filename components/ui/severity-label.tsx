import type { Severity } from "#lib/domain/severity.ts";
import { Mark, SEVERITY_WORDS } from "./mark.tsx";

const TONE: Readonly<Record<Severity, string>> = { page: "p", ticket: "t", notice: "n" };

/** Mark and word of a severity. */
export function SeverityLabel({
  severity,
  word,
  size = 14,
}: {
  readonly severity: Severity;
  readonly word?: string;
  readonly size?: number;
}) {
  return (
    <span className={`sev ${TONE[severity]}`}>
      <Mark name={severity} size={size} />
      {word ?? SEVERITY_WORDS[severity]}
    </span>
  );
}
