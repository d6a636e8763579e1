import type { PlannedAction } from "../action.ts";
import { actionTitle, OUTCOME_WORDS } from "../action-words.ts";
import { CHANGE_NAMES } from "../changes/change-text.ts";
import type { IncidentState } from "../incident.ts";
import { attachWords } from "../incidents/attach-words.ts";
import { endingWords } from "../incidents/ending-words.ts";
import { type EntryGroup, groupOfOne } from "../incidents/group-entries.ts";
import { detachedWords, linkedWords } from "../incidents/link-words.ts";
import { noteActWords } from "../incidents/note-words.ts";
import { happenedAt } from "../incidents/order-entries.ts";
import { restartWords } from "../incidents/restart-words.ts";
import { roleWords } from "../incidents/role-words.ts";
import {
  CHANGE_WORDS,
  MILESTONE_WORDS,
  STATE_WORDS,
  STEP_WORDS,
  severityWords,
} from "../incidents/state-words.ts";
import { formatDuration, lengthBetween } from "../length.ts";
import type { SymptomChangeKind } from "../symptom.ts";
import type { EntryBody, TimelineEntry } from "../timeline.ts";
import { fenced, inline, quoted, utc } from "./markdown.ts";
import { isAfter } from "./proof.ts";

/** One entry in words: a line of prose, and below it what is quoted unchanged. */
export interface Description {
  readonly line: string;
  readonly block?: string;
}

const INDENT = "  ";

type StepChange = Extract<EntryBody, { kind: "step.changed" }>["to"];

const wordOfStep = (to: StepChange): string => (to === "unticked" ? "is open again" : STEP_WORDS[to]);

const stateWord = (state: IncidentState): string => STATE_WORDS[state].toLowerCase();

const forHosts = (hostIds: readonly string[] = []): string =>
  hostIds.length === 0 ? "" : ` for ${hostIds.join(", ")}`;

const LIT: readonly SymptomChangeKind[] = ["seen", "raised", "relapsed", "updated"];

