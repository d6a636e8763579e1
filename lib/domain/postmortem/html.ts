import { drawAnatomy } from "./anatomy-svg.ts";
import {
  type Block,
  type FigureRows,
  type Piece,
  type Postmortem,
  type Quote,
  type Told,
  TYPED_BEGIN,
  TYPED_END,
} from "./content.ts";
import { oneLine, utc, withoutControls } from "./plain.ts";
import { stripOf } from "./strip.ts";
import { PAPER_STYLE, STYLE } from "./style.ts";

/*
 * The postmortem as one file that needs nothing else: no script, no foreign request, colours of the reader's own theme, and
 * light on paper. Text goes through `text` or `block` and through nothing else; attributes hold only what is made here.
 */

const SIGNS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (content: string): string => content.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? "");

/** One line of anybody's, that turns nothing around it. */
const text = (content: string): string => `<bdi>${escaped(oneLine(content))}</bdi>`;

/** Lines as they are. */
const block = (content: string): string => escaped(withoutControls(content.replaceAll("\r\n", "\n")));

const time = (at: number): string => {
  const stamp = utc(at);
  return `<time datetime="${new Date(at).toISOString()}"><span class="day nb">${stamp.slice(0, 10)} </span><span class="nb">${stamp.slice(11)}</span></time>`;
};

const pieceOf = (piece: Piece): string =>
  typeof piece === "string"
    ? `<bdi>${escaped(withoutControls(piece))}</bdi>`
    : `<code>${text(piece.code)}</code>`;

/** Words in lines of their own, each in its own direction; what a machine wrote begins on the left, as its times do. */
const quoteOf = ({ kind, text: content }: Quote, render: RenderProse): string =>
  kind === "lines" ? `<pre>${block(content)}</pre>` : `<blockquote>${proseOf(content, render)}</blockquote>`;

function rowOf({ at, who, line, behind, quote }: Told, render: RenderProse): string {
  const rows = behind.map((one) => `<li>${time(one.at)} ${text(one.line)}</li>`);
  const more = rows.length === 0 ? "" : `<ul>${rows.join("")}</ul>`;
  return `<li>${time(at)}<div><p><b>${text(who)}</b> ${text(line)}</p>${more}${quote ? quoteOf(quote, render) : ""}</div></li>`;
}

const DAY = /^(?:done )?\d{4}-\d\d-\d\d$/;
const STAMP = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d{3})$/;

/** In a narrow column a time breaks after its day, and nowhere else; a number never does. */
function cellOf(cell: string): string {
  if (STAMP.test(cell)) return cell.replace(STAMP, '<span class="nb">$1</span> <span class="nb">$2</span>');
  return /^\d{1,6}$/.test(cell) || DAY.test(cell) ? `<span class="nb">${cell}</span>` : text(cell);
}

const cells = (tag: "th" | "td", row: readonly string[]): string =>
  `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<div class="wide"><table><thead>${cells("th", head)}</thead><tbody>${rows.map((row) => cells("td", row)).join("")}</tbody></table></div>`;

/** Safe HTML of Markdown that people wrote: no script, no style, no picture, no frame. */
export type RenderProse = (markdown: string) => string;

const proseOf = (markdown: string, render: RenderProse): string =>
  `<div class="prose">${render(withoutControls(markdown))
    .replaceAll(TYPED_BEGIN, '<span class="typed" title="typed over by hand">')
    .replaceAll(TYPED_END, "</span>")}</div>`;

