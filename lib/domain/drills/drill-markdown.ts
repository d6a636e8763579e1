import { OUTCOME_WORDS } from "../action-words.ts";
import { restartWords } from "../incidents/restart-words.ts";
import { STATE_WORDS, STEP_WORDS } from "../incidents/state-words.ts";
import { formatDuration, lengthBetween } from "../length.ts";
import { inline, table } from "../postmortem/markdown.ts";
import { utc } from "../postmortem/plain.ts";
import type { TimelineEntry } from "../timeline.ts";
import type { DrillReport, Moment, RoomReport } from "./drill-report.ts";
import type { ActionRun } from "./drilled-actions.ts";
import type { ChecklistHistory, Exercise, StepEvent, StepHistory } from "./step-history.ts";

const MISSING = "missing";

/** What is shorter than the clocks show is said so: nothing here is zero. */
const lengthWords = (ms: number): string => (ms === 0 ? "less than 1 s" : formatDuration(ms));

/** A drill's report for people to read the next morning. */
export function drillMarkdown(report: DrillReport): string {
  const { run, found, besides, rooms } = report;
  const parts = [
    `# Drill: ${inline(run.fault)} on Docker ${inline(run.engine)}`,
    [
      `- Host: ${run.hostId}. ${inline(run.did)}.`,
      `- Broken at ${utc(run.begunAt)} UTC, ended at ${utc(run.endedAt)} UTC after ${lengthWords(lengthBetween(run.begunAt, run.endedAt))}.`,
      `- ${endWords(report)}`,
    ].join("\n"),
    "## What Foghorn found",
    momentTable(found),
    ...(besides.length === 0
      ? []
      : [
          `Seen besides: ${besides.map(({ at, symptom }) => `${inline(symptom.title)} (${lengthWords(lengthBetween(run.begunAt, at))} after the break)`).join(", ")}.`,
        ]),
    ...(rooms.length === 0 ? ["## No incident", "Nobody opened one."] : rooms.map(roomText)),
    "## For the front matter",
    ...exerciseTexts(rooms.flatMap(({ exercises }) => exercises)),
  ];
  return `${parts.join("\n\n")}\n`;
}

function endWords({ run }: DrillReport): string {
  const end =
    run.end === "over" ? "Every incident came to its end." : "It was ended before every incident was.";
  const left =
    run.left === "healed"
      ? "The lab found its fault gone: people healed it."
      : "The lab found its fault still there and healed it itself.";
  return [end, left, ...run.amiss.map((text) => `Not as before: ${inline(text)}.`)].join(" ");
}

const momentTable = (moments: readonly Moment[]): string =>
  table(
    ["", "UTC", "after the break", "who"],
    moments.map(({ name, at, afterMs, by, note, notApplicable }) => {
      if (notApplicable !== undefined) return [name, "", `not applicable: ${inline(notApplicable)}`, ""];
      if (at === undefined || afterMs === undefined) return [name, MISSING, MISSING, ""];
      const who = note === undefined ? (by ?? "") : `${by ?? ""} (${note})`;
      return [name, utc(at), lengthWords(afterMs), inline(who)];
    }),
  );

function roomText({ incident, moments, durations, checklists, actions, gaps, unused }: RoomReport): string {
  const items = (texts: readonly string[], none: string): string =>
    texts.length === 0 ? none : texts.map((text) => `- ${text}`).join("\n");
  return [
    `## ${incident.id}: ${inline(incident.title)}`,
    `${STATE_WORDS[incident.state]} at the end of the drill, ${incident.severity}.`,
    momentTable(moments),
    table(
      ["the break being the start of the impact", "", "defined as"],
      durations.map(({ duration, ms }) => [
        duration.name,
        ms === undefined ? MISSING : lengthWords(ms),
        duration.definition.replace(", as a person confirmed it,", ""),
      ]),
    ),
    ...checklists.map(checklistText),
    ...(checklists.length === 0 ? ["No runbook was opened."] : []),
    "### Actions of the gate",
    items(actions.map(actionText), "None."),
    "### Gaps",
    items(gaps.map(gapText), "None: every stream was read without a break."),
    "### Never used",
    items(unused.map(inline), "Nothing."),
  ].join("\n\n");
}

