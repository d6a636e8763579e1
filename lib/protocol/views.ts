import type { AllowedAction } from "../domain/action.ts";
import type { PartId, PartState } from "../domain/anatomy.ts";
import type { HostChange } from "../domain/changes/host-change.ts";
import type { PartReading } from "../domain/detect/part-reading.ts";
import type { ProcessLists } from "../domain/detect/process-lists.ts";
import type { Vital } from "../domain/detect/vitals.ts";
import type { Handover } from "../domain/handover.ts";
import type { IncidentSettings } from "../domain/incidents/settings.ts";
import type { Mute } from "../domain/mute.ts";
import type { CheckReading, Runbook, RunbookProblem } from "../domain/runbook.ts";
import type { ModeId, Symptom } from "../domain/symptom.ts";
import type { EpochMs } from "../domain/time.ts";

/*
 * What a browser knows. Plain JSON: no undefined that matters, no classes, no maps.
 * Times are EpochMs; the browser formats them in UTC unless the reader switched.
 */

export type ProbeRung = "connect" | "ping" | "version" | "list" | "inspect";

export interface RungView {
  readonly rung: ProbeRung;
  /** undefined: not tried or not reached. */
  readonly ok?: boolean;
  /** "0.3 ms", "> 5 s", "refused", "not reached" */
  readonly text: string;
  readonly tries: number;
  readonly at?: EpochMs;
  /** From before another rung failed, or not asked again in time: not known of now. */
  readonly isStale?: boolean;
}

/** One host in strips, lists and rows. What is wrong with it is said by the symptoms alone. */
export interface HostSummary {
  readonly id: string;
  readonly url: string;
  readonly transport: "unix" | "ssh" | "tcp";
  readonly labels: Readonly<Record<string, string>>;
  readonly engineVersion?: string;
  /** Absent: Docker. */
  readonly engineName?: "podman";
  /** Nothing is heard from it; readings are from `lastHeardAt`. */
  readonly isHeard: boolean;
  readonly lastHeardAt?: EpochMs;
  /** Why nothing is heard, and since when: since the last reading, or since it is asked where there never was one. */
  readonly silence?: { readonly reason: string; readonly sinceAt: EpochMs };
  /** When the whole engine last answered: the list and /info. */
  readonly lastFullAnswerAt?: EpochMs;
  readonly parts: Readonly<Record<PartId, PartState>>;
  /** Absent: never read, which is not none. */
  readonly containersRunning?: number;
  readonly containersExpected?: number;
  /** Who counts: the daemon's list, the shims on the host while it does not answer, or the last list there was. */
  readonly containersBy?: "list" | "shims" | "last-list";
  readonly containersAt?: EpochMs;
  readonly pingMs?: number;
  readonly channel: { readonly state: "up" | "down" | "connecting" | "none"; readonly reason?: string };
  readonly isInsecure: boolean;
  /** A recording that is played: nothing of it happens now. */
  readonly isRecorded?: true;
  /** Restarts of the last 6 h in 36 cells of 10 min, oldest first; the containers with most, at most 6. Absent: not counted. */
  readonly restarts?: readonly { readonly container: string; readonly cells: readonly number[] }[];
}

export type PartView = PartReading;

export interface ContainerView {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly state: string;
  readonly status: string;
  readonly health?: string;
  readonly project?: string;
  readonly service?: string;
  /** By its policy, since it was made; absent: not inspected yet. */
  readonly restartCount?: number;
  readonly ports: readonly string[];
  /** last known: from the list before the daemon went, confirmed by its shim or not. */
  readonly isLastKnown: boolean;
  readonly isShimAlive?: boolean;
}

/** A container found by its name, as its host last listed it. */
export interface FoundContainer {
  readonly hostId: string;
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly state: string;
}

export type VitalView = Vital;

