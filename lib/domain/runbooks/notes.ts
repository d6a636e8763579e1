import type { Runbook } from "../runbook.ts";
import { variablesOf } from "./fill-command.ts";
import { runbookFor } from "./runbook-for.ts";

/** What whoever wrote a whole file may not have meant, or should know: nothing of it keeps the file from working. */
export function notesOn(runbook: Runbook, all: readonly Runbook[]): readonly string[] {
  return [
    ...placeNotes(runbook, all),
    ...endNotes(runbook),
    ...variableNotes(runbook),
    ...blockNotes(runbook),
  ];
}

function placeNotes(runbook: Runbook, all: readonly Runbook[]): readonly string[] {
  if (runbook.kind === "playbook")
    return ["Opens for no symptom by itself: people take it into an incident."];
  const replaced = runbook.own?.replaces ? ["Takes the place of the release's file of this name."] : [];
  const opens: string[] = [];
  const others = new Map<string, string[]>();
  for (const mode of runbook.symptoms) {
    const first = runbookFor(mode, all);
    if (first === undefined || first.id === runbook.id) opens.push(mode);
    else others.set(first.file, [...(others.get(first.file) ?? []), mode]);
  }
  return [
    ...replaced,
    ...(opens.length > 0 ? [`Opens for ${opens.join(", ")}.`] : []),
    ...[...others].map(
      ([file, modes]) =>
        `Does not open for ${modes.join(", ")}: ${file} does. The file that has a symptom's name, or names it first, opens for it.`,
    ),
  ];
}

function endNotes({ kind, steps }: Runbook): readonly string[] {
  return kind === "playbook" || steps.some((step) => step.kind === "verify")
    ? []
    : ['No step is a "verify": nothing here says that it is over.'];
}

function variableNotes({ variables = {}, steps, intro }: Runbook): readonly string[] {
  const texts = [intro, ...steps.flatMap(({ text, commands }) => [text, ...commands])];
  const used = new Set([
    ...texts.flatMap(variablesOf),
    ...steps.flatMap(({ run }) => (run?.variable === undefined ? [] : [run.variable])),
  ]);
  return Object.keys(variables)
    .filter((name) => !used.has(name))
    .map((name) => `{{${name}}} is asked for in "variables" and used in no step.`);
}

/** A block that names no language may be what a command prints; more often its "sh" was forgotten. */
function blockNotes({ steps }: Runbook): readonly string[] {
  return steps.flatMap(({ title, text }) => {
    const fences = [...text.matchAll(/^(?:`{3,}|~{3,})[ \t]*(\S*)[ \t]*$/gm)];
    const isOpening = (index: number) => index % 2 === 0;
    return fences.some(([, language], index) => isOpening(index) && language === "")
      ? [`"${title}" has a block without "sh": it is shown as text, not as a command to copy.`]
      : [];
  });
}
