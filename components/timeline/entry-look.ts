import type { IncidentState, Milestone } from "#lib/domain/incident.ts";
import type { Severity } from "#lib/domain/severity.ts";
import type { StreamGap } from "#lib/domain/signal.ts";
import type { Symptom, SymptomChangeKind } from "#lib/domain/symptom.ts";
import type { EpochMs } from "#lib/domain/time.ts";
import type { EntryBody } from "#lib/domain/timeline.ts";
import { formatAge, formatClock, formatCount, plural } from "../ui/format.ts";
import type { MarkName } from "../ui/mark.tsx";

/** How an entry is drawn: the shape on the rail tells its kind, the words say it in one sentence. */
export interface EntryLook {
  readonly shape: "auto" | "state" | "note" | "pin" | "gap" | "tick";
  readonly mark: MarkName;
  /** In ink before the words: what or which. A person's name is put before it by the row. */
  readonly lead?: string;
  /** In grey after it. */
  readonly words?: string;
  /** What a machine wrote, unchanged. */
  readonly machine?: string;
  /** Small, at the right: where. */
  readonly where?: string;
}

export interface LookContext {
  readonly times: number;
  readonly lastAt: EpochMs;
  readonly at: EpochMs;
  /** Of a symptom of this incident with that mode, so a signature's line has its mark. */
  readonly severityOf: (mode: string) => Severity | undefined;
  readonly detectedAt?: EpochMs | undefined;
}

export const STATE_WORDS: Readonly<Record<IncidentState, string>> = {
  triage: "Triage",
  active: "Mitigating",
  mitigated: "Mitigated",
  resolved: "Resolved",
  closed: "Closed",
  dismissed: "Dismissed",
  merged: "Merged",
};

const MILESTONE_WORDS: Readonly<Record<Milestone, string>> = {
  "impact-started": "the start of the impact",
  detected: "the detection",
  acknowledged: "the acknowledgement",
  mitigated: "the mitigation",
  resolved: "the resolution",
};

const CHANGE_WORDS: Readonly<Record<SymptomChangeKind, string>> = {
  seen: "seen",
  raised: "raised",
  recovering: "passes again",
  relapsed: "fails again",
  cleared: "cleared",
  updated: "has new evidence",
  unknown: "cannot be read",
};

const STEP_WORDS: Readonly<Record<"passed" | "regressed" | "ticked" | "unticked" | "skipped", string>> = {
  passed: "passes",
  regressed: "fails again and is open once more",
  ticked: "ticked",
  unticked: "took the tick back from",
  skipped: "skipped",
};

const STEP_MARK: Readonly<Record<"passed" | "regressed" | "ticked" | "unticked" | "skipped", MarkName>> = {
  passed: "passed",
  regressed: "failing",
  ticked: "was-ticked",
  unticked: "by-hand",
  skipped: "by-hand",
};

export function lookOf(body: EntryBody, context: LookContext): EntryLook {
  switch (body.kind) {
    case "incident.opened":
      return {
        shape: "state",
        mark: "page",
        words: `opened the incident as ${sevWords(body.severity)}${because(body.reason)}`,
      };
    case "incident.state":
      return stateLook(body);
    case "incident.severity":
      return {
        shape: "state",
        mark: "notice",
        words: `changed it from ${sevWords(body.from)} to ${sevWords(body.to)}${because(body.reason)}`,
      };
    case "incident.renamed":
      return { shape: "state", mark: "notice", words: `renamed it to “${body.to}”` };
    case "incident.milestone":
      return milestoneLook(body, context);
    case "symptom.attached":
      return { ...symptomLook(body.symptom, "page"), words: "belongs to this incident" };
    case "symptom.changed":
      return { ...symptomLook(body.symptom, changeMark(body)), words: changeWords(body) };
    case "docker.event":
      return {
        shape: "auto",
        mark: "quiet",
        machine: [body.action, body.subject, body.detail].filter(Boolean).join(" "),
        where: where(body.hostId, context),
      };
    case "engine.line":
      return {
        shape: "auto",
        mark: body.mode === undefined ? "quiet" : (context.severityOf(body.mode) ?? "quiet"),
        machine: body.text,
        where: where(`${body.hostId}, ${body.unit}`, context),
      };
    case "gap":
      return { shape: "gap", mark: "gap", lead: gapLead(body.gap), words: gapWords(body.gap, body.hostId) };
    case "foghorn.restarted":
      return restartLook(body);
    case "note":
      return { shape: "note", mark: "notice" };
    case "lines.pinned":
      return {
        shape: "pin",
        mark: "notice",
        words: `pinned ${plural(body.lines.length, "line")} of ${body.source} on ${body.hostId}`,
      };
    case "evidence.captured":
      return {
        shape: "auto",
        mark: "notice",
        lead: body.title,
        words: `kept from ${body.subject} on ${body.hostId}, ${plural(body.lineCount, "line")}`,
      };
    case "runbook.opened":
      return { shape: "state", mark: "was-ticked", words: `took the runbook “${body.title}”` };
    case "step.changed":
      return stepLook(body);
    case "share.created":
      return {
        shape: "state",
        mark: "notice",
        words: `made a share link, open until ${stampOf(body.expiresAt)}`,
      };
    case "share.revoked":
      return { shape: "state", mark: "notice", words: "revoked a share link" };
    case "erased":
      return {
        shape: "gap",
        mark: "gap",
        lead: "Erased.",
        words: "The text was taken out; its digest stays in the chain.",
      };
  }
}

