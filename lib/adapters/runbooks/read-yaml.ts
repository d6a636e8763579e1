import { isAlias, LineCounter, parseDocument, visit, type YAMLError } from "yaml";
import type { ReadYaml } from "../../domain/runbooks/parse-runbook.ts";

const ALIGNED = "Lines that belong together begin at the same column: look at this line and at the next.";
const KEY_AND_VALUE = 'A key stands on a line of its own and ends with ": ", a colon and a space.';

/** What to do, for people who write a runbook and not a parser; the library's own words for what is rare. */
function inWords({ code, message }: YAMLError, rest: string): string {
  switch (code) {
    case "BLOCK_AS_IMPLICIT_KEY":
      return rest.includes(": ") ? 'A text with ": " in it stands in quotes.' : ALIGNED;
    case "BAD_INDENT":
      return message.startsWith("Flow") ? "A list [ or a map { above is not closed." : ALIGNED;
    case "TAB_AS_INDENT":
      return "Lines are indented with spaces, not with tabs.";
    case "DUPLICATE_KEY":
      return "This key is given twice.";
    case "MULTILINE_IMPLICIT_KEY":
      return KEY_AND_VALUE;
    case "MISSING_CHAR":
      return message.includes("quote") ? "A text in quotes above is not closed." : KEY_AND_VALUE;
    case "BAD_SCALAR_START":
      return "A text that begins with this character stands in quotes.";
    case "UNEXPECTED_TOKEN":
      return message.startsWith("Block scalar")
        ? "A text that begins with > or | stands in quotes."
        : `Nothing more is expected here. A text with quotes in it stands in double quotes. ${ALIGNED}`;
    default:
      return message;
  }
}

/** YAML 1.2, core schema; aliases, duplicate keys, tags and more than one document are errors. */
export const readStrictYaml: ReadYaml = (text) => {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    version: "1.2",
    schema: "core",
    strict: true,
    uniqueKeys: true,
    lineCounter,
    prettyErrors: false,
  });
  const at = (offset: number, reason: string) => {
    const { line, col } = lineCounter.linePos(offset);
    return { problem: { line: Math.max(1, line), column: Math.max(1, col), reason } };
  };
  const error = document.errors[0] ?? document.warnings[0];
  if (error) return at(error.pos[0], inWords(error, text.slice(error.pos[0]).split("\n")[0] ?? ""));
  let refused: { offset: number; reason: string } | undefined;
  visit(document, {
    Node: (_, node) => {
      const offset = node.range?.[0] ?? 0;
      if (isAlias(node)) refused ??= { offset, reason: "An alias (*name) is not taken here." };
      else if (node.anchor !== undefined)
        refused ??= { offset, reason: "An anchor (&name) is not taken here." };
      else if (node.tag !== undefined) refused ??= { offset, reason: "A tag (!name) is not taken here." };
    },
  });
  if (refused) return at(refused.offset, refused.reason);
  return { value: document.toJS({ maxAliasCount: 0 }) };
};
