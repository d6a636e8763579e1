import type { HostId } from "../domain/ids.ts";
import type { Imports } from "../domain/imports.ts";
import type { JournalLine } from "../domain/signal.ts";
import type { EpochMs } from "../domain/time.ts";
import type {
  Clock,
  ContainerNameStore,
  EvidenceStore,
  Gate,
  IncidentIntake,
  ParseFact,
  StreamStore,
  SymptomStore,
} from "./ports.ts";
import type { AvailabilityIntake } from "./ports-availability.ts";
import type { LineMark } from "./views/log-view.ts";

export interface EngineDeps {
  readonly gate: Gate;
  readonly clock: Clock;
  readonly parseFact: ParseFact;
  /** What a signature knows of this line. */
  readonly markOf: (line: JournalLine) => LineMark | undefined;
  readonly redact: (text: string) => string;
  readonly redactLines: (lines: readonly string[]) => readonly string[];
  readonly newId: () => string;
  readonly streams: StreamStore;
  readonly symptoms: SymptomStore;
  readonly names: ContainerNameStore;
  readonly evidence: EvidenceStore;
  readonly incidents: IncidentIntake;
  readonly availability: AvailabilityIntake;
  /** What scanners and CI say. */
  readonly imports: () => Imports;
  readonly onTopicChanged: (topic: string) => void;
  /** Live checks of this host may read otherwise now. */
  readonly onHostChanged: (hostId: HostId) => void;
  readonly onRows: (
    topic: string,
    ring: { readonly epoch: string; readonly seq: number },
    rows: readonly unknown[],
  ) => void;
  readonly onStorageError: (error: unknown) => void;
  /** Set when this process was away: what happened meanwhile is read, then told. */
  readonly webWasAway?: { readonly downAt: EpochMs; readonly backAt: EpochMs } | undefined;
  /** The entry of web's own restart is stored. */
  readonly onReturnTold: () => void;
}