const sevWords = (severity: string): string => severity.replace("SEV", "SEV ");
const because = (reason: string | undefined): string =>
  reason === undefined || reason === "" ? "" : `: ${reason}`;
const stampOf = (at: EpochMs): string => new Date(at).toISOString().slice(0, 16).replace("T", " ");

function where(place: string, { times, lastAt, at }: LookContext): string {
  if (times <= 1) return place;
  const until = lastAt > at ? ` to ${formatClock(lastAt)}` : "";
  return `${place}, ${formatCount(times)} times${until}`;
}

function stateLook(body: Extract<EntryBody, { kind: "incident.state" }>): EntryLook {
  const into = body.mergedInto === undefined ? "" : ` into ${body.mergedInto}`;
  const isEnd = body.to === "mitigated" || body.to === "resolved" || body.to === "closed";
  return {
    shape: "state",
    mark: isEnd ? "was-ticked" : "notice",
    words: `moved it from ${STATE_WORDS[body.from].toLowerCase()} to ${STATE_WORDS[body.to].toLowerCase()}${into}${because(body.reason)}`,
  };
}

function stepLook(body: Extract<EntryBody, { kind: "step.changed" }>): EntryLook {
  const look = { shape: "tick", mark: STEP_MARK[body.to] } as const;
  const after = `${body.reading === undefined ? "" : `: ${body.reading}`}${because(body.reason)}`;
  const isByHand = body.to === "ticked" || body.to === "unticked" || body.to === "skipped";
  return isByHand
    ? { ...look, words: `${STEP_WORDS[body.to]} “${body.stepTitle}”${after}` }
    : { ...look, lead: body.stepTitle, words: `${STEP_WORDS[body.to]}${after}` };
}

function milestoneLook(
  body: Extract<EntryBody, { kind: "incident.milestone" }>,
  { detectedAt }: LookContext,
): EntryLook {
  const look = { shape: "state", mark: "notice" } as const;
  if (body.milestone === "acknowledged" && body.how === "recorded") {
    const after =
      detectedAt === undefined ? "" : `, ${formatAge(body.milestoneAt - detectedAt)} after the detection`;
    return { ...look, words: `acknowledged${after}` };
  }
  const verb = body.how === "confirmed" ? "set" : "recorded";
  return { ...look, words: `${verb} ${MILESTONE_WORDS[body.milestone]}: ${formatClock(body.milestoneAt)}` };
}

function symptomLook(symptom: Symptom, mark: MarkName): EntryLook {
  const subject = symptom.subject === "" ? "" : `, ${symptom.subject}`;
  return {
    shape: "auto",
    mark: mark === "page" ? symptom.severity : mark,
    lead: `${symptom.title}${subject}`,
    where: symptom.hostId,
  };
}

function changeMark(body: Extract<EntryBody, { kind: "symptom.changed" }>): MarkName {
  if (body.change === "recovering" || body.change === "cleared") return "passed";
  return body.change === "unknown" ? "last-known" : "page";
}

function changeWords({ change, symptom }: Extract<EntryBody, { kind: "symptom.changed" }>): string {
  const reading = symptom.evidence[0]?.reading;
  const isLit = change === "seen" || change === "raised" || change === "relapsed";
  if (change === "unknown" && !symptom.isUnknown) return "can be read again";
  return isLit && reading !== undefined ? `${CHANGE_WORDS[change]}: ${reading}` : CHANGE_WORDS[change];
}

const gapLead = (gap: StreamGap): string => `Gap, ${formatAge(gap.toAt - gap.fromAt)}.`;

export function gapWords(gap: StreamGap, hostId: string): string {
  const stream = gap.stream === "journal" ? "The journal stream" : "The event stream";
  const lost = gap.isFilled
    ? "Read again afterwards, none lost."
    : gap.lostCount === undefined
      ? "How much is missing cannot be known."
      : `${plural(gap.lostCount, "entry", "entries")} lost.`;
  return `${stream} of ${hostId} broke off until ${formatClock(gap.toAt)}: ${gap.cause}. ${lost}`;
}

function restartLook(body: Extract<EntryBody, { kind: "foghorn.restarted" }>): EntryLook {
  const name = body.process === "gate" ? "Foghorn’s gate" : "Foghorn";
  return {
    shape: "gap",
    mark: "gap",
    lead: `${name} was away ${formatAge(body.backAt - body.downAt)}.`,
    words: body.caughtUp
      ? "What happened meanwhile was read afterwards, none lost."
      : "What happened meanwhile could not be read in full.",
  };
}
