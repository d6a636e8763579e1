"use client";

import type { Runbook, RunbookStep } from "#lib/domain/runbook.ts";
import { fillCommand, fillProse, placeholdersIn } from "#lib/domain/runbooks/fill-command.ts";
import { Markdown } from "../timeline/markdown.tsx";
import { CommandLine } from "../ui/command-line.tsx";
import { plural } from "../ui/format.ts";
import { Mark } from "../ui/mark.tsx";
import { filledValues } from "./filled-values.ts";
import { conditionWords, KIND_LOOK } from "./pass-words.ts";
import { StepRules } from "./step-rules.tsx";

/** "1 action, 4 by hand" */
export function kindsOf(steps: readonly RunbookStep[]): string {
  const count = (kind: RunbookStep["kind"]) => steps.filter((step) => step.kind === kind).length;
  const words = {
    check: (many: number) => plural(many, "check"),
    action: (many: number) => plural(many, "action"),
    manual: (many: number) => `${many} by hand`,
    verify: (many: number) => `${many} verify`,
  } as const;
  return (["check", "action", "manual", "verify"] as const)
    .flatMap((kind) => (count(kind) > 0 ? words[kind](count(kind)) : []))
    .join(", ");
}

/** Names that a symptom fills in. */
export function blanksOf({ intro, steps }: Pick<Runbook, "intro" | "steps">): readonly string[] {
  const prose = [intro, ...steps.map(({ text }) => text)].map((text) => fillProse(text, {}));
  const commands = steps.flatMap((step) => step.commands.map((command) => fillCommand(command, {})));
  return placeholdersIn([...prose, ...commands]).map((name) => `‹${name}›`);
}

/** One step as it stands in the file: nothing is read or ticked here. */
export function ReadStep({
  step,
  steps,
  number,
  values,
  isSelected,
  onSelect,
}: {
  readonly step: RunbookStep;
  /** All of the runbook: some are named by others. */
  readonly steps: readonly RunbookStep[];
  readonly number: number;
  /** What is known of the symptom it is read for. */
  readonly values: Readonly<Record<string, string>>;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
}) {
  const kind = KIND_LOOK[step.kind];
  const condition = conditionWords(step);
  return (
    <li className={isSelected ? "rst sel" : "rst"} onPointerDown={onSelect} aria-current={isSelected}>
      <span className="no num">{number}</span>
      <span className="kd">
        <Mark name={kind.mark} size={13} />
        {kind.text}
      </span>
      <div className="min-w-0">
        <h3>{step.title}</h3>
        {condition !== undefined && (
          <p className="pass">
            {condition.verb} {condition.words} (<span className="mono">{condition.probe}</span>)
          </p>
        )}
        <StepRules step={step} steps={steps} />
        {step.text.trim() !== "" && (
          <div className="prose i2">
            <Markdown text={fillProse(step.text, values)} />
          </div>
        )}
        {step.warning !== undefined && (
          <p className="warn">
            <Mark name="ticket" size={14} label="Careful" />
            <span>{step.warning}</span>
          </p>
        )}
        {step.commands.map((command, index) => (
          <CommandLine
            key={command}
            command={fillCommand(command, values)}
            filled={[
              ...placeholdersIn([fillCommand(command, values)]).map((name) => `‹${name}›`),
              ...filledValues(command, fillCommand(command, values)),
            ]}
            isMain={isSelected && index === 0}
          />
        ))}
      </div>
    </li>
  );
}
