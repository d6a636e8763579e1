import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

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

/** A page that somebody reads is not left for another one, and that one is not told where its reader comes from. */
const linksLeaveAlone = () => (tree: unknown) => {
  const walk = (node: Node): void => {
    if (node.tagName === "a")
      node.properties = { ...node.properties, target: "_blank", rel: "noopener noreferrer nofollow" };
    node.children?.forEach(walk);
  };
  walk(tree as Node);
};

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype)
  .use(rehypeSanitize, schema)
  .use(linksLeaveAlone)
  .use(rehypeStringify)
  .freeze();

/** Markdown of anybody's as HTML without scripts, styles, pictures and frames; raw HTML in it is left out. */
export const renderProse = (markdown: string): string => String(processor.processSync(markdown));
