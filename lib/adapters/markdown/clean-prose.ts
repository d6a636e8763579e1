import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";

/** What is looked at of a tree of Markdown. */
interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
  readonly url?: string;
  readonly alt?: string | null;
  readonly identifier?: string;
  readonly position?: {
    readonly start: { readonly offset?: number };
    readonly end: { readonly offset?: number };
  };
}

/** A part of the text and what stands there instead. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const processor = unified().use(remarkParse).use(remarkGfm).freeze();

const ALLOWED = new Set(["http:", "https:", "mailto:"]);
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** A browser leaves blanks and control characters out before it looks for the scheme. */
function isHarmless(url: string): boolean {
  const scheme = SCHEME.exec(url.replace(/[\p{Cc}\s]+/gu, ""))?.[0];
  return scheme === undefined || ALLOWED.has(scheme.toLowerCase());
}

const spanOf = ({ position }: Node): { readonly from: number; readonly to: number } | undefined => {
  const from = position?.start.offset;
  const to = position?.end.offset;
  return from === undefined || to === undefined ? undefined : { from, to };
};

const walk = (node: Node, visit: (node: Node) => void): void => {
  visit(node);
  for (const child of node.children ?? []) walk(child, visit);
};

/** Its words stay, what makes a link of them goes. */
function unlinked(node: Node): readonly Edit[] {
  const whole = spanOf(node);
  if (whole === undefined) return [];
  const first = node.children?.[0] && spanOf(node.children[0]);
  const last = node.children?.at(-1);
  const end = last && spanOf(last);
  if (first === undefined || end === undefined) {
    const words = (node.alt ?? "").replace(/[\\`*_[\]<>|#~!]/g, "\\$&");
    return [{ ...whole, text: words }];
  }
  return [
    { from: whole.from, to: first.from, text: "" },
    { from: end.to, to: whole.to, text: "" },
  ];
}

function unlinkedOf(tree: Node): readonly Edit[] {
  const harmful = new Set<string>();
  walk(tree, ({ type, url = "", identifier = "" }) => {
    if (type === "definition" && !isHarmless(url)) harmful.add(identifier);
  });
  const edits: Edit[] = [];
  walk(tree, (node) => {
    const { type, url = "", identifier = "" } = node;
    const isLink = type === "link" || type === "image" || type === "definition";
    const isReference = type === "linkReference" || type === "imageReference";
    if ((isLink && !isHarmless(url)) || (isReference && harmful.has(identifier)))
      edits.push(...unlinked(node));
  });
  return edits;
}

const TAG = /<(?=[a-z/!?])/gi;

/** Raw HTML is what somebody wrote: as text, but where it is code, or an address in angle brackets. */
function untaggedOf(tree: Node, markdown: string): readonly Edit[] {
  const asItIs: { readonly from: number; readonly to: number }[] = [];
  walk(tree, (node) => {
    const span = spanOf(node);
    if (span === undefined) return;
    const isAddress = node.type === "link" && markdown[span.from] === "<" && isHarmless(node.url ?? "");
    if (node.type === "code" || node.type === "inlineCode") asItIs.push(span);
    if (isAddress) asItIs.push({ from: span.from, to: span.from + 1 });
  });
  let next = 0;
  return [...markdown.matchAll(TAG)].flatMap(({ index }) => {
    while (index >= (asItIs[next]?.to ?? Number.POSITIVE_INFINITY)) next += 1;
    return index >= (asItIs[next]?.from ?? Number.POSITIVE_INFINITY)
      ? []
      : [{ from: index, to: index + 1, text: "&lt;" }];
  });
}

/** What ends a fence that is open at the end: below it everything else of the file would be code. */
function endOf(tree: Node, markdown: string): string {
  const last = tree.children?.at(-1);
  const span = last?.type === "code" ? spanOf(last) : undefined;
  const lines = markdown.slice(span?.from, span?.to).split("\n");
  const mark = span && /^(?:`{3,}|~{3,})/.exec(lines[0] ?? "")?.[0];
  const end = lines.at(-1)?.trim() ?? "";
  const isClosed = lines.length > 1 && mark !== undefined && end.startsWith(mark) && /^(.)\1*$/.test(end);
  return mark === undefined || isClosed ? "" : `\n${mark}`;
}

/** As `CleanProse`: the same that `renderProse` leaves out, in Markdown; no other sign of it changes. */
export function cleanProse(markdown: string): string {
  const tree = processor.parse(markdown) as Node;
  const edits = [...unlinkedOf(tree), ...untaggedOf(tree, markdown)].toSorted(
    (a, b) => a.from - b.from || b.to - a.to,
  );
  let cleaned = "";
  let at = 0;
  for (const { from, to, text } of edits) {
    // What stands in something that was taken out is out as well.
    if (from < at) continue;
    cleaned += markdown.slice(at, from) + text;
    at = to;
  }
  return cleaned + markdown.slice(at) + endOf(tree, markdown);
}
