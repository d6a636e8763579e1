import { CHANGE_NAMES } from "#lib/domain/changes/change-text.ts";
import { detachedWords, linkedWords } from "#lib/domain/incidents/link-words.ts";
import { noteActWords } from "#lib/domain/incidents/note-words.ts";
import { postmortemWords } from "#lib/domain/incidents/postmortem-words.ts";
import { roleWords } from "#lib/domain/incidents/role-words.ts";
import { severityWords } from "#lib/domain/incidents/state-words.ts";
import { engineMessage } from "#lib/domain/parse/engine-line.ts";
import type { EpochMs } from "#lib/domain/time.ts";
import type { EntryBody } from "#lib/domain/timeline.ts";
import { formatBytes, formatClock, formatCount, plural } from "../ui/format.ts";
import { actionLook } from "./action-look.ts";
import { because, milestoneLook, notApplicableLook, stateLook, stepLook, whereOf } from "./decision-look.ts";
import type { EntryLook, LookContext } from "./look.ts";
import {
  attachedLook,
  changeMark,
  changeWords,
  gapLead,
  gapWords,
  restartLook,
  symptomLook,
} from "./machine-look.ts";

export function lookOf(body: EntryBody, context: LookContext): EntryLook {
  switch (body.kind) {
    case "incident.opened":
      return {
        shape: "state",
        mark: "page",
        words: `opened the incident as ${severityWords(body.severity)}${
          body.hostIds === undefined ? "" : ` for ${body.hostIds.join(", ")}`
        }${because(body.reason)}`,
      };
    case "incident.state":
      return stateLook(body);
    case "incident.severity":
      return {
        shape: "state",
        mark: "notice",
        words: `changed it from ${severityWords(body.from)} to ${severityWords(body.to)}${because(body.reason)}`,
      };
    case "incident.renamed":
      return { shape: "state", mark: "notice", words: `renamed it to “${body.to}”` };
    case "incident.milestone":
      return milestoneLook(body, context);
    case "incident.milestone-not-applicable":
      return notApplicableLook(body);
    case "incident.role":
      return { shape: "state", mark: "notice", words: roleWords(body) };
    case "symptom.attached":
      return attachedLook(body);
    case "symptom.detached":
      return { shape: "state", mark: "notice", words: detachedWords(body) };
    case "incident.linked":
      return { shape: "state", mark: "notice", words: linkedWords(body) };
    case "symptom.changed":
      return { ...symptomLook(body.symptom, changeMark(body)), words: changeWords(body) };
    case "docker.event":
      return {
        shape: "auto",
        mark: "quiet",
        machine: [body.action, body.subject, body.detail].filter(Boolean).join(" "),
        where: where(body.hostId, context),
      };
    case "host.changed":
      return {
        shape: "auto",
        mark: "notice",
        lead: CHANGE_NAMES[body.change],
        words: body.text,
        where: body.hostId,
      };
    case "engine.line":
      return {
        shape: "auto",
        mark: body.mode === undefined ? "quiet" : (context.severityOf(body.mode) ?? "quiet"),
        machine: engineMessage(body.text),
        where: where(`${body.hostId}, ${body.unit}`, context),
      };
    case "gap":
      return { shape: "gap", mark: "gap", lead: gapLead(body.gap), words: gapWords(body.gap, body.hostId) };
    case "foghorn.restarted":
      return restartLook(body);
    case "note":
      return { shape: "note", mark: "notice" };
    case "note.edited":
    case "note.removed":
    case "entry.erased":
      return { shape: "state", mark: "notice", words: noteActWords(body, context.clock ?? formatClock) };
    case "removed":
      return { shape: "gap", mark: "gap", words: "wrote a note that was removed." };
    case "lines.pinned":
      return {
        shape: "pin",
        mark: "notice",
        words: `pinned ${plural(body.lines.length, "line")} of ${body.source} on ${body.hostId}`,
      };
    case "attachment.added":
      return {
        shape: "pin",
        mark: "notice",
        words: `attached ${body.name}, ${formatBytes(body.sizeBytes)}`,
      };
    case "reading.pinned":
      return {
        shape: "pin",
        mark: "notice",
        words: "pinned a reading",
        where: body.hostId,
      };
    case "evidence.captured":
      return {
        shape: "auto",
        mark: "notice",
        lead: body.title,
        words: `kept from ${body.subject} on ${body.hostId}, ${plural(body.lineCount, "line")}`,
      };
    case "runbook.opened":
      return {
        shape: "state",
        mark: "was-ticked",
        words: `took the runbook “${body.title}”`,
        ...whereOf(body.on),
      };
    case "runbook.updated":
      return {
        shape: "state",
        mark: "was-ticked",
        words: `took the newer text of “${body.title}”: ${body.differences.join("; ")}`,
        ...whereOf(body.on),
      };
    case "step.changed":
      return stepLook(body);
    case "action.asked":
    case "action.withdrawn":
    case "action.begun":
    case "action.ended":
    case "action.settled":
      return actionLook(body);
    case "share.created":
      return {
        shape: "state",
        mark: "notice",
        words: `made a ${body.isLive ? "live " : ""}share link, open until ${stampOf(body.expiresAt)}`,
      };
    case "share.revoked":
      return { shape: "state", mark: "notice", words: "revoked a share link" };
    case "postmortem.changed":
    case "postmortem.erased":
      return { shape: "state", mark: "notice", words: postmortemWords(body) };
    case "erased":
      return {
        shape: "gap",
        mark: "gap",
        words: "wrote something that was erased; its digest stays in the chain.",
      };
  }
}

const stampOf = (at: EpochMs): string => new Date(at).toISOString().slice(0, 16).replace("T", " ");

function where(place: string, { times, lastAt, at }: LookContext): string {
  if (times <= 1) return place;
  const until = lastAt > at ? ` to ${formatClock(lastAt)}` : "";
  return `${place}, ${formatCount(times)} times${until}`;
}
