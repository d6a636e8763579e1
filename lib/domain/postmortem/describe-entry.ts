import type { PlannedAction } from "../action.ts";
import { actionTitle, OUTCOME_WORDS } from "../action-words.ts";
import { CHANGE_NAMES } from "../changes/change-text.ts";
import type { IncidentState } from "../incident.ts";
import { attachWords, calledWords } from "../incidents/attach-words.ts";
import { endingWords } from "../incidents/ending-words.ts";
import type { EntryGroup } from "../incidents/entry-group.ts";
import { groupOfOne } from "../incidents/group-entries.ts";
import { detachedWords, linkedWords } from "../incidents/link-words.ts";
import { noteActWords } from "../incidents/note-words.ts";
import { happenedAt } from "../incidents/order-entries.ts";
import { postmortemWords } from "../incidents/postmortem-words.ts";
import { restartWords } from "../incidents/restart-words.ts";
import { roleWords } from "../incidents/role-words.ts";
import {
  CHANGE_WORDS,
  MILESTONE_WORDS,
  STATE_WORDS,
  STEP_WORDS,
  severityWords,
} from "../incidents/state-words.ts";
import { swingWords } from "../incidents/swing-words.ts";
import { formatDuration, lengthBetween } from "../length.ts";
import { type ListPlace, placeWords } from "../runbooks/list-place.ts";
import type { SymptomChangeKind } from "../symptom.ts";
import type { EntryBody, TimelineEntry } from "../timeline.ts";
import type { Quote, Told } from "./content.ts";
import { utc } from "./plain.ts";
import { isAfter } from "./proof.ts";

/** One entry in words: a line of prose, and below it what is quoted unchanged. */
type Description = Pick<Told, "line" | "quote">;

/** For which of several hosts or containers; entries of older versions do not say. */
const placed = (on: ListPlace | undefined): string => (on === undefined ? "" : ` for ${placeWords(on)}`);

