import type { HostId } from "../domain/ids.ts";
import { type EpochMs, HOUR_MS } from "../domain/time.ts";
import type { EngineDeps } from "./engine-deps.ts";
import { type FeedDraft, feedOfChange, feedOfStored } from "./feed.ts";

/** As far back as the feed reaches after a start: older rows are on the Events tab of their host. */
const PAST_MS = 6 * HOUR_MS;
const ROWS_IN_ALL = 500;
/** Of each of many hosts, and of one alone. */
const FEWEST_ROWS = 20;
const MOST_ROWS = 200;

/** What the feed said of a host before this console started, oldest first: of what is stored, as it was said then. */
export async function pastOf(
  hostId: HostId,
  hostCount: number,
  startedAt: EpochMs,
  { streams, symptoms, markOf, newId }: Pick<EngineDeps, "streams" | "symptoms" | "markOf" | "newId">,
): Promise<readonly FeedDraft[]> {
  const fromAt = startedAt - PAST_MS;
  const limit = Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, Math.ceil(ROWS_IN_ALL / Math.max(1, hostCount))));
  const [rows, changes] = await Promise.all([
    streams.read(hostId, { kinds: ["docker-event", "journal-line", "gap"], limit }),
    symptoms.changesBetween(hostId, fromAt, startedAt),
  ]);
  return [
    // What is read from now on comes as it comes.
    ...rows
      .filter(({ at }) => at >= fromAt && at < startedAt)
      .map((row) => feedOfStored(hostId, row, markOf)),
    ...changes
      .filter(({ at }) => at < startedAt)
      .slice(-limit)
      .map((change) => feedOfChange(newId(), change)),
  ]
    .filter((draft) => draft !== undefined)
    .toSorted((a, b) => a.at - b.at);
}

/** Rows in their order: what comes while the past is read waits until it is there. */
export function inOrder(push: (drafts: readonly FeedDraft[]) => void): {
  readonly add: (drafts: readonly FeedDraft[]) => void;
  readonly past: (reading: Promise<readonly FeedDraft[]>) => void;
} {
  let reading = 0;
  let past: FeedDraft[] = [];
  let waiting: FeedDraft[] = [];

  function done(): void {
    reading -= 1;
    if (reading > 0) return;
    const drafts = [...past.toSorted((a, b) => a.at - b.at), ...waiting];
    past = [];
    waiting = [];
    push(drafts);
  }

  return {
    add(drafts) {
      if (reading > 0) waiting.push(...drafts);
      else push(drafts);
    },
    past(drafts) {
      reading += 1;
      void drafts.then((read) => past.push(...read)).finally(done);
    },
  };
}
