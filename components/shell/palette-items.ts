import type { Severity } from "#lib/domain/severity.ts";

/** What picking a row does. */
export type PaletteTarget =
  | { readonly kind: "page"; readonly href: string }
  /** What this key of the screen beneath does. */
  | { readonly kind: "key"; readonly keys: string }
  /** Opens an incident from a symptom and goes there. */
  | { readonly kind: "open-incident"; readonly symptomId: string };

export interface PaletteItem {
  readonly id: string;
  readonly group: "Actions" | "Symptoms" | "Incidents" | "Containers" | "Go to" | "Hosts" | "Runbooks";
  readonly text: string;
  /** Said at the end of the row: a date, a key, what is wrong. */
  readonly note?: string;
  readonly target: PaletteTarget;
  readonly severity?: Severity;
  /** Host whose glyph is drawn. */
  readonly hostId?: string;
  /** Found by the server already: stays whatever of the query its words hold. */
  readonly isAnswer?: true;
  /** Of now and here: offered before anything is typed. */
  readonly isOffered?: true;
}

export const page = (href: string): PaletteTarget => ({ kind: "page", href });

const LIMIT = 40; // rows; whoever has not found it in these types another letter
const OFFERED_EACH = 8; // of one group while nothing is typed: the groups below stay in sight
/** Before anything is typed: what can be done here, what is wrong, who works on it. */
const OFFERED_FIRST: readonly PaletteItem["group"][] = ["Actions", "Symptoms", "Incidents", "Containers"];

/** How well an item answers: every word must be in it; the beginning of a word counts more than its middle. */
function score(item: PaletteItem, words: readonly string[]): number {
  const text = `${item.text} ${item.note ?? ""}`.toLowerCase();
  let total = item.severity === "page" ? 2 : item.severity === "ticket" ? 1 : 0;
  // A container may have been found by its id.
  if (item.isAnswer) return words.every((word) => text.includes(word)) ? 4 : 1;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return -1;
    if (at === 0) total += 8;
    else if (/[\s/.:_-]/.test(text[at - 1] ?? "")) total += 5;
    else total += 1;
  }
  return total;
}

/** Items that hold every word of the query, best first; the order within one group of equals is kept. */
export function searchPalette(items: readonly PaletteItem[], query: string): readonly PaletteItem[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return offered(items);
  return items
    .map((item, order) => ({ item, order, score: score(item, words) }))
    .filter((found) => found.score >= 0)
    .toSorted((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, LIMIT)
    .map((found) => found.item);
}

function offered(items: readonly PaletteItem[]): readonly PaletteItem[] {
  const first = OFFERED_FIRST.flatMap((group) =>
    items.filter((item) => item.group === group && item.isOffered).slice(0, OFFERED_EACH),
  );
  const places = items.filter(
    ({ group, severity }) => group === "Go to" || (group === "Hosts" && severity !== undefined),
  );
  return [...first, ...places].slice(0, LIMIT);
}

/** Items under their group heads, in the order of the best item of each group. */
export function grouped(
  items: readonly PaletteItem[],
): readonly { readonly group: PaletteItem["group"]; readonly items: readonly PaletteItem[] }[] {
  const groups = [...new Set(items.map((item) => item.group))];
  return groups.map((group) => ({ group, items: items.filter((item) => item.group === group) }));
}
