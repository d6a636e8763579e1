import type { Severity } from "../severity.ts";
import type { Signature } from "./signature.ts";

const LEVEL = /\blevel="?(\w+)/;

/**
 * What a line of this form means by the level it was written at. A warning can wait for daylight, whatever it warns
 * of, and what is told for information is no failure; only what the daemon calls an error, or a line that stands
 * outside of levels (its last words, systemd, the kernel), is a page.
 */
export function severityOfLine(signature: Signature, text: string): Severity | undefined {
  const { severity, severityWhileRunning, isQuiet } = signature;
  switch (LEVEL.exec(text)?.[1]) {
    case "warning":
    case "warn":
      return severity === "page" ? "ticket" : severity;
    case "info":
    case "debug":
    case "trace":
      return isQuiet === true ? severity : undefined;
    case "error":
      return severityWhileRunning ?? severity;
    default:
      return severity;
  }
}
