import type { PassCondition, RunbookStep, StepKind } from "../runbook.ts";
import { changeIn } from "./changes-host.ts";
import {
  type Block,
  didYouMean,
  emptyBlock,
  type Field,
  type FieldWord,
  type Line,
  type Problem,
} from "./parse-block.ts";
import { parsePass } from "./parse-pass.ts";
import { parseRun } from "./parse-run.ts";

const KINDS = ["check", "manual", "action", "verify"] as const satisfies readonly StepKind[];

/** Which lines a kind of step may have. */
const WORDS: Readonly<Record<StepKind, readonly FieldWord[]>> = {
  check: ["pass", "confirm", "warning", "when", "unlocks", "yes", "no"],
  manual: ["warning", "when", "unlocks", "yes", "no"],
  action: ["pass", "run", "warning", "when", "unlocks"],
  verify: ["pass", "warning", "when"],
};

/** Lines a step may have several of. */
const REPEATED: readonly FieldWord[] = ["when", "unlocks"];

export const slugOf = (title: string): string =>
  title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);

export interface StepDraft extends Block {
  readonly heading: Line;
  readonly kind: StepKind;
  readonly title: string;
}

export function parseHeading(line: Line): StepDraft | Problem {
  const match = /^## +([a-zA-Z]+): +(\S.*?)\s*$/.exec(line.text);
  const kind = KINDS.find((known) => known === match?.[1]);
  if (!match?.[2] || !kind) {
    const { text, ...meant } = didYouMean(match?.[1] ?? "", KINDS);
    const reason = `A step reads "## <kind>: <title>", kind one of ${KINDS.join(", ")}.${text}`;
    return { line: line.number, column: 4, reason, ...meant };
  }
  return { heading: line, kind, title: match[2], ...emptyBlock() };
}

const kindsWith = (word: FieldWord): string =>
  KINDS.filter((kind) => WORDS[kind].includes(word))
    .join(", ")
    .replace(/, ([^,]*)$/, " and $1");

/** The fields this kind may have; of those given once, the first. */
function allowedFields({ kind, fields }: StepDraft, problems: Problem[]): readonly Field[] {
  const seen = new Set<FieldWord>();
  return fields.filter(({ word, line, value }) => {
    const isOf = WORDS[kind].includes(word);
    if (!isOf) {
      const steps = kindsWith(word);
      const verb = steps.includes(" ") ? "have" : "has";
      problems.push({ line, column: 1, reason: `Only ${steps} ${verb} "${word}:", this is ${kind}.` });
    } else if (seen.has(word) && !REPEATED.includes(word)) {
      problems.push({ line, column: 1, reason: `A step has one "${word}:".` });
      return false;
    } else if (value === "") problems.push({ line, column: 1, reason: `"${word}:" is empty.` });
    seen.add(word);
    return isOf && value !== "";
  });
}

function readCondition(field: Field, problems: Problem[]): PassCondition | undefined {
  const parsed = parsePass(field.value);
  if ("pass" in parsed) return parsed.pass;
  problems.push({ ...parsed, line: field.line, column: field.column + parsed.column - 1 });
  return undefined;
}

/** A check looks, and a verify says that it is over: both by a reading. An action may say by which it is done. */
const needsCondition = (kind: StepKind): boolean => kind === "check" || kind === "verify";

/** Whoever reads "check" runs its command without a thought. A verify may try what failed before. */
function changesInCheck({ kind, commandLines }: StepDraft): readonly Problem[] {
  if (kind !== "check") return [];
  return commandLines.flat().flatMap(({ text, number }) => {
    const change = changeIn(text);
    if (change === undefined) return [];
    const reason = `“${change.words}” changes the host, and a check only looks. Make it "## action: …"; it may keep its "pass:".`;
    return [{ line: number, column: change.column, reason }];
  });
}

/** The one condition of a step: that it has one at all depends on its kind. */
function parseCondition(
  { kind, heading, fields: all, misspelt }: StepDraft,
  fields: readonly Field[],
  problems: Problem[],
): Pick<RunbookStep, "pass" | "confirm"> {
  const wanted: readonly FieldWord[] = WORDS[kind].filter((word) => word === "pass" || word === "confirm");
  const [field, second] = fields.filter(({ word }) => wanted.includes(word));
  if (field === undefined) {
    // An empty one, or one of the wrong word, has been told already.
    const isTold = [...misspelt, ...all.map(({ word }) => word)].some(
      (word) => word === "pass" || word === "confirm",
    );
    const lines = wanted.map((word) => `"${word}: <probe> <operator> <value>"`).join(" or ");
    if (needsCondition(kind) && !isTold)
      problems.push({ line: heading.number, column: 1, reason: `A ${kind} needs a line ${lines}.` });
    return {};
  }
  if (second !== undefined)
    problems.push({ line: second.line, column: 1, reason: 'A check has "pass:" or "confirm:", not both.' });
  const condition = readCondition(field, problems);
  if (condition === undefined) return {};
  return field.word === "confirm" ? { confirm: condition } : { pass: condition };
}

/** The step a draft makes, but for what names other steps; what is wrong with it goes to `problems`. */
export function finishStep(
  draft: StepDraft,
  problems: Problem[],
): { readonly step: RunbookStep; readonly fields: readonly Field[] } {
  const { kind, title } = draft;
  const fields = allowedFields(draft, problems);
  const of = (word: FieldWord) => fields.filter((field) => field.word === word);
  const condition = parseCondition(draft, fields, problems);
  const warning = of("warning")[0]?.value;
  const when = of("when").flatMap((field) => readCondition(field, problems) ?? []);
  problems.push(...changesInCheck(draft));
  const [run] = of("run");
  const action = run && parseRun(run, problems);
  const step: RunbookStep = {
    id: slugOf(title),
    kind,
    title,
    text: draft.text.join("\n").trim(),
    commands: draft.commands,
    ...condition,
    ...(warning && { warning }),
    ...(when.length > 0 && { when }),
    ...(action && { run: action }),
  };
  return { step, fields };
}
