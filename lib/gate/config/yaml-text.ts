import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from "yaml";
import { messageOf } from "../../domain/errors.ts";
import type { ConfigProblem } from "../../gate-protocol/answers.ts";

/*
 * Strict YAML: core schema, no aliases, no tags, unique keys, at most 64 KiB and 16 levels. Every problem
 * has a place in the file, since a person will look there next.
 */

export const CONFIG_LIMIT_BYTES = 65_536;
const DEPTH_LIMIT = 16;
const PROBLEM_LIMIT = 20;

export interface Report {
  readonly problems: readonly ConfigProblem[];
  /** `at` is an offset in the text, or a node. */
  readonly add: (at: number | Node | null | undefined, message: string, hint: string) => void;
}

export interface YamlText {
  /** Undefined for an empty file. */
  readonly root: Node | undefined;
  readonly report: Report;
}

function createReport(file: string, lines: LineCounter): Report & { problems: ConfigProblem[] } {
  const problems: ConfigProblem[] = [];
  return {
    problems,
    add(at, message, hint) {
      if (problems.length >= PROBLEM_LIMIT) return;
      const offset = typeof at === "number" ? at : (at?.range?.[0] ?? 0);
      const { line, col } = lines.linePos(offset);
      problems.push({ file, line: Math.max(1, line), column: Math.max(1, col), message, hint });
    },
  };
}

const HINTS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "Indent with blanks: YAML takes no tabs.",
  DUPLICATE_KEY: "Keep one of the two.",
  BAD_INDENT: "Keys of one block begin in the same column, and every bracket is closed.",
  MISSING_CHAR: "Close the quote or the bracket.",
  BAD_ALIAS: "Write the value out.",
};

function checkNodes(root: Node, report: Report): void {
  visit(root, {
    Node(_key, node, path) {
      if (isAlias(node)) report.add(node, "An alias (*name) is not allowed here", "Write the value out.");
      else {
        if (node.anchor !== undefined)
          report.add(
            node,
            "An anchor (&name) is not allowed here",
            "Write the value out where it is needed.",
          );
        if (node.tag !== undefined && !node.tag.startsWith("tag:yaml.org,2002:"))
          report.add(node, `The tag ${node.tag.slice(0, 40)} is not allowed here`, "Write a plain value.");
      }
      if (isCollection(node) && path.filter((step) => !isPair(step)).length > DEPTH_LIMIT) {
        report.add(
          node,
          `This is nested deeper than ${DEPTH_LIMIT} levels`,
          "Nothing in this file needs that.",
        );
        return visit.BREAK;
      }
      return undefined;
    },
  });
}

export function readYaml(file: string, text: string): YamlText {
  const lines = new LineCounter();
  const report = createReport(file, lines);
  if (Buffer.byteLength(text) > CONFIG_LIMIT_BYTES) {
    report.add(0, "The file is larger than 64 KiB", "Look whether it is the right one.");
    return { root: undefined, report };
  }
  try {
    const document = parseDocument(text, {
      version: "1.2",
      schema: "core",
      uniqueKeys: true,
      strict: true,
      prettyErrors: false,
      merge: false,
      resolveKnownTags: false,
      lineCounter: lines,
    });
    for (const error of [...document.errors, ...document.warnings])
      report.add(
        error.pos[0],
        (error.message.split("\n")[0] ?? "This is not YAML").replace(/\.$/, ""),
        HINTS[error.code] ?? "README.md shows how the file is written.",
      );
    const root = document.contents ?? undefined;
    if (root !== undefined && report.problems.length === 0) checkNodes(root, report);
    return { root, report };
  } catch (error) {
    // Thousands of open brackets end the parser's stack.
    report.add(
      0,
      `This cannot be read as YAML: ${messageOf(error)}`,
      "README.md shows how the file is written.",
    );
    return { root: undefined, report };
  }
}

/** "a list", "a text", … for messages. */
export function kindOf(node: unknown): string {
  if (isMap(node)) return "a block of keys";
  if (isSeq(node)) return "a list";
  if (!isScalar(node) || node.value === null) return "empty";
  return (
    { string: "a text", number: "a number", boolean: "true or false" }[typeof node.value as string] ??
    "a value"
  );
}
