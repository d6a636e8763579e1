import { unseenText } from "../detect/unseen.ts";
import type { SymptomId } from "../ids.ts";
import type { Incident, Milestone } from "../incident.ts";
import { INCIDENT_ROLES, MILESTONES } from "../incident.ts";
import { DURATIONS } from "../incidents/durations.ts";
import { groupEntries } from "../incidents/group-entries.ts";
import { figureOf, milestoneState, milestoneWords, passedAgainAt } from "../incidents/milestone-words.ts";
import { inOrder } from "../incidents/order-entries.ts";
import { ROLE_WORDS } from "../incidents/role-words.ts";
import { MILESTONE_WORDS, STATE_WORDS, STEP_WORDS, severityWords } from "../incidents/state-words.ts";
import { isOpen } from "../incidents/transitions.ts";
import { formatDuration } from "../length.ts";
import type { PassCondition, Runbook, StepState } from "../runbook.ts";
import { conditionOf, currentStep, markNow } from "../runbooks/current-step.ts";
import { againstWords, isTickedAgainst } from "../runbooks/ticked-against.ts";
import { type Evidence, isThere, type Symptom } from "../symptom.ts";
import type { EpochMs } from "../time.ts";
import type { TimelineEntry } from "../timeline.ts";
import { describeGroup } from "./describe-entry.ts";
import { fenced, inline, table, utc } from "./markdown.ts";
import { evidenceOf } from "./proof.ts";
import { reviewQuestions } from "./review-questions.ts";

export interface PostmortemInput {
  readonly incident: Incident;
  /** All of them, in order. */
  readonly entries: readonly TimelineEntry[];
  readonly symptoms: readonly Symptom[];
  readonly checklists: readonly {
    readonly runbook: Runbook;
    readonly steps: readonly StepState[];
    /** The symptom it was opened for. */
    readonly symptomId?: SymptomId;
  }[];
  readonly writtenAt: EpochMs;
}

const UNKNOWN = "unknown";

/** A disk may warn before anybody feels it. */
const signed = (ms: number): string => (ms < 0 ? `${formatDuration(-ms)} before` : formatDuration(ms));

function figures(incident: Incident): string {
  const rows = DURATIONS.map((duration) => {
    const figure = figureOf(duration, incident);
    return [
      `${duration.name} (${duration.abbreviation})`,
      figure.kind === "known" ? signed(figure.ms) : `${UNKNOWN}: ${figure.because}`,
      duration.definition,
    ];
  });
  return table(["Figure", "Value", "Definition"], rows);
}

function milestoneTable({ incident, symptoms }: PostmortemInput): string {
  const passedAt = passedAgainAt(symptoms);
  const how = (milestone: Milestone): string => {
    const state = milestoneState(incident, milestone);
    // People mark what they have seen; what was over before says how long that took.
    const isEnd = milestone === "mitigated" || milestone === "resolved";
    if (state.kind === "recorded" && isEnd && passedAt !== undefined && passedAt < state.at)
      return `recorded, when a person marked it; the readings passed again from ${utc(passedAt)} on`;
    if (state.kind === "pending" && state.proposedAt !== undefined)
      return `pending; evidence begins at ${utc(state.proposedAt)}, and nobody has confirmed it`;
    return inline(milestoneWords(state));
  };
  const rows = MILESTONES.map((milestone) => {
    const at = incident.milestones[milestone];
    const isVoid = incident.notApplicable[milestone] !== undefined;
    return [
      MILESTONE_WORDS[milestone],
      at === undefined ? (isVoid ? "none" : UNKNOWN) : utc(at),
      how(milestone),
    ];
  });
  return table(["Milestone", "UTC", "How it is known"], rows);
}

const quotedReading = (word: string, { source, at, text }: Evidence): string =>
  `${word}: ${inline(source)}, ${utc(at)}\n\n${fenced(text)}`;

function symptomSection(symptom: Symptom, entries: readonly TimelineEntry[]): string {
  const { title, hostId, mode, severity, summary, blast, subject } = symptom;
  const { proof, after } = evidenceOf(symptom, entries);
  const about = subject === "" ? "" : `, ${inline(subject)}`;
  const times = [
    `began ${utc(symptom.sinceAt)}`,
    `seen ${utc(symptom.seenAt)}`,
    `raised ${symptom.raisedAt === undefined ? "never" : utc(symptom.raisedAt)}`,
    ...(symptom.recoveringAt === undefined ? [] : [`recovering ${utc(symptom.recoveringAt)}`]),
    `cleared ${symptom.clearedAt === undefined ? "not yet" : utc(symptom.clearedAt)}`,
  ];
  const unseen = unseenText(symptom, utc);
  if (unseen !== undefined) times.push(`not visible ${unseen}`);
  const list = (items: readonly string[]) => (items.length === 0 ? UNKNOWN : items.map(inline).join("; "));
  return [
    `### ${inline(title)} on ${hostId}`,
    `\`${mode}\`${about}, ${severity}. ${isThere(symptom) ? "" : "While it lasted: "}${inline(summary)}`,
    [
      `- Times (UTC): ${times.join(", ")}`,
      `- Affected: ${list(blast.affected)}`,
      `- Not affected: ${list(blast.notAffected)}`,
    ].join("\n"),
    ...proof.map((item) => quotedReading("Evidence", item)),
    ...after.map((item) => quotedReading("Read afterwards", item)),
  ].join("\n\n");
}

