import {
  type Anatomy,
  type Block,
  type MilestoneRows,
  type Piece,
  type Postmortem,
  type Told,
  TYPED_BEGIN,
  TYPED_END,
} from "./content.ts";
import { oneLine, utc, withoutControls } from "./plain.ts";

/** Text of a machine or a name as one line of prose: nothing in it is markup. */
export const inline = (text: string): string => oneLine(text).replace(/[\\`*_[\]<>|#~!]/g, "\\$&");

/** Lines unchanged, in a fence that no run of backticks inside can end. */
export function fenced(text: string, indent = ""): string {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0);
  const fence = "`".repeat(Math.max(3, longest + 1));
  const body = withoutControls(text).replaceAll("\r\n", "\n").split("\n");
  return [`${fence}text`, ...body, fence].map((line) => `${indent}${line}`.trimEnd()).join("\n");
}

/** Markdown that people wrote, without what does something in whatever reads the file: raw HTML is text, links lead to the web or to mail. */
export type CleanProse = (markdown: string) => string;

/** A person's Markdown, quoted; cleaned already. */
export const quoted = (markdown: string, indent = ""): string =>
  markdown
    .split("\n")
    .map((line) => `${indent}> ${line}`.trimEnd())
    .join("\n");

/** A table; cells are inline text already. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const INDENT = "  ";

const pieceOf = (piece: Piece): string =>
  typeof piece === "string" ? escaped(piece) : `\`${oneLine(piece.code).replaceAll("`", "'")}\``;

/** As `inline`, where what stands before and after it begins or ends with a blank. */
const escaped = (text: string): string =>
  `${/^\s/.test(text) ? " " : ""}${inline(text)}${/\S\s+$/.test(text) ? " " : ""}`;

/** "- `2027-01-14 09:30:00.000` **Ada** wrote:" and what belongs to it. */
function rowOf({ at, who, line, behind, quote }: Told, clean: CleanProse): string {
  const rows = behind.map((one) => `\n${INDENT}- \`${utc(one.at)}\` ${inline(one.line)}`);
  const item = `- \`${utc(at)}\` **${inline(who)}** ${inline(line)}${rows.join("")}`;
  if (quote === undefined) return item;
  const block =
    quote.kind === "lines" ? fenced(quote.text, INDENT) : quoted(clean(withoutControls(quote.text)), INDENT);
  return `${item}\n\n${block}\n`;
}

const MARKS = new RegExp(`[${TYPED_BEGIN}${TYPED_END}]`, "g");

/** A strip has no room for two dots on one line of text: its marks in a row. */
const stripOf = (rows: MilestoneRows): string =>
  rows.map(({ name, at, without }) => `${inline(name)} ${at === undefined ? without : utc(at)}`).join(" → ");

const anatomyOf = ({ hostId, twin }: Anatomy): string =>
  [`The engine of ${inline(hostId)}:`, "", ...twin.map((line) => `- ${inline(line)}`)].join("\n");

function blockOf(block: Block, clean: CleanProse): string {
  switch (block.kind) {
    case "section":
      return `## ${inline(block.title)}`;
    case "subsection":
      return `### ${inline(block.title)}`;
    case "paragraph":
      return block.pieces.map(pieceOf).join("");
    case "facts":
      return block.rows.map(({ name, text }) => `- ${name}: ${inline(text)}`).join("\n");
    case "figures":
      return table(
        ["Figure", "Value", "Definition"],
        block.rows.map(({ name, value, definition }) => [name, value, definition].map(inline)),
      );
    case "milestones":
      return table(
        ["Milestone", "UTC", "How it is known"],
        block.rows.map(({ name, at, without, how }) => [
          inline(name),
          at === undefined ? without : utc(at),
          inline(how),
        ]),
      );
    case "evidence":
      return `${block.word}: ${inline(block.source)}, ${utc(block.at)}\n\n${fenced(block.text)}`;
    case "table":
      return table(
        block.head,
        block.rows.map((cells) => cells.map(inline)),
      );
    case "timeline":
      return block.rows.map((row) => rowOf(row, clean)).join("\n");
    case "question": {
      const known = block.known.map((line) => `- Known: ${inline(line)}`);
      const answer = known.length > 0 ? known : ["- Not known from the timeline."];
      const blank = block.isAnswered ? [] : ["- Answer:"];
      return [`### ${block.number}. ${block.question}`, "", ...answer, ...blank].join("\n");
    }
    case "strip":
      return stripOf(block.rows);
    case "anatomy":
      return anatomyOf(block);
    case "prose":
      return clean(withoutControls(block.markdown.replace(MARKS, "")));
  }
}

/** The postmortem as Markdown. */
export const toMarkdown = (
  { incidentId, title, glance, recording, blocks }: Postmortem,
  clean: CleanProse,
): string =>
  `${[`# ${incidentId}: ${inline(title)}`, glance.map(inline).join(", "), ...(recording === undefined ? [] : [`**${recording}**`]), ...blocks.map((block) => blockOf(block, clean))].join("\n\n")}\n`;
