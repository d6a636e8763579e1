import type { IncidentState, NamedPerson } from "../domain/incident.ts";
import type { IncidentSeverity } from "../domain/severity.ts";
import type { EpochMs } from "../domain/time.ts";
import type { IncidentExport } from "./incident-export/incident-export.ts";

/** An incident of another Foghorn, read from its export: nothing judges it and nobody changes it. */
export interface ImportedSummary {
  /** Ours; what the other Foghorn called it is `incidentId`. */
  readonly id: string;
  readonly incidentId: string;
  readonly title: string;
  readonly state: IncidentState;
  readonly severity: IncidentSeverity;
  readonly openedAt: EpochMs;
  readonly entryCount: number;
  readonly fileName: string;
  readonly importedAt: EpochMs;
  readonly importedBy: NamedPerson;
}

/** Everything the file says but its timeline. */
export type ImportedContent = Omit<
  IncidentExport,
  "format" | "version" | "digest" | "writtenAt" | "timeline"
>;

export interface ImportedDetail extends ImportedSummary {
  /** Of the file. */
  readonly digest: string;
  readonly sizeBytes: number;
  /** When the other Foghorn wrote the file. */
  readonly writtenAt: EpochMs;
  /** Bodies that are not what their digest was made of: redacted, edited or erased before the export. */
  readonly notAsWritten: number;
  readonly headHash: string;
  readonly content: ImportedContent;
}
