import type { JournalLine } from "../../domain/signal.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { JournalPage } from "../../gate-protocol/answers.ts";
import { ChannelError } from "../channel/channel-error.ts";
import type { runScript } from "../exec.ts";
import { type ParsedEntry, parseCutEntry, parseEntry } from "./entry.ts";
import { createLineSplitter } from "./lines.ts";
import { readScript } from "./scripts.ts";

type ScriptRun = Awaited<ReturnType<typeof runScript>>;
export type RunScript = (
  script: string,
  limits: { readonly deadlineMs: number; readonly limitBytes: number },
) => Promise<ScriptRun>;

const PAGE_LIMIT_BYTES = 32 * 1024 * 1024;
// Frames end at 1 MiB, lines at 8 KiB: a page is as long as fits, and the next one goes on before it.
const LINES_LIMIT_BYTES = 768 * 1024;
const ROUNDS = 6;

/**
 * Lines before `beforeAt`, newest last, at most `limit`. Kernel noise is left out and read on behind.
 * Throws ChannelError: `not-visible` without the right or a journal, `daemon` when the host does not answer.
 */
export async function readJournalPage(
  run: RunScript,
  beforeAt: EpochMs,
  limit: number,
  deadlineMs: number,
): Promise<JournalPage> {
  const startedMs = performance.now();
  let lines: readonly JournalLine[] = [];
  let before = beforeAt;
  for (let round = 0; round < ROUNDS; round += 1) {
    const leftMs = deadlineMs - (performance.now() - startedMs);
    if (leftMs <= 0) break;
    const wanted = Math.min(4_000, Math.max(100, limit - lines.length) * 2 ** round);
    const { entries, isAll } = await readEntries(run, before, wanted, leftMs);
    lines = [...entries.flatMap(({ line }) => line ?? []), ...lines];
    const oldest = entries[0];
    if (isAll || oldest === undefined) return fitted(lines, limit, true);
    // The oldest millisecond may be there in part only: it belongs to the next round, or the next page.
    before = Math.min(before - 1, oldest.sourceAt + 1);
    lines = lines.filter(({ sourceAt }) => sourceAt >= before);
    if (lines.length >= limit) break;
  }
  return fitted(lines, limit, false);
}

async function readEntries(
  run: RunScript,
  before: EpochMs,
  count: number,
  deadlineMs: number,
): Promise<{ readonly entries: readonly ParsedEntry[]; readonly isAll: boolean }> {
  const answer = await run(readScript(before, count), { deadlineMs, limitBytes: PAGE_LIMIT_BYTES });
  const entries: ParsedEntry[] = [];
  const notices: string[] = [];
  const add = (entry: ParsedEntry | undefined): void => {
    if (entry !== undefined) entries.push(entry);
  };
  const push = createLineSplitter({
    onLine: (line) => (line.startsWith("{") ? add(parseEntry(line)) : notices.push(line)),
    onLongLine: (ends, byteCount) => add(parseCutEntry(ends, byteCount)),
  });
  // A cut answer ends within an entry, which is left to the next page.
  push(answer.output);
  const denied = notices.find((notice) => notice.startsWith("@denied"));
  if (denied !== undefined) {
    throw new ChannelError("not-visible", "not visible: add the account to the group systemd-journal");
  }
  const absent = notices.find((notice) => notice.startsWith("@absent"));
  if (absent !== undefined) throw new ChannelError("not-visible", absent.slice("@absent ".length));
  if (answer.isLate) throw new ChannelError("daemon", "the journal did not answer within its deadline");
  if (!answer.isTruncated && !notices.includes("@end 0")) {
    const said = notices.filter((notice) => !notice.startsWith("@")).at(-1) ?? answer.errorText.trim();
    throw new ChannelError("daemon", said || "the journal could not be read");
  }
  return { entries: entries.reverse(), isAll: entries.length < count && !answer.isTruncated };
}

/** The newest `limit` lines that fit one frame, cut between two milliseconds, where the next page ends. */
function fitted(lines: readonly JournalLine[], limit: number, reachedStart: boolean): JournalPage {
  let bytes = 0;
  let from = lines.length;
  while (from > 0 && lines.length - from < limit) {
    bytes += Buffer.byteLength(JSON.stringify(lines[from - 1]));
    if (bytes > LINES_LIMIT_BYTES) break;
    from -= 1;
  }
  const cutAt = lines[from - 1]?.sourceAt;
  const whole = lines.findIndex(({ sourceAt }, index) => index >= from && sourceAt !== cutAt);
  if (whole !== -1) from = whole;
  return { lines: lines.slice(from), reachedStart: reachedStart && from === 0 };
}
