import type { ActionTarget, ActionVerb, PrunePreview } from "../domain/action.ts";
import type { PartId, PartState } from "../domain/anatomy.ts";
import type { SymptomId } from "../domain/ids.ts";
import type { Incident } from "../domain/incident.ts";
import type { SeenBefore } from "../domain/incidents/seen-before.ts";
import type { ShareKind } from "../domain/incidents/share-limits.ts";
import type { ChosenRule, Discretion } from "../domain/redaction/stand-ins.ts";
import type { Runbook, StepState } from "../domain/runbook.ts";
import type { ListPlace } from "../domain/runbooks/list-place.ts";
import type { Symptom } from "../domain/symptom.ts";
import type { EpochMs } from "../domain/time.ts";
import type { TimelineEntry } from "../domain/timeline.ts";
import type { SymptomView } from "./views.ts";

/* What a browser gets of incidents. */

export interface IncidentSummary extends Incident {
  readonly parts: Readonly<Partial<Record<PartId, PartState>>>;
  /** Those of before, where it is open and nothing is lit any more. */
  readonly partsBefore?: IncidentSummary["parts"];
  readonly lead?: string;
  readonly openSymptoms: number;
  readonly now?: string;
}

/** What the dialog of a guarded action shows. */
export interface ActionPlan {
  readonly verb: ActionVerb;
  readonly hostId: string;
  readonly title: string;
  readonly does: string;
  readonly command: string;
  readonly breaks: string;
  readonly undo: string;
  /** By the gate's own configuration. */
  readonly isAllowed: boolean;
  readonly needsSecond: boolean;
  /** What was looked at just now, and how it was found. */
  readonly checked: ActionCheck;
  /** As it is now; of one that is gone, as it was seen. */
  readonly target?: ActionTarget;
  readonly preview?: PrunePreview;
  /** The verb that takes it back, and whether the gate may do that here. */
  readonly inverse?: { readonly verb: ActionVerb; readonly isAllowed: boolean };
}

export interface ActionCheck {
  readonly at: EpochMs;
  /** How long the daemon took to tell of the target. */
  readonly tookMs?: number;
  /** Why it is not what was seen before any more: nothing would be run. */
  readonly change?: string;
  /** Another container that has the name by now. */
  readonly replacedBy?: string;
  /** What runs on the host at the moment: one at a time does. */
  readonly busyWith?: string;
}

/** What the gate can do for a step of a checklist. */
export interface StepRun {
  readonly verb: ActionVerb;
  readonly hostId: string;
  /** Name or id, where one is known. */
  readonly container?: string;
  /** By the gate's own configuration. */
  readonly isAllowed: boolean;
  readonly needsSecond: boolean;
}

/** One checklist of an incident. */
export interface ChecklistView {
  readonly runbook: Runbook;
  /** What it is worked through for: a runbook has one for each host or container. */
  readonly on?: ListPlace;
  readonly symptomId?: string;
  /** Where it stands: the step Watch and Host name too. Absent when nothing is left to do. */
  readonly currentStepId?: string;
  /** The runbook that the answers of a playbook led to, and the step that did. */
  readonly leadsTo?: {
    readonly stepId: string;
    readonly runbookId: string;
    readonly title: string;
    /** This incident works with it already. */
    readonly isOpen: boolean;
  };
  /** By step: what the gate can do for it. */
  readonly runs?: Readonly<Record<string, StepRun>>;
  /** What turned out to be behind the symptom of this checklist: another one, that explains it. */
  readonly cause?: {
    readonly symptomId: SymptomId;
    readonly title: string;
    readonly hostId: string;
    readonly runbook?: { readonly id: string; readonly title: string; readonly isOpen: boolean };
  };
  /** The file was changed since: its version, and what it says differently. */
  readonly newer?: { readonly version: string; readonly differences: readonly string[] };
  /** The engine of the host is not one it was written for: ">=23.0", "20.10.24". */
  readonly engineNote?: { readonly wanted: string; readonly actual: string };
  readonly steps: readonly StepState[];
  /** Commands of each step with real names filled in; same order as the step's commands. */
  readonly commands: Readonly<Record<string, readonly string[]>>;
}

