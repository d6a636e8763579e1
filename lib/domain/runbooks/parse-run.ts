import { ACTION_VERBS, targetOf } from "../action.ts";
import type { StepAction } from "../runbook.ts";
import { didYouMean, type Field, type Problem } from "./parse-block.ts";

/** `run: container.restart {{container}}`, `run: prune.build-cache`. Undefined when it is wrong. */
export function parseRun(field: Field, problems: Problem[]): StepAction | undefined {
  const { line, column, value } = field;
  const [, verbText = "", gap = "", rest = ""] = /^(\S+)(\s*)(.*)$/.exec(value) ?? [];
  const verb = ACTION_VERBS.find((known) => known === verbText);
  if (!verb) {
    const { text, ...meant } = didYouMean(verbText, ACTION_VERBS);
    const reason = `"${verbText}" is no verb.${text} Known: ${ACTION_VERBS.join(", ")}.`;
    problems.push({ line, column, reason, ...meant });
    return undefined;
  }
  const restColumn = column + verbText.length + gap.length;
  if (targetOf(verb) === "engine") {
    if (rest === "") return { verb };
    const reason = `"${verb}" acts on the host of the incident and takes nothing after it.`;
    problems.push({ line, column: restColumn, reason });
    return undefined;
  }
  if (rest === "") return { verb, variable: "container" };
  const [, variable] = /^\{\{([a-z][A-Za-z0-9_-]*)\}\}$/.exec(rest) ?? [];
  if (variable !== undefined) return { verb, variable };
  const reason = `Behind "${verb}" stands one variable, as in ${verb} {{container}}, and nothing else.`;
  problems.push({ line, column: restColumn, reason });
  return undefined;
}
