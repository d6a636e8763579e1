import type { OutlineSection } from "#lib/domain/postmortem/outline.ts";
import type { PostmortemView } from "#lib/protocol/postmortem-views.ts";

/** What is not there yet, for whoever is about to publish. */
export function missingOf(
  view: Pick<PostmortemView, "state">,
  outline: readonly OutlineSection[],
  open: number,
): readonly string[] {
  const unwritten = outline.filter(({ isWritten, warning }) => !isWritten && warning === undefined);
  const isOver = view.state === "resolved" || view.state === "closed";
  return [
    ...(isOver ? [] : ["The incident is not resolved yet."]),
    ...unwritten.map(({ title }) => `Nobody wrote under “${title}”.`),
    ...outline.flatMap(({ title, warning }) => (warning === undefined ? [] : [`${title}: ${warning}.`])),
    ...(open === 0 ? [] : [`${open} open ${open === 1 ? "comment" : "comments"}: answer or resolve first.`]),
  ];
}