/** Everything of one incident but its entries, which are a line topic of their own. */
export interface IncidentDetail extends IncidentSummary {
  readonly symptoms: readonly SymptomView[];
  readonly checklists: readonly ChecklistView[];
  readonly evidence: readonly EvidenceView[];
  /** Earlier incidents with the same cause, nearest first. */
  readonly seenBefore: readonly SeenBefore[];
}

/** What an export leaves out or calls otherwise. */
export interface ExportSummary {
  readonly redactions: readonly { readonly rule: string; readonly count: number }[];
  /** Entries that were not marked for readers. */
  readonly internalCount: number;
  /** How many different names, addresses and words are told otherwise, by rule. */
  readonly chosen: readonly { readonly rule: ChosenRule; readonly found: number }[];
}

export interface EvidenceView {
  readonly id: string;
  readonly hostId: string;
  readonly subject: string;
  readonly title: string;
  readonly capturedAt: EpochMs;
  readonly lineCount: number;
}

/** What is told is none of now: it was recorded, and is played. */
export interface Recording {
  readonly name: string;
  readonly recordedAt: EpochMs;
}

export interface ShareView {
  readonly id: string;
  readonly kind: ShareKind;
  /** For whom. */
  readonly label?: string;
  readonly discretion: Discretion;
  /** Of a live one: what its readers are told above everything. */
  readonly summary?: string;
  readonly createdAt: EpochMs;
  readonly createdBy: string;
  readonly createdById: string;
  readonly expiresAt: EpochMs;
  readonly revokedAt?: EpochMs;
  /** When a live one stopped. */
  readonly frozenAt?: EpochMs;
  readonly views: number;
  readonly lastUsedAt?: EpochMs;
}

/** A link as those who work on the incident see it. */
export interface ShareInUse extends ShareView {
  /** Pages of readers that show it at this moment. */
  readonly readers: number;
}

/** What a reader of a share link sees: redacted, and frozen unless it is live and goes on. */
export interface SharedTimeline {
  /** What happened, in the words of who shared it: Markdown. */
  readonly summary?: string;
  readonly incident: Pick<
    Incident,
    "id" | "title" | "state" | "severity" | "openedAt" | "milestones" | "proposedImpactAt" | "headHash"
  >;
  readonly recording?: Recording;
  readonly sharedBy: string;
  /** When this was so: of a live link that goes on, when it was last read. */
  readonly frozenAt: EpochMs;
  readonly expiresAt: EpochMs;
  /** Of a live link: it goes on, or its incident is over and it stays as it was then. Absent: a snapshot. */
  readonly live?: "on" | "over";
  readonly hiddenCount: number;
  /** Entries that could not be looked through for secrets, and are left out for that. Absent is none. */
  readonly uncheckedCount?: number;
  readonly redactionCount: number;
  /** The same by rule: secrets, and what who shared it chose to keep to themselves. Absent in links of older versions. */
  readonly redactions?: readonly { readonly rule: string; readonly count: number }[];
  /** Parts of the host drawn that nobody could see when it was frozen. Absent is unknown. */
  readonly unseenParts?: readonly PartId[];
  readonly symptoms: readonly Pick<
    Symptom,
    | "id"
    | "hostId"
    | "mode"
    | "title"
    | "summary"
    | "part"
    | "severity"
    | "sinceAt"
    | "recoveringAt"
    | "clearedAt"
    | "blast"
    | "state"
  >[];
  readonly entries: readonly TimelineEntry[];
}

/** A rule that can be turned off, and what it would do to what is shown. */
export interface ChosenRuleView {
  readonly rule: ChosenRule;
  /** How many different names, addresses or words stand there. */
  readonly found: number;
  /** The first of each sort, with what would stand instead. */
  readonly examples: readonly { readonly from: string; readonly to: string }[];
}

/** What a link made now would show, and what could be kept from its readers. */
export interface SharePreview {
  readonly shared: SharedTimeline;
  readonly chosen: readonly ChosenRuleView[];
  /** How long the list of words is. */
  readonly ownWordCount: number;
}

/** The same in two parts, so that one entry more does not send all of them again. */
export interface SharedHead extends Omit<SharedTimeline, "entries"> {
  readonly shareId: string;
}
export interface SharedRow extends TimelineEntry {
  readonly id: string;
}
