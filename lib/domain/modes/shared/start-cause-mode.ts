import type { PartId } from "../../anatomy.ts";
import { type Finding, findingText } from "../../daemon-config/finding.ts";
import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Evidence, Symptom } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { type ConfigVerdict, configVerdict } from "./config-verdict.ts";
import { isDiskFullForStart, rootDiskOf } from "./disk.ts";
import { type EngineSight, sightOfEngine } from "./engine-sight.ts";
import { openOf, settled } from "./judgement.ts";
import { type FoundLine, lineEvidence } from "./log-lines.ts";
import { ON_DISK, STOPS_THE_START } from "./relations.ts";
import { blastOfStart, failsToStart, START_MODE, startTitle } from "./start-cause.ts";
import { judgeSeen, metWhileRunning } from "./start-cause-beside.ts";
import type { StartCauseSpec } from "./start-cause-spec.ts";
import { cameUpAt, lastWordsOf } from "./start-words.ts";
import { toEvidence } from "./text.ts";

/**
 * The judgement that all start causes share. `stops-the-start`: the daemon is down, and the last words of its newest
 * start, or its files beside a start that failed, name this cause. `on-disk`: the files hold it, and the daemon runs on
 * what it read before, or is down for another reason.
 */
export function startCauseMode(spec: StartCauseSpec): Mode {
  return {
    id: spec.id,
    ...START_MODE,
    judge: (host, now, open) => {
      const sight = sightOfEngine(host, now);
      const verdict = configVerdict(host, now);
      const findings = verdict?.findings.filter(({ mode }) => mode === spec.id) ?? [];
      const lines = sight.kind === "down" ? wordsFor(spec, host, now, verdict, findings) : [];
      if (lines.length > 0 || findings.length > 0)
        return [judgeCause(spec, host, now, sight, findings, lines, verdict, open)];
      const seen = spec.seenBy?.(host, now, sight);
      if (seen !== undefined) return [judgeSeen(spec, host, now, sight, seen)];
      // What kept it down and does no longer recovers; it is not met anew for the lines of that time.
      const isOpenAsCause = openOf(open, "")?.variant === STOPS_THE_START;
      const met =
        sight.kind === "answers" && !isOpenAsCause
          ? metWhileRunning(spec, host, now, sight.readAt)
          : undefined;
      if (met !== undefined) return [met];
      if (sight.kind === "answers")
        return settled(open, "", "passing", sight.readAt, [
          toEvidence(sight.readAt, "GET /_ping", sight.status, "dockerd is up"),
        ]).map(asLongAsDaemonDown);
      const upAt = sight.kind === "down" ? cameUpAt(host) : undefined;
      if (upAt !== undefined)
        return settled(open, "", "passing", Math.max(upAt, sight.readAt)).map(asLongAsDaemonDown);
      // Its newest start failed for another reason, or its file was mended since: this is not what keeps it down.
      if (sight.kind === "down" && lastWordsOf(host) !== undefined)
        return settled(open, "", "passing", sight.readAt);
      return settled(open, "", "unknown", sight.readAt);
    },
  };
}

/** A daemon that came up may go down again within its first minute: what kept it down is over no sooner than that. */
export const asLongAsDaemonDown = (passing: Judgement): Judgement =>
  passing.variant === ON_DISK ? passing : { ...passing, clearAfterMs: MINUTE_MS };

function wordsFor(
  spec: StartCauseSpec,
  host: HostState,
  now: EpochMs,
  verdict: ConfigVerdict | undefined,
  findings: readonly Finding[],
): readonly FoundLine[] {
  const words = lastWordsOf(host);
  const lines = words?.causes.get(spec.id) ?? [];
  if (lines.length === 0 || words === undefined) return [];
  if (spec.isSaidOfFullDisk === true && isDiskToBlame(host, words.at, now)) return [];
  // The file was changed after that start, and what it said is in it no longer.
  const isMended =
    verdict?.modifiedAt !== undefined && verdict.modifiedAt > words.at && findings.length === 0;
  return isMended && verdict?.canFind(spec.id) === true ? [] : lines;
}

