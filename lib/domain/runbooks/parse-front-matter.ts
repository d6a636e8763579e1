import type { Runbook } from "../runbook.ts";
import { MODE_IDS, type ModeId } from "../symptom.ts";
import { parseEngines } from "./engine-range.ts";
import { didYouMean, type Line, type Problem } from "./parse-block.ts";

/** Strict YAML (core schema, no aliases, no duplicate keys); given by the caller. Lines and columns from 1. */
export type ReadYaml = (text: string) => { readonly value: unknown } | { readonly problem: Problem };

export type FrontMatter = Pick<
  Runbook,
  "title" | "symptoms" | "kind" | "engines" | "variables" | "owner" | "exercised"
>;

const KEYS = ["title", "symptoms", "kind", "engines", "variables", "owner", "exercised"] as const;
type Key = (typeof KEYS)[number];

const TEXT_LIMIT = 120;

/** Where a word of a key's value stands; the key itself when it is not written out, else the first line. */
function placeOf(
  lines: readonly Line[],
  key: string,
  word?: string,
): { readonly line: number; readonly column: number } {
  const from = lines.findIndex(({ text }) => text.startsWith(`${key}:`));
  if (from < 0) return { line: lines[0]?.number ?? 1, column: 1 };
  if (word !== undefined && word !== "")
    for (const [index, { text, number }] of lines.slice(from).entries()) {
      if (index > 0 && /^\S/.test(text) && !text.startsWith("-")) break;
      const at = text.indexOf(word, index === 0 ? key.length + 1 : 0);
      if (at >= 0) return { line: number, column: at + 1 };
    }
  return { line: lines[from]?.number ?? 1, column: 1 };
}

type Add = (
  key: string,
  reason: string,
  word?: string,
  known?: readonly string[],
  /** Where the known ones stand, if they are too many to be named. */
  where?: string,
) => void;
type Values = Readonly<Partial<Record<Key, unknown>>>;

const isText = (value: unknown): value is string =>
  typeof value === "string" && value.trim() !== "" && value.length <= TEXT_LIMIT;

function readSymptoms({ symptoms, kind }: Values, add: Add): readonly ModeId[] {
  const listed: readonly unknown[] = Array.isArray(symptoms) ? symptoms : [];
  if (symptoms !== undefined && !Array.isArray(symptoms))
    add("symptoms", '"symptoms" is a list, e.g. [daemon-down].');
  else if (listed.length === 0 && kind !== "playbook")
    add("symptoms", '"symptoms" is a list of at least one symptom, e.g. [daemon-down].');
  const known = listed.flatMap((item) => MODE_IDS.filter((mode) => mode === item));
  for (const item of listed)
    if (!MODE_IDS.some((mode) => mode === item)) {
      const word = String(item);
      add("symptoms", `"${word}" is no symptom.`, word, MODE_IDS, "All are in docs/modes.md.");
    }
  if (new Set(known).size !== known.length) add("symptoms", "A symptom is named twice.");
  return known;
}

function readVariables(value: unknown, add: Add): Readonly<Record<string, string>> | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    add("variables", '"variables" names what only a person knows, e.g. {newLimit: memory it may use}.');
    return undefined;
  }
  for (const [name, meaning] of Object.entries(value)) {
    if (!/^[a-z][A-Za-z0-9_-]*$/.test(name))
      add(
        "variables",
        `"${name}" cannot be a variable: a small letter first, then letters and digits.`,
        name,
      );
    if (!isText(meaning)) add("variables", `"${name}" needs a sentence that says what it is.`, name);
  }
  return value as Readonly<Record<string, string>>;
}

const EXERCISED = /^(\d{4}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])) on (\d+(?:\.\d+){1,2})$/;

function readExercised(value: unknown, add: Add): Runbook["exercised"] {
  if (value === undefined) return undefined;
  const listed: readonly unknown[] = Array.isArray(value) ? value : [value];
  return listed.flatMap((item) => {
    const [, on, engine] = EXERCISED.exec(String(item)) ?? [];
    if (on !== undefined && engine !== undefined) return [{ on, engine }];
    add(
      "exercised",
      '"exercised" is a list of "<date> on <engine>", e.g. ["2026-11-18 on 26.1.5"].',
      String(item),
    );
    return [];
  });
}

function readEngines(value: unknown, add: Add): Runbook["engines"] {
  if (value === undefined) return undefined;
  const engines = typeof value === "string" ? parseEngines(value) : undefined;
  if (engines === undefined)
    add("engines", '"engines" is a text of bounds, e.g. ">=23.0 <29", in quotes.', String(value));
  return engines;
}

/** The front matter, or everything that is wrong with it. */
export function readFrontMatter(
  lines: readonly Line[],
  readYaml: ReadYaml,
): FrontMatter | readonly Problem[] {
  const read = readYaml(lines.map(({ text }) => text).join("\n"));
  const first = (lines[0]?.number ?? 2) - 1;
  if ("problem" in read) return [{ ...read.problem, line: read.problem.line + first }];
  const { value } = read;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const reason = 'The front matter has "title: …" and "symptoms: […]".';
    return [{ line: first + 1, column: 1, reason }];
  }
  const problems: Problem[] = [];
  const add: Add = (key, reason, word, known, where) => {
    const { text = "", ...meant } = word !== undefined && known ? didYouMean(word, known) : {};
    const all = known && text === "" && where === undefined ? ` Known: ${known.join(", ")}.` : text;
    const said = where === undefined ? "" : ` ${where}`;
    problems.push({ ...placeOf(lines, key, word), reason: `${reason}${all}${said}`, ...meant });
  };
  for (const key of Object.keys(value))
    if (!KEYS.some((known) => known === key)) {
      const { text, ...meant } = didYouMean(key, KEYS);
      const reason = `"${key}" is not known.${text} There are ${KEYS.join(", ")}.`;
      problems.push({ ...placeOf(lines, key), reason, ...meant });
    }
  const values: Values = value;
  const { title, kind, owner } = values;
  if (!isText(title)) add("title", `"title" is a text of at most ${TEXT_LIMIT} characters.`);
  if (kind !== undefined && kind !== "playbook" && kind !== "runbook")
    add("kind", '"kind" is runbook or playbook.', String(kind), ["runbook", "playbook"]);
  if (owner !== undefined && owner !== null && !isText(owner))
    add("owner", `"owner" is a person or a team, at most ${TEXT_LIMIT} characters.`);
  const symptoms = readSymptoms(values, add);
  const variables = readVariables(values.variables, add);
  const engines = readEngines(values.engines, add);
  const exercised = readExercised(values.exercised, add);
  if (problems.length > 0) return problems;
  return {
    title: String(title).trim(),
    symptoms,
    ...(kind === "playbook" && { kind }),
    ...(engines && { engines }),
    ...(variables && { variables }),
    ...(isText(owner) && { owner: owner.trim() }),
    ...(exercised && exercised.length > 0 && { exercised }),
  };
}
