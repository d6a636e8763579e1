import { setTimeout as sleep } from "node:timers/promises";

const FLUSH_AFTER_MS = 50;
const TICK_MS = 250;

/**
 * Puts together what arrives within 50 ms of the first of it, up to `limit` items. While `isTickWanted`
 * says so, an empty batch comes after each 250 ms without any: something may wait to be told.
 *
 * At most one read of the source is under way while the consumer is busy, so its backpressure stays.
 */
export async function* inBatches<Item>(
  source: AsyncIterable<readonly Item[]>,
  limit: number,
  isTickWanted: () => boolean = () => false,
): AsyncGenerator<readonly Item[]> {
  const iterator = source[Symbol.asyncIterator]();
  let reading: Promise<IteratorResult<readonly Item[]>> | undefined;
  let batch: Item[] = [];
  let flush: Promise<"flush"> | undefined;
  try {
    for (;;) {
      reading ??= iterator.next();
      if (flush === undefined && isTickWanted()) flush = sleep(TICK_MS, "flush" as const);
      const first = await (flush === undefined ? reading : Promise.race([reading, flush]));
      if (first !== "flush") {
        reading = undefined;
        if (first.done) break;
        batch.push(...first.value);
        if (batch.length > 0 && batch.length === first.value.length)
          flush = sleep(FLUSH_AFTER_MS, "flush" as const);
        if (batch.length < limit) continue;
      }
      const full = batch;
      batch = [];
      flush = undefined;
      yield full;
    }
    if (batch.length > 0) yield batch;
  } finally {
    reading?.catch(() => {});
    await iterator.return?.();
  }
}
