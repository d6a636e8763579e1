/** Keys for rows that may be equal: the second of two equal ones has another key, and order makes it stable. */
export function keyed<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): readonly { readonly key: string; readonly item: Item }[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const key = keyOf(item);
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return { key: `${key}#${times}`, item };
  });
}