// The disk is read every 4 s.
const DISK_SPEAKS_FIRST_MS = 6 * SECOND_MS;
// The series has one point in 10 s.
const DISK_WAS_FULL_MS = 15 * SECOND_MS;

/** The disk is full, or may have become so since it was read: the next reading says which. */
function isDiskToBlame(host: HostState, saidAt: EpochMs, now: EpochMs): boolean {
  const root = rootDiskOf(host, now);
  const isOld = root !== undefined && root.at < saidAt && now - saidAt < DISK_SPEAKS_FIRST_MS;
  // Room that was made since does not make those words mean something else.
  const wasFull = host.series["disk-used-ratio"].points.some(
    ({ at, value }) => at >= saidAt - DISK_WAS_FULL_MS && value !== null && value >= 1,
  );
  return isOld || wasFull || isDiskFullForStart(host, now);
}

function judgeCause(
  spec: StartCauseSpec,
  host: HostState,
  now: EpochMs,
  sight: EngineSight,
  findings: readonly Finding[],
  lines: readonly FoundLine[],
  verdict: ConfigVerdict | undefined,
  open: readonly Symptom[],
): Judgement {
  const isDown = sight.kind === "down";
  const isInTheWay = findings.some(({ stopsTheStart }) => stopsTheStart);
  const stops = isDown && (lines.length > 0 || (isInTheWay && failsToStart(host, open, now)));
  const [line] = lines;
  const told = line && spec.tell(line);
  const [first] = findings;
  const part = first === undefined ? spec.part : "config";
  const readAt = Math.max(line?.line.sourceAt ?? 0, first === undefined ? 0 : (verdict?.readAt ?? 0));
  return {
    subject: "",
    verdict: "failing",
    variant: stops ? STOPS_THE_START : ON_DISK,
    severity: isDown && (lines.length > 0 || isInTheWay) ? "page" : "ticket",
    part,
    title: titleOf(spec, { stops, part }, first?.title, told?.title),
    summary: first === undefined ? (told?.summary ?? spec.title) : summaryOf(first, isDown),
    readAt: isDown ? Math.max(readAt, sight.readAt) : readAt,
    sinceAt: beganAt(line, first === undefined ? undefined : verdict),
    evidence: [...findingRows(findings, verdict), ...lines.slice(0, 3).map((one) => lineEvidence(one))],
    blast: blastOfStart(host, { isDown }, now),
    facts: { ...(verdict && first && { path: verdict.path }), ...told?.facts, ...first?.facts },
  };
}

/** What dockerd says of other parts names them; a mistake in the file says first what it does. */
function titleOf(
  spec: StartCauseSpec,
  { stops, part }: { readonly stops: boolean; readonly part: PartId },
  found: string | undefined,
  told: string | undefined,
): string {
  if (!stops) return found ?? spec.title;
  if (part !== "config") return told ?? spec.title;
  return startTitle(STOPS_THE_START, found ?? told ?? spec.title);
}

const beganAt = (line: FoundLine | undefined, verdict: ConfigVerdict | undefined): EpochMs =>
  Math.min(
    line?.line.sourceAt ?? Number.POSITIVE_INFINITY,
    verdict === undefined
      ? Number.POSITIVE_INFINITY
      : Math.min(verdict.modifiedAt ?? verdict.readAt, verdict.readAt),
  );

const summaryOf = (finding: Finding, isDown: boolean): string =>
  `${findingText(finding)} ${
    finding.stopsTheStart
      ? isDown
        ? "dockerd does not start with it."
        : "dockerd still runs as it was started before; its next start fails."
      : finding.consequence
  }`;

const findingRows = (
  findings: readonly Finding[],
  verdict: ConfigVerdict | undefined,
): readonly Evidence[] =>
  verdict === undefined
    ? []
    : findings
        .slice(0, 5)
        .map((finding) =>
          toEvidence(verdict.readAt, `${finding.file} ${finding.key}`, findingText(finding), finding.reading),
        );
