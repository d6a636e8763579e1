import type { RunbookStep } from "../runbook.ts";
import { emptyBlock, FENCE, type Line, type Problem, readBlock } from "./parse-block.ts";
import { finishStep, parseHeading } from "./parse-step.ts";

/** The steps below the front matter and what stands before the first of them. */
export function parseSteps(lines: readonly Line[]): {
  readonly intro: string;
  readonly steps: readonly RunbookStep[];
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const blocks: { heading?: Line; lines: Line[] }[] = [{ lines: [] }];
  let fence: string | undefined;
  for (const line of lines) {
    const marker = FENCE.exec(line.text);
    if (fence === undefined) fence = marker?.[1];
    else if (marker?.[2] === "" && marker[1]?.startsWith(fence)) fence = undefined;
    const isInside = fence !== undefined;
    if (!isInside && /^#(?!#)/.test(line.text)) {
      problems.push({
        line: line.number,
        column: 1,
        reason: 'The title stands in the front matter; steps begin with "## ".',
      });
    } else if (!isInside && /^##(?!#)/.test(line.text)) blocks.push({ heading: line, lines: [] });
    else blocks.at(-1)?.lines.push(line);
  }
  const [before, ...rest] = blocks;
  const intro = emptyBlock();
  problems.push(...readBlock(before?.lines ?? [], intro));
  const stray = [...intro.conditions, ...intro.warnings][0];
  if (stray)
    problems.push({ line: stray.number, column: 1, reason: "This belongs to a step, and none has begun." });
  if (intro.commands.length > 0) {
    problems.push({
      line: before?.lines[0]?.number ?? 1,
      column: 1,
      reason: "Commands belong to a step, and none has begun.",
    });
  }
  const steps: RunbookStep[] = [];
  for (const { heading, lines: body } of rest) {
    if (!heading) continue;
    const draft = parseHeading(heading);
    if ("reason" in draft) {
      problems.push(draft);
      continue;
    }
    problems.push(...readBlock(body, draft));
    const step = finishStep(draft, problems);
    if (step.id === "" || steps.some(({ id }) => id === step.id)) {
      problems.push({
        line: heading.number,
        column: 4,
        reason: "Two steps need two different titles, in letters or digits.",
      });
    }
    steps.push(step);
  }
  if (rest.length === 0) {
    problems.push({
      line: lines.at(-1)?.number ?? 1,
      column: 1,
      reason: 'There is no step: "## check: <title>".',
    });
  }
  return { intro: intro.text.join("\n").trim(), steps, problems };
}
