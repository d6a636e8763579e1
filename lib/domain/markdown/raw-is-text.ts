/** What is looked at of a tree of HTML. */
interface Node {
  type?: string;
  readonly children?: readonly Node[];
}

/** For a rehype chain, before it is sanitised: raw HTML is what somebody wrote, not markup, and is shown as text. */
export const rawIsText = () => (tree: unknown) => {
  const walk = (node: Node): void => {
    if (node.type === "raw") node.type = "text";
    node.children?.forEach(walk);
  };
  walk(tree as Node);
};
