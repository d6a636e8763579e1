import type { RunbookProblem } from "../runbook.ts";
import { didYouMean, type Line, type Problem } from "../runbooks/parse-block.ts";
import type { ReadYaml } from "../runbooks/parse-front-matter.ts";
import { problemsOfFile } from "../runbooks/problems-of-file.ts";
import { withoutHints } from "./hints.ts";
import { linesOf, UNCLOSED } from "./text-lines.ts";
import { mistakesIn } from "./tokens.ts";

/** What a postmortem begins with: a file of `postmortems/`, or of a directory of the user's own. */
export interface PostmortemTemplate {
  /** File name without ".md". */
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly text: string;
  /** Set where it is of the user's own directory. */
  readonly isOwn?: true;
}

export const TEMPLATE_LIMIT_BYTES = 65_536;

const KEYS = ["title", "description"];
const WORDS_LIMIT = 200;

const NAME = /^([a-z0-9-]{1,63})\.md$/;

type FrontMatter = Pick<PostmortemTemplate, "title" | "description">;

function keyProblems(value: object, lines: readonly Line[]): readonly Problem[] {
  const lineOf = (key: string) => lines.find(({ text }) => text.startsWith(`${key}:`))?.number ?? 2;
  const at = (key: string, reason: string): Problem => ({ line: lineOf(key), column: 1, reason });
  const unknown = Object.keys(value).filter((key) => !KEYS.includes(key));
  const badText = KEYS.filter((key) => {
    const words = (value as Record<string, unknown>)[key];
    return (
      words !== undefined &&
      !(typeof words === "string" && words.trim() !== "" && words.length <= WORDS_LIMIT)
    );
  });
  return [
    ...unknown.map((key) => {
      const { text, meant } = didYouMean(key, KEYS);
      return { ...at(key, `"${key}" is not known here.${text}`), ...(meant && { meant }) };
    }),
    ...("title" in value ? [] : [at("title", '"title" is missing: what a person chooses it by.')]),
    ...badText.map((key) => at(key, `"${key}" is a text of 1 to ${WORDS_LIMIT} characters.`)),
  ];
}

function readFront(lines: readonly Line[], readYaml: ReadYaml): FrontMatter | readonly Problem[] {
  const read = readYaml(lines.map(({ text }) => text).join("\n"));
  if ("problem" in read) return [{ ...read.problem, line: read.problem.line + 1 }];
  const { value } = read;
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return [{ line: 2, column: 1, reason: 'The front matter has "title: …".' }];
  const problems = keyProblems(value, lines);
  return problems.length > 0 ? problems : (value as FrontMatter);
}

/** Of headings alone nobody could tell whether it is a template or a mistake. */
function textProblems(text: string, firstLine: number): readonly Problem[] {
  const shifted = mistakesIn(text, { isTemplate: true }).map((mistake) => ({
    ...mistake,
    line: mistake.line + firstLine - 1,
  }));
  const hasHeading = linesOf(withoutHints(text)).some(
    ({ text: line, isCode }) => !isCode && /^## \S/.test(line),
  );
  const unclosed = linesOf(text).flatMap(({ isUnclosed }, index) =>
    isUnclosed ? [{ line: firstLine + index, column: 1, reason: UNCLOSED }] : [],
  );
  const none = { line: firstLine, column: 1, reason: 'There is no section: a line as "## Summary".' };
  return [...shifted, ...unclosed, ...(hasHeading ? [] : [none])];
}

/** One file as a template, or everything that is wrong with it. */
export function parseTemplate(
  { file, text }: { readonly file: string; readonly text: string },
  readYaml: ReadYaml,
): { readonly template: PostmortemTemplate } | { readonly problems: readonly RunbookProblem[] } {
  const lines: readonly Line[] = text
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, text: line }));
  const failed = (problems: readonly Problem[]) => ({ problems: problemsOfFile(file, lines, problems) });
  const atTop = (reason: string) => failed([{ line: 1, column: 1, reason }]);
  const id = NAME.exec(file)?.[1];
  if (id === undefined) return atTop("The file name is small letters, digits and -, then .md.");
  const end = lines.findIndex((line, index) => index > 0 && line.text === "---");
  if (lines[0]?.text !== "---")
    return atTop('The file begins with front matter between two lines "---", and its first line is none.');
  if (end === -1) return atTop('The front matter has no end: a second line "---" below it is missing.');
  const front = readFront(lines.slice(1, end), readYaml);
  const below = lines.slice(end + 1);
  const body = below.map((line) => line.text).join("\n");
  const problems = textProblems(body, end + 2);
  if (!("title" in front)) return failed([...front, ...problems]);
  if (problems.length > 0) return failed(problems);
  return { template: { id, ...front, text: `${body.trim()}\n` } };
}
