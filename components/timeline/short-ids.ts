/** A piece of a machine's line: text as it is, or an id of 64 digits that is drawn short. */
export type LinePiece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "id"; readonly id: string };

const FULL_ID = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g;

/** As docker prints them. */
export const shortId = (id: string): string => id.slice(0, 12);

/** A line in pieces, in order; together they are the whole line. */
export function piecesOf(line: string): readonly LinePiece[] {
  const pieces: LinePiece[] = [];
  let from = 0;
  for (const match of line.matchAll(FULL_ID)) {
    if (match.index > from) pieces.push({ kind: "text", text: line.slice(from, match.index) });
    pieces.push({ kind: "id", id: match[0] });
    from = match.index + match[0].length;
  }
  if (from < line.length || pieces.length === 0) pieces.push({ kind: "text", text: line.slice(from) });
  return pieces;
}