const lines = (text: string): Quote => ({ kind: "lines", text });

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
        line: `opened the incident as ${severityWords(body.severity)}${forHosts(body.hostIds)}: ${body.reason}`,
      };
    case "incident.state": {
      const into = body.mergedInto === undefined ? "" : ` into ${body.mergedInto}`;
      const why = body.reason === undefined ? "" : `: ${body.reason}`;
      if (body.isReopened) return { line: `opened it again, as ${stateWord(body.to)}${why}` };
      return { line: `moved it from ${stateWord(body.from)} to ${stateWord(body.to)}${into}${why}` };
    }
    case "incident.severity":
      return {
        line: `changed it from ${severityWords(body.from)} to ${severityWords(body.to)}: ${body.reason}`,
      };
    case "incident.renamed":
      return { line: `renamed it to “${body.to}”` };
    case "incident.milestone":
      return {
        line: `${MILESTONE_WORDS[body.milestone].toLowerCase()} at ${utc(body.milestoneAt)}, ${body.how === "recorded" ? "recorded" : `estimated${body.basis === "readings" ? ": the readings passed again then" : ""}`}`,
      };
    case "incident.milestone-not-applicable":
      return {
        line: `${MILESTONE_WORDS[body.milestone].toLowerCase()} is not applicable: ${body.reason}`,
      };
    case "incident.role":
      return { line: roleWords(body) };
    case "symptom.attached":
      return {
        line: `attached ${body.symptom.title} on ${body.symptom.hostId}${body.because === undefined ? "" : ` (${attachWords(body.because)})`}${calledWords(body)}`,
      };
    case "symptom.detached":
      return { line: detachedWords(body) };
    case "incident.linked":
      return { line: linkedWords(body) };
    case "symptom.changed": {
      const { title, hostId, summary, evidence, isUnknown } = body.symptom;
      const isBack = body.change === "unknown" && !isUnknown;
      const change = isBack ? "can be read again" : CHANGE_WORDS[body.change];
      const line = `${title} on ${hostId}: ${change}${often}`;
      // What the fault was is not so any more, or nobody knows: the last reading is.
      if (!LIT.includes(body.change)) {
        const read = evidence.find((item) => isAfter(body.symptom, item));
        return { line: read === undefined ? `${line}.` : `${line}: ${read.reading ?? read.text}.` };
      }
      return { line: `${line}. ${summary}` };
    }
    case "docker.event": {
      const detail = body.detail === "" ? "" : ` (${body.detail})`;
      return {
        line: `${body.hostId}: container ${body.action} ${body.subject}${detail}${often}`,
      };
    }
    case "engine.line":
      return { line: `${body.hostId}, ${body.unit}${often}:`, quote: lines(body.text) };
    case "host.changed":
      return { line: `${body.hostId}: ${CHANGE_NAMES[body.change].toLowerCase()}: ${body.text}` };
    case "gap": {
      const { stream, fromAt, toAt, cause, isFilled, lostCount } = body.gap;
      const lost = lostCount === undefined ? "nobody knows how much is missing" : `${lostCount} missing`;
      return {
        line: `gap of ${formatDuration(lengthBetween(fromAt, toAt))} in the ${stream} of ${body.hostId} (${cause.replace(/\.$/, "")}): ${isFilled ? "read again, nothing missing" : lost}`,
      };
    }
    case "foghorn.restarted": {
      const { lead, words } = restartWords(body);
      return { line: `${lead} ${words}` };
    }
    case "note":
      return { line: "wrote:", quote: { kind: "words", text: body.markdown } };
    case "note.edited":
    case "note.removed":
    case "entry.erased":
      return { line: noteActWords(body, utc) };
    case "removed":
      return { line: "wrote a note that was removed" };
    case "lines.pinned":
      return {
        line: `pinned ${body.lines.length} lines of ${body.source} on ${body.hostId}:`,
        quote: lines(body.lines.map(({ at, text }) => `${utc(at)}  ${text}`).join("\n")),
      };
    case "attachment.added":
      return { line: `attached ${body.name}, ${body.sizeBytes} bytes (SHA-256 ${body.sha256})` };
    case "reading.pinned": {
      const usual = body.usual === undefined ? "" : `, usual ${body.usual}`;
      const read = `${body.value}${usual}, read ${utc(body.readAt)}`;
      return { line: `pinned a reading of ${body.hostId}: ${body.name} ${read}` };
    }
    case "evidence.captured":
      return { line: `${body.title}: ${body.lineCount} lines saved from ${body.hostId}` };
    case "runbook.opened":
      return { line: `took the runbook “${body.title}”${placed(body.on)}` };
    case "runbook.updated":
      return {
        line: `took the newer text of the runbook “${body.title}”${placed(body.on)}: ${body.differences.join("; ")}`,
      };
    case "step.changed": {
      const reading = body.reading === undefined ? "" : ` (${body.reading})`;
      const why = body.reason === undefined ? "" : `: ${body.reason}`;
      if (body.answer !== undefined)
        return {
          line: `question “${body.stepTitle}”${placed(body.on)} answered ${body.answer}${reading}${why}`,
        };
      if (body.to === "ticked" && body.reading !== undefined)
        return {
          line: `step “${body.stepTitle}”${placed(body.on)} ticked, but the check failed${reading}${why}`,
        };
      return { line: `step “${body.stepTitle}”${placed(body.on)} ${wordOfStep(body.to)}${reading}${why}` };
    }
    case "action.asked":
      return {
        line: `asked for somebody to agree: ${titleOfAction(body.action)} (${body.action.command})`,
      };
    case "action.withdrawn":
      return { line: `took back: ${actionTitle(body.verb, body.hostId)}` };
    case "action.begun": {
      const agreed = body.agreedBy === undefined ? "" : `, ${body.agreedBy} agreed`;
      return { line: `ran: ${titleOfAction(body.action)}${agreed} (${body.action.command})` };
    }
    case "action.ended":
      return {
        line: `${actionTitle(body.verb, body.hostId)}: ${OUTCOME_WORDS[body.outcome]} (${body.text})`,
      };
    case "action.settled":
      return {
        line: `looked: ${actionTitle(body.verb, body.hostId)} ${body.happened ? "did happen" : "did not happen"}`,
      };
    case "share.created":
      return {
        line: `made a ${body.isLive ? "live " : ""}share link, open until ${utc(body.expiresAt)}`,
      };
    case "share.revoked":
      return { line: "revoked a share link" };
    case "postmortem.changed":
    case "postmortem.erased":
      return { line: postmortemWords(body) };
    case "erased":
      return { line: `wrote something that was erased (entry ${last.seq})` };
  }
}

const titleOfAction = ({ verb, hostId, target }: PlannedAction): string => actionTitle(verb, hostId, target);

const nameOf = ({ actor }: TimelineEntry): string => (actor.kind === "person" ? actor.name : "Foghorn");

const clockOf = (at: number): string => utc(at).slice(11, 19);

/** What a folded row stands for, each entry with its time: nothing is left out of an export. */
function behind(group: EntryGroup): Told["behind"] {
  const isFolded = group.ending !== undefined || group.swing !== undefined;
  if (!isFolded || group.entries.length < 2) return [];
  return group.entries.map((entry) => ({
    at: happenedAt(entry),
    line: describeBody(groupOfOne(entry)).line,
  }));
}

function describe(group: EntryGroup): Description {
  const { ending, swing } = group;
  const swung = swingWords(group, clockOf);
  if (swing !== undefined && swung !== undefined) {
    return { line: `${swing.hostId}: ${swung.who} ${swung.what}` };
  }
  const ended = endingWords(group, clockOf);
  if (ending === undefined || ended === undefined) return describeBody(group);
  const names = ended.names === undefined ? "" : `: ${ending.containers.join(", ")}`;
  return { line: `${ending.hostId}: ${ended.who} ${ended.what}${names}` };
}

/** What happened, by whom, and what belongs to it. Times are those of the source where it has one. */
export const tellGroup = (group: EntryGroup): Told => ({
  at: happenedAt(group.first),
  who: nameOf(group.first),
  behind: behind(group),
  ...describe(group),
});
