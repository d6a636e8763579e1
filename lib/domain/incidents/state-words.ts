import type { IncidentState, Milestone } from "../incident.ts";
import type { StepState } from "../runbook.ts";
import type { IncidentSeverity } from "../severity.ts";
import type { SymptomChangeKind } from "../symptom.ts";

/* One word for one thing: screens, shared timelines and exports take theirs from here. */

export const STATE_WORDS: Readonly<Record<IncidentState, string>> = {
  triage: "Triage",
  active: "Mitigating",
  mitigated: "Mitigated",
  resolved: "Resolved",
  closed: "Closed",
  dismissed: "Dismissed",
  merged: "Merged",
};

export const MILESTONE_WORDS: Readonly<Record<Milestone, string>> = {
  "impact-started": "Impact",
  detected: "Detected",
  acknowledged: "Acknowledged",
  mitigated: "Mitigated",
  resolved: "Resolved",
};

export const CHANGE_WORDS: Readonly<Record<SymptomChangeKind, string>> = {
  seen: "seen",
  raised: "raised",
  recovering: "recovering",
  relapsed: "fails again",
  cleared: "cleared",
  updated: "has new evidence",
  unknown: "cannot be read",
};

export const STEP_WORDS: Readonly<Record<StepState["mark"], string>> = {
  open: "open",
  passed: "passed",
  confirmed: "confirmed",
  regressed: "fails again",
  ticked: "ticked",
  skipped: "skipped",
  answered: "answered no",
  "not-needed": "not needed here",
};

/** "SEV 2" */
export const severityWords = (severity: IncidentSeverity): string => severity.replace("SEV", "SEV ");
