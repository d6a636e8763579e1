import { unseenText } from "../detect/unseen.ts";
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
import type { PassCondition, StepState } from "../runbook.ts";
import { conditionOf, currentStep, markNow } from "../runbooks/current-step.ts";
import { placeWords } from "../runbooks/list-place.ts";
import { againstWords, isTickedAgainst } from "../runbooks/ticked-against.ts";
import { type Evidence, isThere, type Symptom } from "../symptom.ts";
import type { TimelineEntry } from "../timeline.ts";
import { anatomyOf } from "./anatomy-of.ts";
import { causeChain } from "./cause-chain.ts";
import type { Block, FigureRows, MilestoneRows } from "./content.ts";
import { tellGroup } from "./describe-entry.ts";
import type { FollowUp } from "./document.ts";
import { followUpTable } from "./follow-ups.ts";
import { utc } from "./plain.ts";
import type { PostmortemInput } from "./postmortem-input.ts";
import { evidenceOf } from "./proof.ts";
import { reviewQuestion } from "./review-questions.ts";
import { keyEntries } from "./timeline-choice.ts";
import type { BlockName, QuestionId, TimelineChoice } from "./tokens.ts";

const UNKNOWN = "unknown";

/** A disk may warn before anybody feels it. */
const signed = (ms: number): string => (ms < 0 ? `${formatDuration(-ms)} before` : formatDuration(ms));

export const figureRows = (incident: Incident): FigureRows =>
  DURATIONS.map((duration) => {
    const figure = figureOf(duration, incident);
    return {
      name: `${duration.name} (${duration.abbreviation})`,
      value: figure.kind === "known" ? signed(figure.ms) : `${UNKNOWN}: ${figure.because}`,
      isKnown: figure.kind === "known",
      definition: duration.definition,
    };
  });

export function milestoneRows({
  incident,
  symptoms,
}: Pick<PostmortemInput, "incident" | "symptoms">): MilestoneRows {
  const passedAt = passedAgainAt(symptoms);
  const how = (milestone: Milestone): string => {
    const state = milestoneState(incident, milestone);
    // People mark what they have seen; what was over before says how long that took.
    const isEnd = milestone === "mitigated" || milestone === "resolved";
    if (state.kind === "recorded" && isEnd && passedAt !== undefined && passedAt < state.at)
      return `recorded, when a person marked it; the readings passed again from ${utc(passedAt)} on`;
    if (state.kind === "pending" && state.proposedAt !== undefined)
      return `pending; evidence begins at ${utc(state.proposedAt)}, and nobody has confirmed it`;
    return milestoneWords(state);
  };
  return MILESTONES.map((milestone) => {
    const at = incident.milestones[milestone];
    return {
      name: MILESTONE_WORDS[milestone],
      ...(at !== undefined && { at }),
      without: incident.notApplicable[milestone] === undefined ? UNKNOWN : "none",
      how: how(milestone),
    };
  });
}

const quotedReading = (word: string, { source, at, text }: Evidence): Block => ({
  kind: "evidence",
  word,
  source,
  at,
  text,
});

function symptomSection(symptom: Symptom, entries: readonly TimelineEntry[]): readonly Block[] {
  const { title, hostId, mode, severity, summary, blast, subject } = symptom;
  const { proof, after } = evidenceOf(symptom, entries);
  const about = subject === "" ? "" : `, ${subject}`;
  const times = [
    `began ${utc(symptom.sinceAt)}`,
    `seen ${utc(symptom.seenAt)}`,
    `raised ${symptom.raisedAt === undefined ? "never" : utc(symptom.raisedAt)}`,
    ...(symptom.recoveringAt === undefined ? [] : [`recovering ${utc(symptom.recoveringAt)}`]),
    `cleared ${symptom.clearedAt === undefined ? "not yet" : utc(symptom.clearedAt)}`,
  ];
  const unseen = unseenText(symptom, utc);
  if (unseen !== undefined) times.push(`not visible ${unseen}`);
  const list = (items: readonly string[]) => (items.length === 0 ? UNKNOWN : items.join("; "));
  return [
    { kind: "subsection", title: `${title} on ${hostId}` },
    {
      kind: "paragraph",
      pieces: [
        { code: mode },
        `${about}, ${severity}. ${isThere(symptom) ? "" : "While it lasted: "}${summary}`,
      ],
    },
    {
      kind: "facts",
      rows: [
        { name: "Times (UTC)", text: times.join(", ") },
        { name: "Affected", text: list(blast.affected) },
        { name: "Not affected", text: list(blast.notAffected) },
      ],
    },
    ...proof.map((item) => quotedReading("Evidence", item)),
    ...after.map((item) => quotedReading("Read afterwards", item)),
  ];
}

