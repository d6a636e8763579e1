import { randomUUID } from "node:crypto";
import type { FollowLogs } from "../../runtime/runtime.ts";
import { encoded, message, type Subscription } from "./subscription.ts";

/** One message carries about so much; the next is asked for when it is on its way. */
const CHUNK_BYTES = 256 * 1_024;

/**
 * Lines of one container for one reader, until it leaves or the stream ends. Each message waits until the
 * kernel took the one before, so a slow reader slows this stream alone, down to the daemon.
 */
export async function feedLogs(
  subscription: Subscription,
  followLogs: FollowLogs,
  source: { readonly hostId: string; readonly containerId: string; readonly tail: number },
): Promise<void> {
  const { id, outbox, signal } = subscription;
  const epoch = randomUUID().slice(0, 8);
  let seq = 0;
  await outbox.sendAndWait(encoded("snap", id, { epoch, seq }, "[]"));
  const stream = followLogs(source.hostId, source.containerId, { tail: source.tail, signal });
  for await (const { rows, endedBecause } of stream) {
    for (const chunk of chunksOf(rows)) {
      seq += chunk.length;
      await outbox.sendAndWait(encoded("delta", id, { epoch, seq }, `{"rows":[${chunk.join(",")}]}`));
      if (signal.aborted) return;
    }
    if (endedBecause !== undefined) {
      await outbox.sendAndWait(message({ kind: "end", id, epoch, seq, reason: endedBecause }));
      return;
    }
  }
  if (!signal.aborted) {
    await outbox.sendAndWait(message({ kind: "end", id, epoch, seq, reason: "The stream ended." }));
  }
}

function* chunksOf(rows: readonly unknown[]): Generator<readonly string[]> {
  let chunk: string[] = [];
  let sizeBytes = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    if (chunk.length > 0 && sizeBytes + text.length > CHUNK_BYTES) {
      yield chunk;
      chunk = [];
      sizeBytes = 0;
    }
    chunk.push(text);
    sizeBytes += text.length;
  }
  if (chunk.length > 0) yield chunk;
}