function describeBody({ first, times, lastAt, last }: EntryGroup): Description {
  const { body } = first;
  const often = times > 1 ? `, ${times} times to ${utc(lastAt)}` : "";
  switch (body.kind) {
    case "incident.opened":
      return {
        line: `opened the incident as ${severityWords(body.severity)}${forHosts(body.hostIds)}: ${inline(body.reason)}`,
      };
    case "incident.state": {
      const into = body.mergedInto === undefined ? "" : ` into ${body.mergedInto}`;
      const why = body.reason === undefined ? "" : `: ${inline(body.reason)}`;
      if (body.isReopened) return { line: `opened it again, as ${stateWord(body.to)}${why}` };
      return { line: `moved it from ${stateWord(body.from)} to ${stateWord(body.to)}${into}${why}` };
    }
    case "incident.severity":
      return {
        line: `changed it from ${severityWords(body.from)} to ${severityWords(body.to)}: ${inline(body.reason)}`,
      };
    case "incident.renamed":
      return { line: `renamed it to “${inline(body.to)}”` };
    case "incident.milestone":
      return {
        line: `${MILESTONE_WORDS[body.milestone].toLowerCase()} at ${utc(body.milestoneAt)}, ${body.how === "recorded" ? "recorded" : `estimated${body.basis === "readings" ? ": the readings passed again then" : ""}`}`,
      };
    case "incident.milestone-not-applicable":
      return {
        line: `${MILESTONE_WORDS[body.milestone].toLowerCase()} is not applicable: ${inline(body.reason)}`,
      };
    case "incident.role":
      return { line: inline(roleWords(body)) };
    case "symptom.attached":
      return {
        line: `attached ${inline(body.symptom.title)} on ${body.symptom.hostId}${body.because === undefined ? "" : ` (${inline(attachWords(body.because))})`}`,
      };
    case "symptom.detached":
      return { line: inline(detachedWords(body)) };
    case "incident.linked":
      return { line: inline(linkedWords(body)) };
    case "symptom.changed": {
      const { title, hostId, summary, evidence, isUnknown } = body.symptom;
      const isBack = body.change === "unknown" && !isUnknown;
      const change = isBack ? "can be read again" : CHANGE_WORDS[body.change];
      const line = `${inline(title)} on ${hostId}: ${change}${often}`;
      // What the fault was is not so any more, or nobody knows: the last reading is.
      if (!LIT.includes(body.change)) {
        const read = evidence.find((item) => isAfter(body.symptom, item));
        return { line: read === undefined ? `${line}.` : `${line}: ${inline(read.reading ?? read.text)}.` };
      }
      return { line: `${line}. ${inline(summary)}` };
    }
    case "docker.event": {
      const detail = body.detail === "" ? "" : ` (${inline(body.detail)})`;
      return {
        line: `${body.hostId}: container ${inline(`${body.action} ${body.subject}`)}${detail}${often}`,
      };
    }
    case "engine.line":
      return { line: `${body.hostId}, ${inline(body.unit)}${often}:`, block: fenced(body.text, INDENT) };
    case "host.changed":
      return { line: `${body.hostId}: ${CHANGE_NAMES[body.change].toLowerCase()}: ${inline(body.text)}` };
    case "gap": {
      const { stream, fromAt, toAt, cause, isFilled, lostCount } = body.gap;
      const lost = lostCount === undefined ? "nobody knows how much is missing" : `${lostCount} missing`;
      return {
        line: `gap of ${formatDuration(lengthBetween(fromAt, toAt))} in the ${stream} of ${body.hostId} (${inline(cause.replace(/\.$/, ""))}): ${isFilled ? "read again, nothing missing" : lost}`,
      };
    }
    case "foghorn.restarted": {
      const { lead, words } = restartWords(body);
      return { line: inline(`${lead} ${words}`) };
    }
    case "note":
      return { line: "wrote:", block: quoted(body.markdown, INDENT) };
    case "note.edited":
    case "note.removed":
    case "entry.erased":
      return { line: inline(noteActWords(body, utc)) };
    case "removed":
      return { line: "wrote a note that was removed" };
    case "lines.pinned":
      return {
        line: `pinned ${body.lines.length} lines of ${inline(body.source)} on ${body.hostId}:`,
        block: fenced(body.lines.map(({ at, text }) => `${utc(at)}  ${text}`).join("\n"), INDENT),
      };
    case "attachment.added":
      return { line: `attached ${inline(body.name)}, ${body.sizeBytes} bytes (SHA-256 \`${body.sha256}\`)` };
    case "reading.pinned": {
      const usual = body.usual === undefined ? "" : `, usual ${inline(body.usual)}`;
      const read = `${inline(body.value)}${usual}, read ${utc(body.readAt)}`;
      return { line: `pinned a reading of ${body.hostId}: ${inline(body.name)} ${read}` };
    }
    case "evidence.captured":
      return { line: `${inline(body.title)}: ${body.lineCount} lines saved from ${body.hostId}` };
    case "runbook.opened":
      return { line: `took the runbook “${inline(body.title)}”` };
    case "runbook.updated":
      return {
        line: `took the newer text of the runbook “${inline(body.title)}”: ${body.differences.map(inline).join("; ")}`,
      };
    case "step.changed": {
      const reading = body.reading === undefined ? "" : ` (${inline(body.reading)})`;
      const why = body.reason === undefined ? "" : `: ${inline(body.reason)}`;
      if (body.answer !== undefined)
        return { line: `question “${inline(body.stepTitle)}” answered ${body.answer}${reading}${why}` };
      if (body.to === "ticked" && body.reading !== undefined)
        return { line: `step “${inline(body.stepTitle)}” ticked, but the check failed${reading}${why}` };
      return { line: `step “${inline(body.stepTitle)}” ${wordOfStep(body.to)}${reading}${why}` };
    }
    case "action.asked":
      return {
        line: `asked for somebody to agree: ${inline(titleOfAction(body.action))} (${inline(body.action.command)})`,
      };
    case "action.withdrawn":
      return { line: `took back: ${actionTitle(body.verb, body.hostId)}` };
    case "action.begun": {
      const agreed = body.agreedBy === undefined ? "" : `, ${inline(body.agreedBy)} agreed`;
      return { line: `ran: ${inline(titleOfAction(body.action))}${agreed} (${inline(body.action.command)})` };
    }
    case "action.ended":
      return {
        line: `${actionTitle(body.verb, body.hostId)}: ${OUTCOME_WORDS[body.outcome]} (${inline(body.text)})`,
      };
    case "action.settled":
      return {
        line: `looked: ${actionTitle(body.verb, body.hostId)} ${body.happened ? "did happen" : "did not happen"}`,
      };
    case "share.created":
      return { line: `made a share link, open until ${utc(body.expiresAt)}` };
    case "share.revoked":
      return { line: "revoked a share link" };
    case "erased":
      return { line: `wrote something that was erased (entry ${last.seq})` };
  }
}

const titleOfAction = ({ verb, hostId, target }: PlannedAction): string => actionTitle(verb, hostId, target);

export const nameOf = ({ actor }: TimelineEntry): string =>
  actor.kind === "person" ? inline(actor.name) : "Foghorn";

const clockOf = (at: number): string => utc(at).slice(11, 19);

/** What a folded row stands for, each entry with its time: nothing is left out of an export. */
function behind(group: EntryGroup): string {
  if (group.ending === undefined || group.entries.length < 2) return "";
  const lines = group.entries.map((entry) => {
    const { line } = describeBody(groupOfOne(entry));
    return `${INDENT}- \`${utc(happenedAt(entry))}\` ${line}`;
  });
  return `\n${lines.join("\n")}`;
}

function describe(group: EntryGroup): Description {
  const { ending } = group;
  const ended = endingWords(group, clockOf);
  if (ending === undefined || ended === undefined) return describeBody(group);
  const names = ended.names === undefined ? "" : `: ${inline(ending.containers.join(", "))}`;
  return { line: `${ending.hostId}: ${inline(ended.who)} ${inline(ended.what)}${names}` };
}

/** "- `2027-01-14 09:30:00.000` **Ada** wrote:" and what belongs to it. Times are those of the source where it has one. */
export function describeGroup(group: EntryGroup): string {
  const { line, block } = describe(group);
  const at = utc(happenedAt(group.first));
  const item = `- \`${at}\` **${nameOf(group.first)}** ${line}${behind(group)}`;
  return block === undefined ? item : `${item}\n\n${block}\n`;
}
