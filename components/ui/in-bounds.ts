/** Of a list that does not go round: the index itself, else the first or the last. -1 where the list is empty. */
export const inBounds = (index: number, count: number): number => Math.min(count - 1, Math.max(0, index));
