import type { UnitFilesReading } from "../facts.ts";
import { findBadFlags } from "./check-flags.ts";
import { wantedInstead } from "./check-type.ts";
import { findBadValues } from "./check-values.ts";
import { conflictText, findConflicts, opened } from "./conflicts.ts";
import { type Finding, findingAt } from "./finding.ts";
import { givenSettings } from "./given-settings.ts";
import { type ConfigParse, parseDaemonJson, readerOf, type SettingKey } from "./parse-json.ts";
import { nearestKey, otherVersions, typeOfKey } from "./settings.ts";
import { nextStartFlags, runningFlags, type StartFlag } from "./start-arguments.ts";

/** What an engine is started with. */
export interface StartFiles {
  /** Of daemon.json; also where it does not exist. */
  readonly path: string;
  /** Absent: no such file. */
  readonly text?: string;
  /** Absent: they cannot be read. */
  readonly unitFiles?: UnitFilesReading;
  readonly engineVersion?: string;
}

/** 20.10 is 20; undefined where nobody said. */
export function majorOf(engineVersion: string | undefined): number | undefined {
  const major = Number.parseInt(engineVersion ?? "", 10);
  return Number.isFinite(major) ? major : undefined;
}

/**
 * What is wrong with the files of the next start, as the engine of that version would find it, in its order: it
 * gives up at the first that stops it, and the others come to light once that is mended.
 */
export function findMistakes(files: StartFiles): readonly Finding[] {
  const { path, text, unitFiles } = files;
  const major = majorOf(files.engineVersion);
  const flags = (unitFiles && (nextStartFlags(unitFiles) ?? runningFlags(unitFiles))) ?? [];
  const badFlags = unitFiles === undefined ? [] : findBadFlags(unitFiles, flags, major);
  const named = flags.findLast(({ name }) => name === "config-file");
  const isOtherFile = named !== undefined && named.value !== path;
  const isRead = text !== undefined && !isOtherFile;
  const config = isRead ? parseDaemonJson(text, readerOf(files.engineVersion)) : NO_FILE;
  // The default file may be missing; one that a flag names may not.
  if (named !== undefined && !isOtherFile && text === undefined)
    return [...badFlags, missingFile(path, named)];
  if (!config.ok) return [...badFlags, syntaxFinding(path, config)];
  const conflicts = findConflicts(config.keys, flags);
  const typed = config.keys.map((key) => ({ key, finding: typeFinding(path, key, major) }));
  const usable = typed.filter(({ finding }) => finding === undefined).map(({ key }) => key);
  return [
    ...badFlags,
    ...config.keys.flatMap((key) => opened(key, major)).flatMap((key) => unknownKey(path, key, major)),
    ...conflicts.map((conflict) =>
      findingAt(
        { key: conflict.key, file: path, place: conflict.setting },
        {
          mode: "daemon-json-flag-conflict",
          title: `daemon.json and unit both set ${conflict.key}`,
          words: `Given twice: ${conflictText(conflict)}.`,
        },
      ),
    ),
    ...typed.flatMap(({ finding }) => (finding === undefined ? [] : [finding])),
    ...findBadValues(givenSettings(path, usable, flags), major),
  ];
}

const missingFile = (path: string, flag: StartFlag): Finding =>
  findingAt(
    { key: "config-file", file: flag.file, ...(flag.place && { place: flag.place }) },
    {
      mode: "daemon-json-invalid",
      title: "The file of --config-file is missing",
      words: `--config-file names ${path}, and there is no such file.`,
    },
  );

const NO_FILE: ConfigParse = { ok: true, keys: [] };

const syntaxFinding = (path: string, { message, mistake }: Extract<ConfigParse, { ok: false }>): Finding =>
  findingAt(
    { key: "daemon.json", file: path, place: mistake },
    { mode: "daemon-json-invalid", title: "daemon.json broken", words: `${mistake.words} (${message})` },
  );

function unknownKey(path: string, key: SettingKey, major: number | undefined): readonly Finding[] {
  if (typeOfKey(key.key, major) !== undefined) return [];
  const near = nearestKey(key.key, major);
  const why = otherVersions(key.key, major);
  const hint = why ?? (near === undefined ? undefined : `was “${near}” meant?`);
  return [
    findingAt(
      { key: key.key, file: path, place: key },
      {
        mode: "daemon-json-unknown-key",
        title: `daemon.json has an unknown key: ${key.key}`,
        words: `This engine knows no setting “${key.key}”${hint === undefined ? "" : `: ${hint}`}${hint?.endsWith("?") ? "" : "."}`,
      },
    ),
  ];
}

function typeFinding(path: string, key: SettingKey, major: number | undefined): Finding | undefined {
  const type = typeOfKey(key.key, major);
  const wanted = type && wantedInstead(type, key.value, key.valueText);
  if (wanted === undefined) return undefined;
  return findingAt(
    { key: key.key, file: path, place: key },
    {
      mode: "daemon-json-wrong-type",
      title: `Wrong type for ${key.key} in daemon.json`,
      words: `“${key.key}” wants ${wanted}.`,
    },
  );
}
