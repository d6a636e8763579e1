import type { PostmortemComment } from "#lib/domain/postmortem/document.ts";
import type { OutlineSection } from "#lib/domain/postmortem/outline.ts";

/** Offset of what a comment is about: its words in its section, or wherever they stand now; else its section; else the beginning. */
export function placeOf(
  { section, quote = "" }: Pick<PostmortemComment, "section" | "quote">,
  text: string,
  sections: readonly OutlineSection[],
): number {
  const from = sections.find(({ title }) => title === section)?.from;
  if (quote === "") return from ?? 0;
  const inSection = text.indexOf(quote, from ?? 0);
  const anywhere = inSection === -1 ? text.indexOf(quote) : inSection;
  return anywhere === -1 ? (from ?? 0) : anywhere;
}

const GAP_PX = 10;

/** Each as near to what it is about as those above it leave room. */
export function stacked(
  wanted: readonly { readonly top: number; readonly height: number }[],
): readonly number[] {
  let free = 0;
  return wanted.map(({ top, height }) => {
    const at = Math.max(top, free);
    free = at + height + GAP_PX;
    return at;
  });
}
