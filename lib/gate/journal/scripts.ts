import { readFileSync } from "node:fs";
import type { EpochMs } from "../../domain/time.ts";

const script = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");

const FOLLOW = script("./follow.sh");
const READ = script("./read.sh");
// Fields, matches and the question of right are shared; what follows them differs.
const SHARED = FOLLOW.slice(0, FOLLOW.indexOf("follow() {"));

const CURSOR = /^[a-z0-9=;]{1,512}$/;
const LOOKBACK = "-15min"; // an incident that is opened late is filled with the 15 minutes before
const LOOKBACK_LINES = 5_000;

export const isCursor = (text: string): boolean => CURSOR.test(text);

/** Where a follower begins: after a line, at a time of the host's clock, or with the last quarter of an hour. */
export interface FollowFrom {
  readonly cursor?: string | undefined;
  readonly sinceAt?: EpochMs | undefined;
}

/** Throws RangeError for what is no journal cursor. */
export function followScript({ cursor = "", sinceAt }: FollowFrom): string {
  if (cursor !== "" && !isCursor(cursor)) throw new RangeError("not a journal cursor");
  const since = sinceAt === undefined ? LOOKBACK : `@${Math.floor(sinceAt / 1_000)}`;
  return `cursor='${cursor}'\nsince=${since}\nlookback_lines=${LOOKBACK_LINES}\n${FOLLOW}`;
}

/** `beforeAt` itself is not part of the page. */
export function readScript(beforeAt: number, lines: number): string {
  const lastMicros = Math.max(0, Math.floor(beforeAt)) * 1_000 - 1;
  const until = `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, "0")}`;
  return [`until=${until}`, `lines=${Math.floor(lines)}`, SHARED, READ].join("\n");
}
