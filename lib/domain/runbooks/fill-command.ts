/** Words of Go templates that look like variables: `docker inspect --format '{{range .Mounts}}…{{end}}'`. */
const TEMPLATE_WORDS = new Set(["end", "else", "break", "continue"]);
const VARIABLE = /\{\{([a-z][A-Za-z0-9_-]*)\}\}/g;

/** Nothing a shell would read as more than a word. */
const PLAIN = /^[A-Za-z0-9_./:@%+=,][A-Za-z0-9_./:@%+=,-]*$/;

/** Control and format characters: a terminal acts on them, or shows another text than it runs. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Names of the variables in a command, in their order, each once. */
export function variablesOf(command: string): readonly string[] {
  const names = [...command.matchAll(VARIABLE)].map((match) => match[1] ?? "");
  return [...new Set(names.filter((name) => !TEMPLATE_WORDS.has(name)))];
}

/**
 * One word of a POSIX shell, whatever the text. Undefined for what no quoting makes safe to paste: control characters
 * (a terminal acts on them before the shell sees them), an empty value, and a leading dash (it would be an option).
 */
export function quoteForShell(value: string): string | undefined {
  if (value === "" || value.startsWith("-") || UNSAFE.test(value)) {
    return undefined;
  }
  return PLAIN.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

/** Where nothing is filled in, a person sees that something is missing, and no shell reads it as more than a word. */
const placeholder = (name: string): string => `‹${name}›`;
const PLACEHOLDER = /‹([a-z][A-Za-z0-9_-]*)›/g;

/** Names that are still to be filled in by hand, each once. */
export const placeholdersIn = (commands: readonly string[]): readonly string[] => [
  ...new Set(
    commands.flatMap((command) => [...command.matchAll(PLACEHOLDER)].map((match) => match[1] ?? "")),
  ),
];

/** What stands between the variables of a command: one piece more than there are variables. */
export function fixedPieces(command: string): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const match of command.matchAll(VARIABLE)) {
    if (TEMPLATE_WORDS.has(match[1] ?? "")) continue;
    pieces.push(command.slice(from, match.index));
    from = match.index + match[0].length;
  }
  return [...pieces, command.slice(from)];
}

/** The command with real values, quoted; a variable without a safe value becomes `‹name›`. */
export function fillCommand(command: string, facts: Readonly<Record<string, string>>): string {
  return command.replace(VARIABLE, (whole: string, name: string) => {
    if (TEMPLATE_WORDS.has(name)) return whole;
    const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
    return quoteForShell(value ?? "") ?? placeholder(name);
  });
}

/**
 * Prose with real values, each as inline code: a value is somebody else's text and must not be read as Markdown.
 * A variable without a value becomes `‹name›`.
 */
export function fillProse(text: string, facts: Readonly<Record<string, string>>): string {
  return text.replace(VARIABLE, (_whole: string, name: string) => {
    const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (value === undefined || value === "" || UNSAFE.test(value)) return `\`${placeholder(name)}\``;
    return `\`${value.replaceAll("`", "'")}\``;
  });
}

/**
 * First variable that stands inside quotes, where a quoted value would be read wrongly; undefined when all stand free.
 * Understands '…', "…" and backslashes, which is what runbook commands use.
 */
export function quotedVariable(command: string): { readonly name: string; readonly at: number } | undefined {
  let quote: "'" | '"' | undefined;
  for (let at = 0; at < command.length; at += 1) {
    const character = command[at];
    if (character === "\\" && quote !== "'") at += 1;
    else if (quote !== undefined && character === quote) quote = undefined;
    else if (quote === undefined && (character === "'" || character === '"')) quote = character;
    else if (quote !== undefined && character === "{") {
      const match = /^\{\{([a-z][A-Za-z0-9_-]*)\}\}/.exec(command.slice(at));
      if (match?.[1] !== undefined && !TEMPLATE_WORDS.has(match[1])) return { name: match[1], at };
    }
  }
  return undefined;
}
