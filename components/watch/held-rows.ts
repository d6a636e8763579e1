/*
 * A list that does not move under the pointer. While it is held, rows keep their places and change in place; what
 * came, went or would move is counted in a bar until the reader applies it.
 */

export interface HeldRow<Item> {
  readonly item: Item;
  /** No longer in the list; kept where it was until the reader applies. */
  readonly isGone: boolean;
  /** Another row of the list stands for it now. */
  readonly isFolded: boolean;
}

export interface HeldRows<Item> {
  readonly rows: readonly HeldRow<Item>[];
  readonly added: readonly Item[];
  readonly goneCount: number;
  readonly foldedCount: number;
  readonly hasMoved: boolean;
}

/** A row, or one that stands for many. */
interface Row {
  readonly id: string;
  readonly alike?: readonly { readonly id: string }[];
}

/** `live` as it would be drawn now against `held`, as it was drawn when the hand came near. */
export function holdRows<Item extends Row>(held: readonly Item[], live: readonly Item[]): HeldRows<Item> {
  const drawn = sameRows(held, live);
  const shown = new Set(drawn.values());
  const rows = held.map((item): HeldRow<Item> => {
    const now = drawn.get(item);
    const isFolded = now === undefined && live.some((other) => standsFor(other, item.id));
    return { item: now ?? item, isGone: now === undefined && !isFolded, isFolded };
  });
  const order = live.filter((item) => shown.has(item));
  const kept = [...drawn.values()];
  return {
    rows,
    added: live.filter((item) => !shown.has(item)),
    goneCount: rows.filter((row) => row.isGone).length,
    foldedCount: rows.filter((row) => row.isFolded).length,
    hasMoved: order.some((item, index) => item !== kept[index]),
  };
}

/**
 * What each held row is now, in the order of the held. A group whose first host is well again is spoken for by another:
 * still the same row, in its place.
 */
function sameRows<Item extends Row>(held: readonly Item[], live: readonly Item[]): ReadonlyMap<Item, Item> {
  const byId = new Map(live.map((item) => [item.id, item]));
  const free = new Set(live);
  for (const item of held) {
    const now = byId.get(item.id);
    if (now !== undefined) free.delete(now);
  }
  return new Map(
    held.flatMap((item): readonly [Item, Item][] => {
      const now =
        byId.get(item.id) ??
        [...free].find((other) => standsFor(other, item.id) || standsFor(item, other.id));
      if (now === undefined) return [];
      free.delete(now);
      return [[item, now]];
    }),
  );
}

const standsFor = (item: Row, id: string): boolean => item.alike?.some((one) => one.id === id) ?? false;

/** What the bar says: "2 new, 1 gone"; empty when applying would change nothing. */
export function heldLine<Item>(held: HeldRows<Item>): string {
  const said = [
    held.added.length > 0 ? `${held.added.length} new` : "",
    held.goneCount > 0 ? `${held.goneCount} gone` : "",
    held.foldedCount > 0 ? `${held.foldedCount} joined another row` : "",
    held.hasMoved ? "order changed" : "",
  ];
  return said.filter(Boolean).join(", ");
}
