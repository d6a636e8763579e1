import { Fragment, memo } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { rawIsText } from "#lib/domain/markdown/raw-is-text.ts";
import { piecesAtMarks } from "#lib/domain/redaction/mark.ts";
import { toMachineText } from "../ui/machine-text-segments.ts";

const schema = {
  ...defaultSchema,
  attributes: { ...defaultSchema.attributes, span: [["className", "red"] as ["className", "red"]] },
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => name !== "img" && name !== "input"),
  protocols: { href: ["http", "https", "mailto"] },
};

const components: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  ),
  // A page has its own headings; what people write stays below them.
  h1: ({ children }) => <p className="b">{children}</p>,
  h2: ({ children }) => <p className="b">{children}</p>,
  h3: ({ children }) => <p className="b">{children}</p>,
  h4: ({ children }) => <p className="b">{children}</p>,
  h5: ({ children }) => <p className="b">{children}</p>,
  h6: ({ children }) => <p className="b">{children}</p>,
};

interface HtmlNode {
  readonly type: string;
  readonly value?: string;
  children?: HtmlNode[];
  readonly tagName?: string;
  readonly properties?: object;
}

/** Redaction marks are drawn in their box, as everywhere. */
const boxMarks =
  () =>
  (node: HtmlNode): void => {
    if (node.children === undefined) return;
    node.children = node.children.flatMap((child): HtmlNode[] => {
      boxMarks()(child);
      if (child.type !== "text" || child.value === undefined) return [child];
      return piecesAtMarks(child.value).map((piece) =>
        piece.kind === "text"
          ? { type: "text", value: piece.text }
          : {
              type: "element",
              tagName: "span",
              properties: { className: ["red"] },
              children: [{ type: "text", value: piece.name }],
            },
      );
    });
  };

/** Characters that would hide or turn the text become visible before Markdown sees them. */
function visible(text: string): string {
  return toMachineText(text, { isMultiline: true, limit: 20_000 })
    .segments.map((segment) => (segment.kind === "text" ? segment.text : `[${segment.label}]`))
    .join("");
}

/** What people write, read once for each text, as there may be thousands: Markdown without pictures, raw HTML as the text it is; links to the web and to mail alone. */
export const Markdown = memo(function Markdown({
  text,
  isInline = false,
}: {
  readonly text: string;
  readonly isInline?: boolean;
}) {
  return (
    <ReactMarkdown
      remarkPlugins={[remarkGfm]}
      rehypePlugins={[rawIsText, boxMarks, [rehypeSanitize, schema]]}
      components={
        isInline ? { ...components, p: ({ children }) => <Fragment>{children}</Fragment> } : components
      }
    >
      {visible(text)}
    </ReactMarkdown>
  );
});
