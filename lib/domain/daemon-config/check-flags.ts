import type { UnitFilesReading } from "../facts.ts";
import { KEY_OF_FLAG } from "./conflicts.ts";
import { type Finding, findingAt } from "./finding.ts";
import { isFlag, otherVersions, typeOfKey } from "./settings.ts";
import { nextStartWords, type StartFlag, startsOf } from "./start-arguments.ts";

const SWITCH_WORDS = /^(?:|1|0|t|f|true|false)$/i;

/** What dockerd, or systemd before it, refuses of the command line itself. */
export function findBadFlags(
  files: UnitFilesReading,
  flags: readonly StartFlag[],
  major: number | undefined,
): readonly Finding[] {
  const starts = startsOf(files);
  const [, second] = starts;
  if (second !== undefined)
    return [
      findingAt(
        { key: "ExecStart", file: second.file, ...(second.place && { place: second.place }) },
        {
          mode: "daemon-json-flag-conflict",
          title: "docker.service has two starts",
          words:
            "A second ExecStart= stands beside the unit's own. systemd refuses that: an empty ExecStart= goes before it.",
        },
      ),
    ];
  const stray = nextStartWords(files)?.find(({ isArgument }) => isArgument);
  const strayFinding =
    stray === undefined
      ? []
      : [
          findingAt(
            { key: stray.text, file: stray.file, ...(stray.place && { place: stray.place }) },
            unknown(
              `dockerd takes no argument, and “${stray.text}” is one.`,
              "dockerd is given an argument it does not take",
            ),
          ),
        ];
  return [...flags.flatMap((flag) => findBadFlag(flag, major)), ...strayFinding];
}

const unknown = (words: string, title: string) =>
  ({ mode: "daemon-json-unknown-key", title, words }) as const;

function findBadFlag(flag: StartFlag, major: number | undefined): readonly Finding[] {
  const { name, value, file, place, text } = flag;
  const setting = { key: text, file, ...(place && { place }) };
  if (!isFlag(name, major)) {
    const why = otherVersions(name, major);
    return [
      findingAt(
        setting,
        unknown(
          `This dockerd has no flag “${text}”${why === undefined ? "" : `: ${why}`}.`,
          `dockerd has no flag ${text}`,
        ),
      ),
    ];
  }
  const type = typeOfKey(KEY_OF_FLAG[name] ?? name, major);
  const isRight =
    type === "integer" ? /^-?\d+$/.test(value) : type === "switch" ? SWITCH_WORDS.test(value) : true;
  const isWithout = type !== "switch" && type !== "ignored" && value === "" && !text.includes("=");
  if (isWithout)
    return [
      findingAt(setting, {
        mode: "daemon-json-wrong-type",
        title: `No value for the flag --${name}`,
        words: `--${name} wants a value, and nothing follows it.`,
      }),
    ];
  if (isRight) return [];
  return [
    findingAt(setting, {
      mode: "daemon-json-wrong-type",
      title: `Bad value for the flag --${name}`,
      words: `--${name} wants ${type === "integer" ? "a whole number" : "true or false"}, not “${value}”.`,
    }),
  ];
}
