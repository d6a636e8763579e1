import type { Severity } from "#lib/domain/severity.ts";
import type { EpochMs } from "#lib/domain/time.ts";
import type { MarkName } from "../ui/mark.tsx";

/** How an entry is drawn: the shape on the rail tells its kind, the words say it in one sentence. */
export interface EntryLook {
  readonly shape: "auto" | "state" | "note" | "pin" | "gap" | "tick";
  readonly mark: MarkName;
  /** In ink before the words: what or which. A person's name is put before it by the row. */
  readonly lead?: string;
  /** In grey after it. */
  readonly words?: string;
  /** What a machine wrote, unchanged. */
  readonly machine?: string;
  /** Small, at the right: where. */
  readonly where?: string;
}

export interface LookContext {
  readonly times: number;
  readonly lastAt: EpochMs;
  readonly at: EpochMs;
  /** Of a symptom of this incident with that mode, so a signature's line has its mark. */
  readonly severityOf: (mode: string) => Severity | undefined;
  readonly detectedAt?: EpochMs | undefined;
  /** Writes times as the reader chose; UTC without it. */
  readonly clock?: (at: EpochMs) => string;
}
