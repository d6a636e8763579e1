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

/** The command with real values, quoted. A variable without a safe value stays as it is, so that a person sees what is missing. */
export function fillCommand(command: string, facts: Readonly<Record<string, string>>): string {
  return command.replace(VARIABLE, (whole: string, name: string) => {
    if (TEMPLATE_WORDS.has(name) || !Object.hasOwn(facts, name)) return whole;
    return quoteForShell(facts[name] ?? "") ?? whole;
  });
}

/**
 * Prose with real values, each as inline code: a value is somebody else's text and must not be read as Markdown.
 * A variable without a value stays as it is.
 */
export function fillProse(text: string, facts: Readonly<Record<string, string>>): string {
  return text.replace(VARIABLE, (whole: string, name: string) => {
    const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (value === undefined || value === "" || UNSAFE.test(value)) return whole;
    return `\`${value.replaceAll("`", "'")}\``;
  });
}

/**
 * First variable that stands inside quotes, where a quoted value would be read wrongly; undefined when all stand free.
 * Understands '…', "…" and backslashes, which is what runbook commands use.
 */
export function quotedVariable(command: string): string | undefined {
  let quote: "'" | '"' | undefined;
  for (let at = 0; at < command.length; at += 1) {
    const character = command[at];
    if (character === "\\" && quote !== "'") at += 1;
    else if (quote !== undefined && character === quote) quote = undefined;
    else if (quote === undefined && (character === "'" || character === '"')) quote = character;
    else if (quote !== undefined && character === "{") {
      const match = /^\{\{([a-z][A-Za-z0-9_-]*)\}\}/.exec(command.slice(at));
      if (match?.[1] !== undefined && !TEMPLATE_WORDS.has(match[1])) return match[1];
    }
  }
  return undefined;
}