function blockOf(one: Block, render: RenderProse): string {
  switch (one.kind) {
    case "section":
      return `<h2>${text(one.title)}</h2>`;
    case "subsection":
      return `<h3>${text(one.title)}</h3>`;
    case "paragraph":
      return `<p>${one.pieces.map(pieceOf).join("")}</p>`;
    case "facts":
      return `<dl>${one.rows.map(({ name, text: value }) => `<div><dt>${text(name)}</dt><dd>${text(value)}</dd></div>`).join("")}</dl>`;
    case "figures":
      return table(
        ["Figure", "Value", "Definition"],
        one.rows.map(({ name, value, isKnown, definition }) => [
          text(name),
          isKnown ? `<span class="nb">${text(value)}</span>` : text(value),
          text(definition),
        ]),
      );
    case "milestones":
      return table(
        ["Milestone", "UTC", "How it is known"],
        one.rows.map(({ name, at, without, how }) => [
          `<span class="nb">${text(name)}</span>`,
          at === undefined ? text(without) : time(at),
          text(how),
        ]),
      );
    case "evidence":
      return `<figure><figcaption>${one.word}: ${text(one.source)}, ${time(one.at)}</figcaption><pre>${block(one.text)}</pre></figure>`;
    case "table":
      return table(
        one.head.map(text),
        one.rows.map((row) => row.map(cellOf)),
      );
    case "timeline":
      return `<ol class="tl">${one.rows.map((row) => rowOf(row, render)).join("\n")}</ol>`;
    case "question": {
      const known =
        one.known.length === 0
          ? '<p class="no">Not known from the timeline.</p>'
          : `<ul>${one.known.map((line) => `<li>${text(line)}</li>`).join("")}</ul>`;
      return `<section class="q"><h3>${one.number}. ${text(one.question)}</h3>${known}${one.isAnswered ? "" : '<p class="answer">Answer</p>'}</section>`;
    }
    case "strip":
      return stripOf(one.rows);
    case "prose":
      return proseOf(one.markdown, render);
    case "anatomy":
      return `<figure class="an">${drawAnatomy(one)}<figcaption>The engine of ${text(one.hostId)}. Numbers give the order of failure; hatched parts were cut off.<ul>${one.twin.map((line) => `<li>${text(line)}</li>`).join("")}</ul></figcaption></figure>`;
  }
}

/** The figures at a glance, as people ask for them first. */
function tiles(rows: FigureRows): string {
  const tile = ({ name, value, isKnown }: (typeof rows)[number]): string => {
    const [word = "", because] = isKnown ? [value] : value.split(": ");
    const why = because === undefined ? "" : `<span class="why">${text(because)}</span>`;
    return `<div${isKnown ? "" : ' class="un"'}><span>${text(name.replace(/ \(.*$/, ""))}</span><b>${text(word)}</b>${why}</div>`;
  };
  return `<div class="tiles">${rows.map(tile).join("")}</div>`;
}

/** Foot of every page on paper. An id that is none of ours is left out, not quoted. */
function footOf({ incidentId, writtenAt, recording }: Postmortem): string {
  const what = [
    /^INC-\d+$/.test(incidentId) ? incidentId : "",
    recording === undefined ? "postmortem" : "postmortem of a recording",
    `as of ${utc(writtenAt).slice(0, 16)} UTC`,
  ];
  return `@page{@bottom-left{content:"${what.filter(Boolean).join(", ")}"}@bottom-right{content:"page " counter(page) " of " counter(pages)}}`;
}

function sheetOf(
  { incidentId, title, glance, recording, milestones, figures, blocks }: Postmortem,
  render: RenderProse,
): string {
  const hasStrip = blocks.some(({ kind }) => kind === "strip");
  return `<article class="sheet">
<header>
<p class="gl"><code>${text(incidentId)}</code>${glance.map((word) => `<span>${text(word)}</span>`).join("")}</p>
<h1 dir="auto">${escaped(oneLine(title))}</h1>
${recording === undefined ? "" : `<p class="rec">${text(recording)}</p>`}
${hasStrip ? "" : stripOf(milestones)}
${tiles(figures)}
</header>
${blocks.map((one) => blockOf(one, render)).join("\n")}
</article>`;
}

/** The same paper for another page: what is inside it, and its style for a shadow root. */
export const toPaper = (
  postmortem: Postmortem,
  render: RenderProse,
): { readonly style: string; readonly sheet: string } => ({
  style: PAPER_STYLE,
  sheet: sheetOf(postmortem, render),
});

/** The postmortem as HTML. */
export function toHtml(postmortem: Postmortem, render: RenderProse): string {
  const { incidentId, title } = postmortem;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(oneLine(`${incidentId}: ${title}`))}</title>
<style>${STYLE}${footOf(postmortem)}</style>
</head>
<body>
<main>${sheetOf(postmortem, render)}</main>
</body>
</html>
`;
}
