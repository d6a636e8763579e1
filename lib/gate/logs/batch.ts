import { setTimeout as sleep } from "node:timers/promises";

const FLUSH_AFTER_MS = 50;

/**
 * Puts together what arrives within 50 ms of the first of it, up to `limit` items.
 *
 * At most one read of the source is under way while the consumer is busy, so its backpressure stays.
 */
export async function* inBatches<Item>(
  source: AsyncIterable<readonly Item[]>,
  limit: number,
): AsyncGenerator<readonly Item[]> {
  const iterator = source[Symbol.asyncIterator]();
  let reading: Promise<IteratorResult<readonly Item[]>> | undefined;
  let batch: Item[] = [];
  let flush: Promise<"flush"> | undefined;
  try {
    for (;;) {
      reading ??= iterator.next();
      const first = await (flush === undefined ? reading : Promise.race([reading, flush]));
      if (first !== "flush") {
        reading = undefined;
        if (first.done) break;
        batch.push(...first.value);
        if (batch.length > 0) flush ??= sleep(FLUSH_AFTER_MS, "flush" as const);
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