function checklistSection(
  { runbook, steps, symptomId }: PostmortemInput["checklists"][number],
  { incident, symptoms }: PostmortemInput,
): string {
  const states = new Map(steps.map((state) => [state.stepId, state]));
  const rows = runbook.steps.map((step, index) => {
    const state = states.get(step.id);
    const mark = state?.mark ?? "open";
    const isAgainst = isTickedAgainst(step, state);
    const who = mark === "open" ? "" : (state?.by ?? "the check itself");
    return [
      String(index + 1),
      step.kind,
      inline(step.title),
      state !== undefined && isAgainst ? `ticked, but ${againstWords(state)}` : STEP_WORDS[mark],
      inline(who),
      state?.changedAt === undefined ? "" : utc(state.changedAt),
      inline(state?.reason ?? state?.reading ?? (isAgainst ? state?.check?.reading : undefined) ?? ""),
    ];
  });
  const symptom = symptoms.find(({ id }) => id === symptomId);
  const read = (condition: PassCondition) =>
    states.get(runbook.steps.find((step) => conditionOf(step) === condition)?.id ?? "")?.check;
  const current = currentStep(runbook.steps, markNow(runbook.steps, symptom, read, steps), symptom);
  const stand =
    current && isOpen(incident.state)
      ? [`Stands at step ${current.index + 1} of ${runbook.steps.length}: ${inline(current.step.title)}.`]
      : [];
  return [
    `### ${inline(runbook.title)}`,
    table(["#", "Kind", "Step", "State", "By", "UTC", "Reading or reason"], rows),
    [...stand, `Text of version \`${runbook.version.slice(0, 12)}\`.`].join(" "),
  ].join("\n\n");
}

/**
 * The postmortem of an incident as Markdown. Nothing is made up: what the timeline does not know is "unknown".
 * Give it redacted values; it redacts nothing.
 */
export function writePostmortem(input: PostmortemInput): string {
  const { incident, entries, symptoms, checklists } = input;
  const roles = INCIDENT_ROLES.map(
    (role) => `${ROLE_WORDS[role]} ${inline(incident.roles[role]?.name ?? "nobody")}`,
  );
  const none = (sections: readonly string[], text: string) => (sections.length > 0 ? sections : [text]);
  const parts = [
    `# ${incident.id}: ${inline(incident.title)}`,
    [
      `- Severity: ${severityWords(incident.severity)}`,
      `- State: ${STATE_WORDS[incident.state]}${incident.mergedInto === undefined ? "" : ` into ${incident.mergedInto}`}`,
      `- Opened: ${utc(incident.openedAt)} UTC`,
      ...(incident.reopenedAt.length === 0
        ? []
        : [`- Opened again: ${incident.reopenedAt.map(utc).join(", ")} UTC`]),
      `- Acknowledged by: ${inline(incident.acknowledgedBy?.name ?? "nobody")}`,
      `- Roles at the end: ${roles.join(", ")}`,
      `- Hosts: ${incident.hostIds.join(", ") || "none"}`,
      `- Written: ${utc(input.writtenAt)} UTC, from entries 1 to ${incident.headSeq}`,
    ].join("\n"),
    "## Figures",
    figures(incident),
    milestoneTable(input),
    "## Symptoms",
    ...none(
      symptoms.map((symptom) => symptomSection(symptom, entries)),
      "None were attached.",
    ),
    "## Timeline",
    "Times are UTC and the source's own where it has one. Lines in fences were written by machines and are unchanged but for redactions.",
    groupEntries(inOrder(entries)).map(describeGroup).join("\n"),
    "## Checklists",
    ...none(
      checklists.map((checklist) => checklistSection(checklist, input)),
      "No runbook was opened.",
    ),
    "## Review",
    reviewQuestions(input),
    "## Origin",
    `${incident.headSeq} entries, each chained to the one before. Hash of the last: \`${incident.headHash}\``,
  ];
  return `${parts.join("\n\n")}\n`;
}
