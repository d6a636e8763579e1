import type { HostState } from "../domain/host-state.ts";
import { dockerShare } from "../domain/modes/shared/docker-share.ts";
import type { Symptom } from "../domain/symptom.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";

/** However fast a disk fills, this long lies between two counts of what Docker keeps on it … */
export const COUNT_GAP_MS = MINUTE_MS;
/** … and at least this many times what the last one took: the daemon walks its whole disk for it. */
export const COUNT_REST_FACTOR = 20;

/**
 * Whether Docker's own share of a disk that runs full has to be counted ahead of its quarter of an hour: the last count
 * is older than the symptom, or so much came onto the disk since that nobody can say whose it is. Ends by itself: a
 * disk can grow by a tenth only so often, and one that is well again is counted at the usual pace.
 */
export function wantsDiskCount(
  host: HostState,
  open: readonly Pick<Symptom, "mode" | "state" | "sinceAt">[],
  now: EpochMs,
): boolean {
  const filling = open.find(({ mode, state }) => mode === "disk-full-data-root" && state !== "recovering");
  const { lastGood, tries } = host.diskUsage;
  const last = tries.at(-1);
  // The first of all counts has its own turn, as soon as the daemon is known to be well.
  if (filling === undefined || last === undefined) return false;
  if (now - last.at < Math.max(COUNT_GAP_MS, last.durationMs * COUNT_REST_FACTOR)) return false;
  return lastGood === undefined || lastGood.at < filling.sinceAt || dockerShare(host, now)?.isUnsure === true;
}
