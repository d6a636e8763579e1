import type { RunbookStep } from "../runbook.ts";
import { variablesOf } from "./fill-command.ts";
import {
  type Block,
  didYouMean,
  emptyBlock,
  FENCE,
  type Line,
  type Problem,
  readBlock,
} from "./parse-block.ts";
import { linkSteps, type StepWithFields } from "./parse-links.ts";
import { finishStep, parseHeading } from "./parse-step.ts";
import { SYMPTOM_VARIABLES } from "./variables.ts";

/** What stands in the file around its steps. */
export interface Surroundings {
  /** Names of `variables:`; undefined where the front matter cannot be read. */
  readonly variables?: readonly string[];
  /** Ids of all runbooks there are; undefined where nobody knows. */
  readonly runbookIds?: readonly string[];
}

/** Variables that neither a symptom fills nor the front matter names, where they stand first. */
function unknownVariables(block: Block, variables: readonly string[] | undefined): readonly Problem[] {
  if (variables === undefined) return [];
  const known = [...variables, ...Object.keys(SYMPTOM_VARIABLES)];
  const told = new Set<string>();
  const runs = block.fields
    .filter(({ word }) => word === "run")
    .map(({ value, line, column }) => ({ number: line, text: `${" ".repeat(column - 1)}${value}` }));
  return [...block.textLines, ...block.commandLines.flat(), ...runs].flatMap(({ text, number }) => [
    ...spacedVariables(text, number, known),
    ...variablesOf(text).flatMap((name) => {
      if (known.includes(name) || told.has(name)) return [];
      told.add(name);
      const { text: near, ...meant } = didYouMean(name, known);
      const reason = `No symptom fills {{${name}}}.${near} What only a person knows stands in the front matter: variables: {${name}: what it is}.`;
      return [{ line: number, column: text.indexOf(`{{${name}}}`) + 3, reason, ...meant }];
    }),
  ]);
}

/** `{{ container }}`: left alone as a Go template would be, nobody would see why it is not filled in. */
const spacedVariables = (text: string, line: number, known: readonly string[]): readonly Problem[] =>
  [...text.matchAll(/\{\{(?: +([\w-]+) *|([\w-]+) +)\}\}/g)].flatMap((match) => {
    const name = match[1] ?? match[2] ?? "";
    if (!known.includes(name)) return [];
    const reason = `A variable has no spaces: {{${name}}}.`;
    return [{ line, column: match.index + 1, reason, meant: { wrong: match[0], right: `{{${name}}}` } }];
  });

interface Section {
  readonly heading?: Line;
  readonly lines: Line[];
}

/** A step one level too deep; other headings of that depth are prose. */
const TOO_DEEP = /^#{3,6} +(?:check|manual|action|verify):/;

/** Lines by heading; the first section is what stands before. */
function sectionsOf(lines: readonly Line[], problems: Problem[]): readonly Section[] {
  const sections: Section[] = [{ lines: [] }];
  let fence: string | undefined;
  for (const line of lines) {
    const marker = FENCE.exec(line.text);
    if (fence === undefined) fence = marker?.[1];
    else if (marker?.[2] === "" && marker[1]?.startsWith(fence)) fence = undefined;
    const isInside = fence !== undefined;
    if (!isInside && /^#(?!#)/.test(line.text)) {
      const reason = 'The title stands in the front matter; steps begin with "## ".';
      problems.push({ line: line.number, column: 1, reason });
    } else if (!isInside && /^##(?!#)/.test(line.text)) sections.push({ heading: line, lines: [] });
    else if (!isInside && TOO_DEEP.test(line.text)) {
      const [marks = ""] = /^#+/.exec(line.text) ?? [];
      const reason = 'A step begins with "## ".';
      problems.push({ line: line.number, column: 1, reason, meant: { wrong: marks, right: "##" } });
      // It is read as the step it was meant as: what stands below belongs to it.
      sections.push({ heading: { ...line, text: line.text.slice(marks.length - 2) }, lines: [] });
    } else sections.at(-1)?.lines.push(line);
  }
  return sections;
}

function readIntro(
  lines: readonly Line[],
  variables: Surroundings["variables"],
  problems: Problem[],
): string {
  const intro = emptyBlock();
  problems.push(...readBlock(lines, intro), ...unknownVariables(intro, variables));
  const [stray] = intro.fields;
  if (stray)
    problems.push({ line: stray.line, column: 1, reason: "This belongs to a step, and none has begun." });
  const [command] = intro.commandLines;
  if (command !== undefined) {
    const reason = "Commands belong to a step, and none has begun.";
    problems.push({ line: command[0]?.number ?? 1, column: 1, reason });
  }
  return intro.text.join("\n").trim();
}

/** The steps below the front matter and what stands before the first of them. */
export function parseSteps(
  lines: readonly Line[],
  { variables, runbookIds }: Surroundings,
): {
  readonly intro: string;
  readonly steps: readonly RunbookStep[];
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const [before, ...rest] = sectionsOf(lines, problems);
  const intro = readIntro(before?.lines ?? [], variables, problems);
  const steps: StepWithFields[] = [];
  for (const { heading, lines: body } of rest) {
    if (!heading) continue;
    const draft = parseHeading(heading);
    if ("reason" in draft) {
      problems.push(draft);
      continue;
    }
    problems.push(...readBlock(body, draft), ...unknownVariables(draft, variables));
    const made = finishStep(draft, problems);
    if (made.step.id === "" || steps.some(({ step }) => step.id === made.step.id)) {
      const reason = "Two steps need two different titles, in letters or digits.";
      problems.push({ line: heading.number, column: 4, reason });
    }
    steps.push(made);
  }
  if (rest.length === 0) {
    const reason = 'There is no step: "## check: <title>".';
    problems.push({ line: lines.at(-1)?.number ?? 1, column: 1, reason });
  }
  return { intro, steps: linkSteps(steps, runbookIds, problems), problems };
}
