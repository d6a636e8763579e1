/*
 * A list that does not move under the pointer. While it is held, rows keep their places and change in place; what
 * came, went or would move is counted in a bar until the reader applies it.
 */

export interface HeldRow<Item> {
  readonly item: Item;
  /** No longer in the list; kept where it was until the reader applies. */
  readonly isGone: boolean;
}

export interface HeldRows<Item> {
  readonly rows: readonly HeldRow<Item>[];
  readonly added: readonly Item[];
  readonly goneCount: number;
  readonly hasMoved: boolean;
}

/** `live` as it would be drawn now against `held`, as it was drawn when the hand came near. */
export function holdRows<Item extends { readonly id: string }>(
  held: readonly Item[],
  live: readonly Item[],
): HeldRows<Item> {
  const now = new Map(live.map((item) => [item.id, item]));
  const shown = new Set(held.map((item) => item.id));
  const rows = held.map((item) => ({ item: now.get(item.id) ?? item, isGone: !now.has(item.id) }));
  const order = live.filter((item) => shown.has(item.id)).map((item) => item.id);
  const kept = rows.filter((row) => !row.isGone).map((row) => row.item.id);
  return {
    rows,
    added: live.filter((item) => !shown.has(item.id)),
    goneCount: rows.filter((row) => row.isGone).length,
    hasMoved: order.some((id, index) => id !== kept[index]),
  };
}

/** What the bar says: "2 new, 1 gone"; empty when applying would change nothing. */
export function heldLine<Item>(held: HeldRows<Item>): string {
  const said = [
    held.added.length > 0 ? `${held.added.length} new` : "",
    held.goneCount > 0 ? `${held.goneCount} gone` : "",
    held.hasMoved ? "order changed" : "",
  ];
  return said.filter(Boolean).join(", ");
}
