/** What is being typed behind `@`, `#` or `/`. */
export interface Typing {
  readonly kind: "person" | "reading" | "command";
  /** Where its mark stands in the text. */
  readonly from: number;
  /** What stands between the mark and the caret. */
  readonly query: string;
}

export interface Option {
  readonly key: string;
  readonly label: string;
  /** Small, behind it: a role, a host, a key. */
  readonly hint?: string;
  /** Takes the place of what was typed. Absent for what is done instead. */
  readonly insert?: string;
  readonly run?: () => void;
}

const KINDS = { "@": "person", "#": "reading", "/": "command" } as const;
const LONGEST = 40;
const SHOWN = 8;

/** A mark begins a word: `#` with a blank behind it is a heading, and a command stands alone at the beginning. */
export function typingAt(text: string, caret: number): Typing | undefined {
  const line =
    text
      .slice(Math.max(0, caret - LONGEST - 1), caret)
      .split("\n")
      .at(-1) ?? "";
  const found = /(?:^|[\s(])([@#/])([^\s@#/](?:[^@#/\n]*))?$/.exec(line);
  const mark = found?.[1] as keyof typeof KINDS | undefined;
  if (found === null || mark === undefined) return undefined;
  const query = found[2] ?? "";
  const from = caret - query.length - 1;
  if (mark === "/" && from > 0) return undefined;
  return { kind: KINDS[mark], from, query };
}

/** Those that hold every word that was typed; what begins with them first. */
export function matching(options: readonly Option[], query: string): readonly Option[] {
  const wanted = query.toLowerCase().trim();
  const words = wanted.split(/\s+/);
  return options
    .filter(({ label, hint }) => {
      const text = `${label} ${hint ?? ""}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .toSorted(
      (a, b) =>
        Number(b.label.toLowerCase().startsWith(wanted)) - Number(a.label.toLowerCase().startsWith(wanted)),
    )
    .slice(0, SHOWN);
}

/** The text with what was typed replaced, and where the caret stands then. */
export function completed(
  text: string,
  caret: number,
  { from }: Typing,
  insert: string,
): { readonly text: string; readonly caret: number } {
  const rest = text.slice(caret);
  const after = insert === "" || /^\s/.test(rest) ? insert : `${insert} `;
  return { text: `${text.slice(0, from)}${after}${rest}`, caret: from + after.length };
}