function checklistSection(
  { runbook, hostId, subject, steps, symptomId }: PostmortemInput["checklists"][number],
  { incident, symptoms, checklists }: PostmortemInput,
): readonly Block[] {
  const states = new Map(steps.map((state) => [state.stepId, state]));
  const rows = runbook.steps.map((step, index) => {
    const state = states.get(step.id);
    const mark = state?.mark ?? "open";
    const isAgainst = isTickedAgainst(step, state);
    return [
      String(index + 1),
      step.kind,
      step.title,
      state !== undefined && isAgainst ? `ticked, but ${againstWords(state)}` : STEP_WORDS[mark],
      mark === "open" ? "" : `${state?.by ?? "the check itself"}${doneInWords(state)}`,
      state?.changedAt === undefined ? "" : utc(state.changedAt),
      state?.reason ?? state?.reading ?? (isAgainst ? state?.check?.reading : undefined) ?? "",
    ];
  });
  const symptom = symptoms.find(({ id }) => id === symptomId);
  const read = (condition: PassCondition) =>
    states.get(runbook.steps.find((step) => conditionOf(step) === condition)?.id ?? "")?.check;
  const current = currentStep(runbook.steps, markNow(runbook.steps, symptom, read, steps), symptom);
  const isOneOfSeveral = checklists.filter((list) => list.runbook.id === runbook.id).length > 1;
  const where = isOneOfSeveral && hostId !== undefined ? `, ${placeWords({ hostId, subject })}` : "";
  const stand =
    current && isOpen(incident.state)
      ? `Stands at step ${current.index + 1} of ${runbook.steps.length}: ${current.step.title}. `
      : "";
  return [
    { kind: "subsection", title: `${runbook.title}${where}` },
    { kind: "table", head: ["#", "Kind", "Step", "State", "By", "UTC", "Reading or reason"], rows },
    {
      kind: "paragraph",
      pieces: [`${stand}Text of version `, { code: runbook.version.slice(0, 12) }, "."],
    },
  ];
}

const doneInWords = (state: StepState | undefined): string =>
  state?.doneIn === undefined ? "" : `, in ${state.doneIn}`;

function facts({ incident, writtenAt }: PostmortemInput): Block {
  const into = incident.mergedInto === undefined ? "" : ` into ${incident.mergedInto}`;
  const roles = INCIDENT_ROLES.map((role) => `${ROLE_WORDS[role]} ${incident.roles[role]?.name ?? "nobody"}`);
  return {
    kind: "facts",
    rows: [
      { name: "Severity", text: severityWords(incident.severity) },
      { name: "State", text: `${STATE_WORDS[incident.state]}${into}` },
      { name: "Opened", text: `${utc(incident.openedAt)} UTC` },
      ...(incident.reopenedAt.length === 0
        ? []
        : [{ name: "Opened again", text: `${incident.reopenedAt.map(utc).join(", ")} UTC` }]),
      { name: "Acknowledged by", text: incident.acknowledgedBy?.name ?? "nobody" },
      { name: "Roles at the end", text: roles.join(", ") },
      { name: "Hosts", text: incident.hostIds.join(", ") || "none" },
      { name: "Written", text: `${utc(writtenAt)} UTC, from entries 1 to ${incident.headSeq}` },
    ],
  };
}

const paragraph = (text: string): Block => ({ kind: "paragraph", pieces: [text] });

const orElse = (blocks: readonly Block[], text: string): readonly Block[] =>
  blocks.length > 0 ? blocks : [paragraph(text)];

const TIMELINE_NOTE =
  "Times are UTC and the source's own where it has one. Quoted lines were written by machines and are unchanged but for redactions.";

function timeline(choice: TimelineChoice, { entries }: PostmortemInput): readonly Block[] {
  const told =
    choice === "all"
      ? entries
      : choice === "shared"
        ? entries.filter(({ visibility }) => visibility === "shared")
        : keyEntries(entries);
  const left = entries.length - told.length;
  const rest = left === 0 ? "" : ` ${told.length} of ${entries.length} entries are told here.`;
  return [
    paragraph(`${TIMELINE_NOTE}${rest}`),
    { kind: "timeline", rows: groupEntries(inOrder(told)).map(tellGroup) },
  ];
}

function oneEntry(seq: number, { entries }: PostmortemInput): Block {
  const found = entries.find((entry) => entry.seq === seq);
  if (found === undefined) return paragraph(`There is no entry ${seq}.`);
  return { kind: "timeline", rows: groupEntries([found]).map(tellGroup) };
}

/** What a block token stands for. Its argument is one that `mistakeIn` found nothing wrong with. */
export function blocksOf(
  name: BlockName,
  argument: string | undefined,
  input: PostmortemInput,
  followUps: readonly FollowUp[],
): readonly Block[] {
  const { incident, symptoms, checklists, entries } = input;
  switch (name) {
    case "facts":
      return [facts(input)];
    case "strip":
      return [{ kind: "strip", rows: milestoneRows(input) }];
    case "figures":
      return [{ kind: "figures", rows: figureRows(incident) }];
    case "milestones":
      return [{ kind: "milestones", rows: milestoneRows(input) }];
    case "cause-chain":
      return orElse(causeChain(symptoms), "No symptom was attached, so the order of failure is not known.");
    case "anatomy":
      return orElse(anatomyOf(symptoms), "No symptom was attached, so nothing can be drawn.");
    case "symptoms":
      return orElse(
        symptoms.flatMap((symptom) => symptomSection(symptom, entries)),
        "None were attached.",
      );
    case "timeline":
      return timeline((argument ?? "all") as TimelineChoice, input);
    case "entry":
      return [oneEntry(Number(argument), input)];
    case "checklists":
      return orElse(
        checklists.flatMap((checklist) => checklistSection(checklist, input)),
        "No runbook was opened.",
      );
    case "actions":
      return orElse(followUpTable(followUps), "No action was agreed on.");
    case "known":
      return [reviewQuestion(argument as QuestionId, input)];
  }
}
