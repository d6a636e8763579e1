import type { PartId } from "../../domain/anatomy.ts";
import type { Severity } from "../../domain/severity.ts";
import type { ModeId, Symptom } from "../../domain/symptom.ts";
import type { EpochMs } from "../../domain/time.ts";

/** What one look found. Times are ISO 8601 in UTC; `schema` grows when a field changes its meaning. */
export interface Diagnosis {
  readonly schema: 1;
  readonly at: string;
  readonly hosts: readonly HostDiagnosis[];
  /** What was looked for where no host is watched. */
  readonly search?: Search;
}

export interface Search {
  /** The file that is in force and names no host; absent: the machine was searched. */
  readonly configFile?: string;
  /** Mistakes that keep a file from being in force. */
  readonly problems: readonly string[];
  readonly tried: readonly {
    readonly origin: string;
    readonly url: string;
    readonly verdict: string;
    readonly command?: string;
  }[];
}

export interface HostDiagnosis {
  readonly id: string;
  /** Why nothing of this host could be read; absent when something was. */
  readonly unreadable?: string;
  /** Worst first, causes before what they explain. */
  readonly symptoms: readonly FoundSymptom[];
  /** What may go wrong one day, a row for each kind: nothing is broken by them, and no exit code tells of them. */
  readonly risks: readonly FoundRisk[];
  /** What did not come back in time: what it would have told is not known. */
  readonly notRead: readonly NotRead[];
  /** Parts nobody could see, and what would change that. */
  readonly notVisible: readonly { readonly part: PartId; readonly reason: string; readonly change: string }[];
}

export interface NotRead {
  readonly reading: string;
  readonly reason: string;
}

export interface FoundRisk {
  readonly symptom: ModeId;
  readonly title: string;
  readonly part: PartId;
  readonly count: number;
  /** At most 200, by name; `subject` is absent where it is the host. */
  readonly items: readonly {
    readonly subject?: string;
    readonly summary: string;
    readonly reading?: string;
  }[];
}

export interface FoundSymptom {
  readonly symptom: ModeId;
  readonly subject?: string;
  readonly title: string;
  readonly summary: string;
  readonly part: PartId;
  /** When it began by the evidence. */
  readonly since: string;
  /** Nothing tells of a time before this look: it began at `since` or earlier. */
  readonly isSinceFirstLook?: true;
  readonly severity: Severity;
  /** The symptom that explains this one; an explained one needs nobody by itself. */
  readonly explainedBy?: ModeId;
  readonly evidence: readonly { readonly at: string; readonly source: string; readonly text: string }[];
  /** First step of its runbook that is not done; absent where there is no runbook. */
  readonly nextStep?: {
    readonly runbook: string;
    readonly number: number;
    readonly title: string;
    readonly command?: string;
  };
}

/** Reason of a host of which nothing came while the look lasted: it was late, and nobody knows whether it can be read. */
export const NO_ANSWER_IN_TIME = "no answer in time";

/** Change of a part that was not asked, or did not answer, before the look ended. */
export const RUN_AGAIN = "Run it again: this look has ended and asks no more.";

/** A begin within the look is only that of the look: what was there before it had begun before. */
export const beganBefore = ({ sinceAt }: Pick<Symptom, "sinceAt">, lookedFromAt: EpochMs): boolean =>
  sinceAt < lookedFromAt;

/**
 * 3 when a host could not be read or there is none, else 2 for a page, 1 for a ticket; 3 as well where nothing was found
 * and something was not read in time; 0 when all is quiet.
 */
export function exitCodeOf({ hosts }: Diagnosis): 0 | 1 | 2 | 3 {
  if (hosts.length === 0) return 3;
  if (hosts.some(({ unreadable }) => unreadable !== undefined)) return 3;
  const severities = hosts.flatMap(({ symptoms }) =>
    symptoms.filter(({ explainedBy }) => explainedBy === undefined).map(({ severity }) => severity),
  );
  if (severities.includes("page")) return 2;
  if (severities.includes("ticket")) return 1;
  return hosts.some((host) => host.notRead.length > 0) ? 3 : 0;
}
