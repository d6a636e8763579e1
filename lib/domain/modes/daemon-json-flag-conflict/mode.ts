import { type Conflict, conflictText, findConflicts } from "../../daemon-config/conflicts.ts";
import { nextStartFlags, runningFlags, type StartFlag } from "../../daemon-config/start-arguments.ts";
import type { ConfigFileReading, UnitFilesReading } from "../../facts.ts";
import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Symptom } from "../../symptom.ts";
import type { EpochMs } from "../../time.ts";
import { sightOfEngine } from "../shared/engine-sight.ts";
import { freshFact } from "../shared/host-facts.ts";
import { settled } from "../shared/judgement.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import {
  parsedConfig,
  START_MODE,
  startCauseOf,
  startMistake,
  startTitle,
  wasSaidSince,
} from "../shared/start-cause.ts";
import { named, toEvidence } from "../shared/text.ts";

/** A setting stands both in daemon.json and on the command line; dockerd starts with neither. */
export const daemonJsonFlagConflict: Mode = {
  id: "daemon-json-flag-conflict",
  ...START_MODE,
  judge: (host, now, open) => {
    const file = freshFact(host, "config-file", now);
    const files = freshFact(host, "unit-files", now);
    if (file === undefined || files === undefined)
      return judgeByLog(host, open, now) ?? settled(open, "", "unknown", now);
    const readAt = Math.min(file.at, files.at);
    const flags = flagsOf(files.fact.files);
    const config = file.fact.file.exists ? parsedConfig(host, file.fact.file) : undefined;
    // A file that does not parse has no settings to compare; that is another symptom.
    if (flags === undefined || config?.ok === false) return settled(open, "", "unknown", readAt);
    const conflicts = config === undefined ? [] : findConflicts(config.keys, flags);
    const isSpoken = conflicts.length === 0 && wasSaidSince(host, "config-conflict", readAt, now);
    const spoken = isSpoken ? judgeByLog(host, open, now) : undefined;
    if (spoken !== undefined) return spoken;
    if (conflicts.length > 0) return [judgeConflict(host, file.fact.file, conflicts, open, readAt, now)];
    const text = "no setting stands in both places";
    return settled(open, "", "passing", readAt, [toEvidence(readAt, file.fact.file.path, text, text)]);
  },
};

/** What the next start would be given; without a unit, what the running dockerd was given. */
const flagsOf = (files: UnitFilesReading): readonly StartFlag[] | undefined =>
  nextStartFlags(files) ?? runningFlags(files);

function judgeConflict(
  host: HostState,
  file: ConfigFileReading,
  conflicts: readonly Conflict[],
  open: readonly Symptom[],
  readAt: EpochMs,
  now: EpochMs,
): Judgement {
  const cause = startCauseOf(host, "config-conflict", open, now);
  const [first] = conflicts;
  const flag = first?.flags[0];
  const keys = named(conflicts.map(({ key }) => key));
  const places = conflicts.map(({ key, setting, flags }) => {
    const where = flags.map((one) => `${one.text} in ${one.file}${one.place ? `:${one.place.line}` : ""}`);
    return `${key} at ${file.path}:${setting.line}:${setting.column} and ${named(where)}`;
  });
  return {
    ...startMistake(host, cause, now),
    title: startTitle(cause.variant, `daemon.json and unit both set ${keys}`),
    summary: `Set twice: ${places.join("; ")}. dockerd refuses that even when both agree. ${
      cause.isDown ? "It does not start." : "It still runs as it was started before."
    }`,
    readAt,
    sinceAt: Math.min(file.modifiedAt ?? readAt, readAt),
    evidence: [
      ...conflicts.slice(0, 5).map((conflict) => {
        const { setting } = conflict;
        return toEvidence(
          readAt,
          `${file.path} ${conflict.key}`,
          `${setting.line} | "${setting.key}": ${setting.valueText}\n${conflictText(conflict)}`,
          `${conflict.key}: line ${setting.line}:${setting.column} and ${conflict.flags[0]?.text ?? "a flag"}`,
        );
      }),
      ...cause.lines.map((found) => lineEvidence(found)),
    ],
    facts: {
      path: file.path,
      ...(first && {
        key: first.key,
        line: String(first.setting.line),
        column: String(first.setting.column),
      }),
      ...(flag && { flag: flag.text, unitFile: flag.file }),
      ...(flag?.place && { unitLine: String(flag.place.line), unitColumn: String(flag.place.column) }),
    },
  };
}

/** Where the files cannot be read, dockerd's own words are the only witness. */
function judgeByLog(
  host: HostState,
  open: readonly Symptom[],
  now: EpochMs,
): readonly Judgement[] | undefined {
  const newest = linesWith(host, ["config-conflict"], 0)[0];
  if (newest === undefined || sightOfEngine(host, now).kind === "answers") return undefined;
  if (linesWith(host, ["engine-ready"], newest.line.sourceAt).length > 0) return undefined;
  const text = newest.marked.values[0] ?? "";
  const key = /^([\w.-]+): /.exec(text)?.[1] ?? "a setting";
  const cause = startCauseOf(host, "config-conflict", open, now);
  return [
    {
      ...startMistake(host, cause, now),
      title: startTitle(cause.variant, `daemon.json and unit both set ${key}`),
      summary: `dockerd says that ${key} is set as a flag and in the file: ${text}. Foghorn has not read those files itself.`,
      readAt: newest.line.sourceAt,
      sinceAt: newest.line.sourceAt,
      evidence: [lineEvidence(newest, text)],
      facts: { key, path: "/etc/docker/daemon.json" },
    },
  ];
}