const checklistText = ({ runbook, steps, gone }: ChecklistHistory): string =>
  [
    `### Runbook “${inline(runbook.title)}” (${runbook.file})`,
    ...steps.map(stepText),
    ...gone.map(({ title, events }) => withEvents(`Of an earlier text: **${inline(title)}**`, events, "")),
  ].join("\n\n");

const withEvents = (head: string, events: readonly StepEvent[], indent: string): string =>
  [head, ...events.map((event) => `${indent}- ${eventText(event)}`)].join("\n");

function stepText({ step, events }: StepHistory, index: number): string {
  const head = `${index + 1}. **${inline(step.title)}** (${step.kind === "manual" ? "by hand" : step.kind})`;
  if (events.length > 0) return withEvents(head, events, "   ");
  const condition = step.when === undefined ? "" : "; it is only for hosts that meet its condition";
  return `${head}\n   - never touched${condition}`;
}

function eventText({ at, by, to, reading, reason, answer }: StepEvent): string {
  const word = to === "unticked" ? "is open again" : STEP_WORDS[to];
  // What nobody ticked and no check passes, an action of the gate did.
  const who = by === undefined ? `by ${to === "ticked" ? "the gate" : "its reading"}` : `by ${inline(by)}`;
  const failed = to === "ticked" && reading !== undefined ? ", but the check failed" : "";
  const read = reading === undefined ? "" : ` (${inline(reading)})`;
  const said = answer === undefined ? "" : `, answered ${answer}`;
  const why = reason === undefined ? "" : `: ${inline(reason)}`;
  return `${utc(at)} ${word} ${who}${failed}${said}${read}${why}`;
}

function actionText({ title, at, by, agreedBy, end, text, durationMs, happened }: ActionRun): string {
  const agreed = agreedBy === undefined ? "" : `, ${inline(agreedBy)} agreed`;
  const how = end === undefined ? "no end is known" : end === "withdrawn" ? "taken back" : OUTCOME_WORDS[end];
  const took = durationMs === undefined ? "" : ` after ${Math.round(durationMs)} ms`;
  const said = text === undefined ? "" : ` (${inline(text)})`;
  const found = happened === undefined ? "" : `; somebody looked: it ${happened ? "did" : "did not"} happen`;
  return `${utc(at)} ${inline(title)}, by ${inline(by)}${agreed}: ${how}${took}${said}${found}`;
}

function gapText({ body }: TimelineEntry): string {
  if (body.kind === "foghorn.restarted") {
    const { lead, words } = restartWords(body);
    return inline(`${lead} ${words}`);
  }
  if (body.kind !== "gap") return "";
  const { stream, fromAt, toAt, cause, isFilled, lostCount } = body.gap;
  const lost = lostCount === undefined ? "nobody knows how much is missing" : `${lostCount} missing`;
  return `${utc(fromAt)} ${lengthWords(lengthBetween(fromAt, toAt))} in the ${stream} of ${body.hostId} (${inline(cause.replace(/\.$/, ""))}): ${isFilled ? "read again, nothing missing" : lost}`;
}

function exerciseTexts(exercises: readonly Exercise[]): readonly string[] {
  return exercises.length === 0 ? ["Nothing: no runbook was opened."] : exercises.map(exerciseText);
}

function exerciseText(exercise: Exercise): string {
  const file = `\`${exercise.runbook.file}\``;
  switch (exercise.kind) {
    case "exercised":
      return `${file}: every step was gone through.\n\n\`\`\`yaml\n${exercise.line}\n\`\`\``;
    case "not-exercised":
      return `${file}: nothing, because ${exercise.why}.`;
    case "missed":
      return `${file}: nothing, because these steps were not gone through:\n\n${exercise.steps.map((title) => `- ${inline(title)}`).join("\n")}`;
  }
}
