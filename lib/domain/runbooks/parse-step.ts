import type { PassCondition, RunbookStep, StepKind } from "../runbook.ts";
import { type Block, emptyBlock, type Line, type Problem } from "./parse-block.ts";
import { parsePass } from "./parse-pass.ts";

const KINDS = ["check", "manual", "action", "verify"] as const satisfies readonly StepKind[];

/** Which conditions a kind of step may have. */
const CONDITIONS: Readonly<Record<StepKind, readonly string[]>> = {
  check: ["pass", "confirm"],
  verify: ["pass"],
  manual: [],
  action: [],
};

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
  const match = /^## +([a-z]+): +(\S.*?)\s*$/.exec(line.text);
  const kind = KINDS.find((known) => known === match?.[1]);
  if (!match?.[2] || !kind) {
    const reason = `A step reads "## <kind>: <title>", kind one of ${KINDS.join(", ")}.`;
    return { line: line.number, column: 4, reason };
  }
  return { heading: line, kind, title: match[2], ...emptyBlock() };
}

type Add = (line: number, column: number, reason: string) => void;

/** The one condition of a step: which word it has, and that it has one at all, depends on its kind. */
function parseCondition(
  { kind, heading, conditions }: StepDraft,
  add: Add,
): Pick<RunbookStep, "pass" | "confirm"> {
  const wanted = CONDITIONS[kind];
  const [line, second] = conditions;
  if (line === undefined) {
    const lines = wanted.map((word) => `"${word}: <probe> <operator> <value>"`).join(" or ");
    if (wanted.length > 0) add(heading.number, 1, `A ${kind} needs a line ${lines}.`);
    return {};
  }
  const word = line.text.slice(0, line.text.indexOf(":"));
  if (!wanted.includes(word)) {
    const who = word === "pass" ? "check and verify have" : "a check has";
    add(line.number, 1, `Only ${who} "${word}:", this is ${kind}.`);
    return {};
  }
  if (second !== undefined) {
    const isBoth = !second.text.startsWith(word);
    const reason = isBoth ? 'A check has "pass:" or "confirm:", not both.' : `A step has one "${word}:".`;
    add(second.number, 1, reason);
  }
  const parsed = parsePass(line.text.slice(word.length + 1));
  if ("reason" in parsed) {
    add(line.number, word.length + 1 + parsed.column, parsed.reason);
    return {};
  }
  const condition: PassCondition = parsed.pass;
  return word === "confirm" ? { confirm: condition } : { pass: condition };
}

/** The step a draft makes; what is wrong with it goes to `problems`. */
export function finishStep(draft: StepDraft, problems: Problem[]): RunbookStep {
  const { kind, title, warnings, heading } = draft;
  const add: Add = (line, column, reason) => problems.push({ line, column, reason });
  const condition = parseCondition(draft, add);
  for (const extra of warnings.slice(1)) add(extra.number, 1, 'A step has one "warning:".');
  const warning = warnings[0]?.text.slice("warning:".length).trim();
  if (warning === "") add(warnings[0]?.number ?? heading.number, 1, "The warning is empty.");
  return {
    id: slugOf(title),
    kind,
    title,
    text: draft.text.join("\n").trim(),
    commands: draft.commands,
    ...condition,
    ...(warning && { warning }),
  };
}
