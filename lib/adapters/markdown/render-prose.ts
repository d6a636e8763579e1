import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { rawIsText } from "../../domain/markdown/raw-is-text.ts";

/** Pictures would be fetched from elsewhere, and a box that cannot be ticked is none. */
const LEFT_OUT = new Set(["img", "input", "h1", "h2", "h3"]);

const schema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => !LEFT_OUT.has(name)),
  protocols: { href: ["http", "https", "mailto"] },
};

interface Node {
  readonly tagName?: string;
  readonly children?: readonly Node[];
  properties?: Record<string, unknown>;
}

const BLOCKS = new Set(["p", "li", "h4", "h5", "h6", "td", "th"]);

/** Each paragraph begins where its own script does. A page that somebody reads is not left for another one, and that one is not told where its reader comes from. */
const asRead = () => (tree: unknown) => {
  const walk = (node: Node): void => {
    if (node.tagName === "a")
      node.properties = { ...node.properties, target: "_blank", rel: "noopener noreferrer nofollow" };
    if (BLOCKS.has(node.tagName ?? "")) node.properties = { ...node.properties, dir: "auto" };
    node.children?.forEach(walk);
  };
  walk(tree as Node);
};

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rawIsText)
  .use(rehypeSanitize, schema)
  .use(asRead)
  .use(rehypeStringify)
  .freeze();

/** Markdown of anybody's as HTML without scripts, styles, pictures and frames; raw HTML in it is text. */
export const renderProse = (markdown: string): string => String(processor.processSync(markdown));
