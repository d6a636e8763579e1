import { isAlias, LineCounter, parseDocument, visit } from "yaml";
import type { ReadYaml } from "../../domain/runbooks/parse-runbook.ts";

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
  if (error) return at(error.pos[0], error.message);
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
