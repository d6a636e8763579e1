import type { ConfigParse } from "../../daemon-config/parse-json.ts";
import type { ConfigFileReading } from "../../facts.ts";
import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Symptom } from "../../symptom.ts";
import { type EpochMs, SECOND_MS } from "../../time.ts";
import { sightOfEngine } from "../shared/engine-sight.ts";
import { freshFact } from "../shared/host-facts.ts";
import { settled } from "../shared/judgement.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { STOPS_THE_START } from "../shared/relations.ts";
import { downText } from "../shared/running.ts";
import {
  parsedConfig,
  START_MODE,
  type StartCause,
  startCauseOf,
  startMistake,
  startTitle,
  wasSaidSince,
} from "../shared/start-cause.ts";
import { clipped, toEvidence } from "../shared/text.ts";

type Broken = Extract<ConfigParse, { ok: false }>;

/** A shell or an editor that writes the file anew empties it first. */
const BEING_WRITTEN_MS = 2 * SECOND_MS;

/** daemon.json does not parse: dockerd cannot start, or will not the next time. Found before it hurts. */
export const daemonJsonInvalid: Mode = {
  id: "daemon-json-invalid",
  ...START_MODE,
  judge: (host, now, open) => {
    const fact = freshFact(host, "config-file", now);
    if (fact === undefined) return judgeByLog(host, open, now) ?? settled(open, "", "unknown", now);
    // dockerd spoke after the file was read: its word is newer.
    const spoken = wasSaidSince(host, "config-invalid", fact.at, now)
      ? judgeByLog(host, open, now)
      : undefined;
    const { file } = fact.fact;
    if (isBeingWritten(file, fact.at)) return settled(open, "", "unknown", now);
    const config = file.exists ? parsedConfig(host, file) : undefined;
    if (config !== undefined && !config.ok) return [judgeBroken(host, file, config, open, fact.at, now)];
    if (spoken !== undefined) return spoken;
    const reading = file.exists ? "parses" : "not there, which is fine";
    return settled(open, "", "passing", fact.at, [
      toEvidence(fact.at, file.path, reading, `${file.path} ${reading}`),
    ]);
  },
};

const isBeingWritten = ({ exists, text, modifiedAt }: ConfigFileReading, readAt: EpochMs): boolean =>
  exists && text === "" && modifiedAt !== undefined && Math.abs(readAt - modifiedAt) < BEING_WRITTEN_MS;

function judgeBroken(
  host: HostState,
  file: ConfigFileReading,
  config: Broken,
  open: readonly Symptom[],
  readAt: EpochMs,
  now: EpochMs,
): Judgement {
  const cause = startCauseOf(host, "config-invalid", open, now);
  const { at, mistake, message } = config;
  const line = file.text.split("\n")[mistake.line - 1] ?? "";
  return {
    ...startMistake(host, cause, now),
    title: titleOf(cause, mistake.line, mistake.column),
    summary: `${mistake.words} Line ${mistake.line}, column ${mistake.column}; the parser stops at ${at.line}:${at.column}: ${message}. ${
      cause.isDown ? "dockerd does not start with it." : "dockerd still runs with the file it read before."
    }`,
    readAt,
    sinceAt: Math.min(file.modifiedAt ?? readAt, readAt),
    evidence: [
      toEvidence(
        readAt,
        file.path,
        `${file.path}:${at.line}:${at.column}: ${message}\n${mistake.line} | ${clipped(line, 200)}`,
        // The place to go to, as the drawing names it; where the parser gave up is in the text.
        readingOf(host, cause, mistake, now),
      ),
      ...cause.lines.map((found) => lineEvidence(found)),
    ],
    facts: {
      path: file.path,
      line: String(mistake.line),
      column: String(mistake.column),
      parserLine: String(at.line),
      parserColumn: String(at.column),
      message,
      mistake: mistake.kind,
    },
  };
}

function titleOf({ variant, isDown }: StartCause, line: number, column: number): string {
  if (variant === STOPS_THE_START) return startTitle(variant, `daemon.json, line ${line}:${column}`);
  return isDown ? "daemon.json broken" : "daemon.json broken on disk";
}

/** What is down by it, where anything is: then its place stands in the title. */
function readingOf(
  host: HostState,
  { variant }: StartCause,
  mistake: Broken["mistake"],
  now: EpochMs,
): string {
  const words = clipped(mistake.words, 45);
  const down = variant === STOPS_THE_START ? downText(host, now) : [];
  return [...down, down.length > 0 ? words : `line ${mistake.line}:${mistake.column}: ${words}`].join("; ");
}

/** Where the file cannot be read, dockerd's own words are the only witness. */
function judgeByLog(
  host: HostState,
  open: readonly Symptom[],
  now: EpochMs,
): readonly Judgement[] | undefined {
  const newest = linesWith(host, ["config-invalid"], 0)[0];
  const { last, missing } = host.facts["config-file"];
  if (newest === undefined || (last === undefined && missing === undefined)) return undefined;
  const readyAfter = linesWith(host, ["engine-ready"], newest.line.sourceAt)[0];
  if (readyAfter !== undefined) return undefined;
  const sight = sightOfEngine(host, now);
  const isReload = newest.line.text.includes("level=");
  // Answers after a failed start: it started with something else, whatever that is.
  if (sight.kind === "answers" && !isReload) return undefined;
  const [path = "/etc/docker/daemon.json", message = ""] = newest.marked.values;
  const cause = startCauseOf(host, "config-invalid", open, now);
  return [
    {
      ...startMistake(host, cause, now),
      title: startTitle(cause.variant, "daemon.json broken"),
      summary: `dockerd could not read ${path}: ${message}. Foghorn has not read that file itself, so the line is not known.`,
      readAt: newest.line.sourceAt,
      sinceAt: newest.line.sourceAt,
      evidence: [lineEvidence(newest, message)],
      facts: { path, message },
    },
  ];
}