/** One host in full, for the Host page. */
export interface HostDetail extends HostSummary {
  /** Since when the daemon does not answer, which what keeps it away may have lain there before; absent while it does. */
  readonly awaySinceAt?: EpochMs;
  readonly socketPath?: string;
  /** What the gate's configuration lets people do here; absent is nothing. */
  readonly actions?: readonly AllowedAction[];
  readonly partViews: readonly PartView[];
  readonly ladder: readonly RungView[];
  /** exists, may open, listens, answers */
  readonly connection: readonly {
    readonly rung: "exists" | "may-open" | "listens" | "answers";
    readonly ok?: boolean;
    readonly text: string;
  }[];
  readonly containers: readonly ContainerView[];
  readonly vitals: readonly VitalView[];
  readonly kernel: readonly { readonly name: string; readonly value: string; readonly isDrifting: boolean }[];
  /** What Foghorn sees of this host at the moment, and how old it is. */
  readonly sight: readonly {
    readonly what: string;
    readonly state: "live" | "last-known" | "not-visible";
    readonly at?: EpochMs;
    readonly reason?: string;
    readonly change?: string;
  }[];
  /** What others have to report for Foghorn to know: without a source it is unknown, never none. */
  readonly sources: readonly {
    readonly what: string;
    readonly state: "read" | "no-source";
    readonly text: string;
    readonly problems: readonly string[];
  }[];
  readonly lastListAt?: EpochMs;
  /** Absent: nobody can look at processes now. */
  readonly processes?: ProcessLists;
  /** What may go wrong one day, worst kind of fault first; nothing is broken by it. */
  readonly risks: readonly RiskView[];
  /** What was changed lately, newest first; before `knownSinceAt` nobody knows. */
  readonly changes?: {
    readonly knownSinceAt: EpochMs;
    readonly items: readonly {
      readonly kind: HostChange["kind"];
      readonly at: EpochMs;
      readonly text: string;
      /** Of a deploy: whether it came before the service first died. */
      readonly die?: string;
      /** Leads back to what was before. */
      readonly goBack?: { readonly digest: string; readonly command: string };
    }[];
  };
  /** How many of the running containers were looked at for risks; absent: nobody could look, so none found is not none. */
  readonly riskSight?: {
    readonly looked: number;
    readonly running: number;
    readonly at: EpochMs;
    readonly isLastKnown: boolean;
  };
}

/** One kind of risk of a host, with what has it. */
export interface RiskView {
  readonly mode: ModeId;
  readonly title: string;
  readonly part: PartId;
  readonly count: number;
  readonly runbook?: { readonly id: string; readonly title: string };
  /** What its runbook does about it: its first step that changes something, else its first. */
  readonly next?: string;
  /** At most 200, by name. */
  readonly items: readonly {
    readonly symptomId: string;
    readonly subject: string;
    readonly summary: string;
    readonly reading?: string;
    readonly sinceAt: EpochMs;
    /** Its source cannot be read at the moment. */
    readonly isUnknown?: true;
  }[];
}

/** A symptom as drawn, with what follows from its place among the others. */
export interface SymptomView extends Symptom {
  /** Order of failure on this host, 1 first; equal numbers are closer than the clocks can tell. */
  readonly chain: readonly {
    readonly number: number;
    readonly at: EpochMs;
    readonly part: PartId;
    readonly text: string;
  }[];
  readonly incidentId?: string;
  readonly acknowledgedAt?: EpochMs;
  readonly acknowledgedBy?: string;
  /** Somebody knows of it: it is drawn greyed, and counts nowhere until then. */
  readonly mute?: {
    readonly id: string;
    readonly until: EpochMs;
    readonly by: string;
    readonly reason: string;
  };
  readonly runbook?: { readonly id: string; readonly title: string; readonly stepCount: number };
  /** Where its checklist stands; without an incident, where its runbook would by the readings of now. */
  readonly next?: { readonly stepNumber: number; readonly title: string; readonly command?: string };
}

export interface RunbookView extends Runbook {
  /** Symptoms that it serves and that are open: what each fills into its commands. */
  readonly live: readonly {
    readonly symptomId: string;
    readonly values: Readonly<Record<string, string>>;
  }[];
  /** Of one that takes the place of the release's: what it says differently. */
  readonly differences?: readonly string[];
  /** Readings of its checks against one host, when asked for with a host. */
  readonly readings?: Readonly<Record<string, CheckReading>>;
}

export interface RunbooksView {
  readonly runbooks: readonly Runbook[];
  readonly problems: readonly RunbookProblem[];
}

export interface MuteView extends Mute {
  /** Title of its mode, where it names one. */
  readonly modeTitle?: string;
}

/** The console's own state: what the top bar, banners and health page say. */
export interface ConsoleView {
  readonly version: string;
  readonly gate: { readonly state: "up" | "down"; readonly since: EpochMs; readonly reason?: string };
  readonly configFile?: string;
  readonly configProblems: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly message: string;
    readonly hint: string;
  }[];
  readonly discovery: readonly {
    readonly origin: string;
    readonly url: string;
    readonly hostId?: string;
    readonly rungs: readonly { readonly name: ProbeRung; readonly ok?: boolean; readonly text: string }[];
    readonly triedAt: EpochMs;
    readonly verdict: string;
    readonly command?: string;
  }[];
  readonly engineLagMs: number;
  readonly eventLoopLagMs: number;
  readonly storage: {
    readonly ok: boolean;
    readonly message?: string;
    readonly sizeBytes: number;
    readonly limitBytes: number;
  };
  readonly incidentSettings?: IncidentSettings;
  /** Those that hold now, the first to end first. Absent is none. */
  readonly mutes?: readonly MuteView[];
  /** What the last watch left. Absent: none ever did. */
  readonly handover?: Handover;
  /** Set when what is shown is a recording; with `hostCount` so many hosts of it, beside others that are not. */
  readonly recording?: {
    readonly name: string;
    readonly recordedAt: EpochMs;
    /** Played once: nothing changes afterwards. Absent: played again and again. */
    readonly endsAt?: EpochMs;
    readonly hostCount?: number;
  };
}
