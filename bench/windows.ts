import { breakHost, healHost } from "../lab/api.ts";
import type { BenchResult } from "./result.ts";
import { firstAfter, type Sighting } from "./watch-log.ts";
import { withWatchedLab } from "./watched-lab.ts";

/*
 * The catalogue's windows once in real time, on the screen: a daemon that is down is seen, raised after its
 * debounce, recovering with its first answer, and cleared only after it has answered for a minute.
 */

const FAULT = "daemon-down:missing";
const RAISED_WITHIN_MS = 20_000;
const CLEARED_AFTER_MS = 60_000;
const CLEARED_WITHIN_MS = 75_000;

export async function run(): Promise<BenchResult> {
  const at: Record<"seen" | "raised" | "recovering" | "cleared", number | undefined> = {
    seen: undefined,
    raised: undefined,
    recovering: undefined,
    cleared: undefined,
  };
  let begunAt = 0;
  await withWatchedLab(["26"], async ({ log, hosts }) => {
    const host = hosts.get("26");
    if (host === undefined) throw new Error("no host came up");
    const is = (state: string) => (one: Sighting) =>
      one.host === host.name && one.mode === "daemon-down" && one.state === state;
    const whenShown = async (state: string, withinMs: number) =>
      (await firstAfter(log, begunAt, withinMs, is(state)))?.at;
    begunAt = (await breakHost(host.name, FAULT)).begunAt;
    at.seen = await whenShown("seen", RAISED_WITHIN_MS);
    at.raised = await whenShown("raised", RAISED_WITHIN_MS);
    await healHost(host.name, FAULT);
    at.recovering = await whenShown("recovering", RAISED_WITHIN_MS);
    at.cleared = (await whenShown("cleared", CLEARED_WITHIN_MS)) ?? (await whenShown("gone", 1_000));
  });
  const raisedMs = at.seen && at.raised && at.raised - at.seen;
  const clearedMs = at.recovering && at.cleared && at.cleared - at.recovering;
  const figures = {
    fault: FAULT,
    seenMs: at.seen && at.seen - begunAt,
    raisedAfterSeenMs: raisedMs,
    clearedAfterRecoveringMs: clearedMs,
  };
  process.stdout.write(`${JSON.stringify(figures, undefined, 1)}\n`);
  const missed = [
    ...(raisedMs === undefined || raisedMs > RAISED_WITHIN_MS ? [`raised ${raisedMs} ms after seen`] : []),
    ...(clearedMs === undefined || clearedMs < CLEARED_AFTER_MS - 2_000 || clearedMs > CLEARED_WITHIN_MS
      ? [`cleared ${clearedMs} ms after recovering`]
      : []),
  ];
  return { figures, missed };
}
