import type { EpochMs } from "../../domain/time.ts";
import type { RunningProcess } from "../exec.ts";
import type { JournalHandlers } from "../host-channel.ts";
import { gapOf } from "./continuity.ts";
import { type ParsedEntry, parseCutEntry, parseEntry } from "./entry.ts";
import { createKernelLimit } from "./kernel-limit.ts";
import { createLineSplitter } from "./lines.ts";
import { type FollowFrom, followScript, isCursor } from "./scripts.ts";

export interface ShellSource {
  /** A shell that has been given this script; undefined while there is no way to the host. */
  readonly startScript: (script: string) => RunningProcess | undefined;
  /** Called when a way to the host may exist again; returns what stops it. */
  readonly onReady: (listener: () => void) => () => void;
}

const RETRY_FIRST_MS = 1_000;
// Soon enough that a journal which can be read again is heard within ten seconds.
const RETRY_LIMIT_MS = 8_000;
// A follower that lasted this long was well: the next end is a new story.
const WELL_AFTER_MS = 30_000;

// A dead connection is noticed this late; what came meanwhile was not read.
export const SILENT_MS = 15_000;
const CONFIRM_EVERY_MS = 60_000;

/** Outlives the gate: until when everything that the journal held was read and stored. */
export interface SeenMemory {
  readonly seenAt: (cursor: string) => EpochMs | undefined;
  /** Called now and then while the follower is open and `cursor` is the last line it handed over. */
  readonly confirm: (cursor: string) => void;
}

/**
 * Follows the journal of one host until stopped. It goes on after the last line it handed over,
 * whatever happens to journalctl, journald or the way to the host; what was lost is a gap.
 */
export function followJournal(
  source: ShellSource,
  afterCursor: string | undefined,
  handlers: JournalHandlers,
  memory?: SeenMemory,
): { readonly stop: () => void } {
  let from: FollowFrom = afterCursor !== undefined && isCursor(afterCursor) ? { cursor: afterCursor } : {};
  let seenAt = from.cursor === undefined ? undefined : memory?.seenAt(from.cursor);
  // The last line that went to the spool: what web can have stored, unlike the kernel's noise behind it.
  let handedOver = from.cursor;
  let isOpen = false;
  let told: string | undefined;
  let running: RunningProcess | undefined;
  let retry: NodeJS.Timeout | undefined;
  let delayMs = RETRY_FIRST_MS;
  let isStopped = false;

  const again = (): void => {
    clearTimeout(retry);
    if (isStopped) return;
    retry = setTimeout(start, delayMs);
    delayMs = Math.min(RETRY_LIMIT_MS, delayMs * 2);
  };

  // The same refusal every few seconds is one piece of news.
  const tell = (isOpenNow: boolean, reason?: string): void => {
    isOpen = isOpenNow;
    const news = `${isOpenNow} ${reason ?? ""}`;
    if (news === told || isStopped) return;
    told = news;
    handlers.onState(isOpenNow, reason);
  };
  const confirming = setInterval(() => {
    if (isOpen && handedOver !== undefined) memory?.confirm(handedOver);
  }, CONFIRM_EVERY_MS);
  confirming.unref();
  const limit = createKernelLimit(handlers.onGap);

  const start = (): void => {
    clearTimeout(retry);
    if (isStopped || running !== undefined) return;
    const process = source.startScript(followScript(from));
    if (process === undefined) return;
    running = process;
    const startedMs = performance.now();
    const session = createSession(from.cursor, seenAt, process.stop, {
      onState: tell,
      onGap: handlers.onGap,
      onPlace: (place) => {
        from = place;
      },
      onLine: (line) => {
        if (!limit.admits(line)) return;
        handedOver = line.cursor;
        handlers.onLine(line);
      },
    });
    process.output.on("data", session.push);
    void process.ended.then(({ errorText, code }) => {
      running = undefined;
      if (isStopped) return;
      if (isOpen) seenAt = Math.max(seenAt ?? 0, Date.now() - SILENT_MS);
      if (performance.now() - startedMs > WELL_AFTER_MS) delayMs = RETRY_FIRST_MS;
      const last = errorText.trim().split("\n").at(-1);
      tell(false, session.reason() ?? (last || `the journal reader ended (${code ?? "killed"})`));
      again();
    });
  };

  const unsubscribe = source.onReady(start);
  start();
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(retry);
      clearInterval(confirming);
      unsubscribe();
      running?.stop();
    },
  };
}

interface SessionHandlers extends JournalHandlers {
  readonly onPlace: (place: FollowFrom) => void;
}

/** One run of the follow script: its own lines say how it stands, the others are entries. */
function createSession(
  resumeAfter: string | undefined,
  seenAt: EpochMs | undefined,
  stop: () => void,
  handlers: SessionHandlers,
) {
  let reason: string | undefined;
  let oldest: ParsedEntry | undefined;
  let skewMs = 0;

  const take = (entry: ParsedEntry | undefined): void => {
    if (entry === undefined || entry.cursor === resumeAfter) return;
    handlers.onPlace({ cursor: entry.cursor });
    if (entry.line !== undefined) handlers.onLine(entry.line);
  };

  const onResume = (first: ParsedEntry | undefined): void => {
    handlers.onState(true);
    if (resumeAfter === undefined) return;
    const now = Date.now();
    // With nothing there to go on after, the next follower begins where this one did.
    if (first === undefined) handlers.onPlace({ sinceAt: now + skewMs });
    const gap = gapOf({ after: resumeAfter, seenAt, first, oldest, skewMs, now });
    if (gap !== undefined) handlers.onGap(gap.fromAt, gap.toAt, gap.cause);
  };

  const fail = (why: string): void => {
    reason ??= why;
    stop();
  };

  const onNotice = (notice: string, rest: string): void => {
    if (notice === "@open") handlers.onState(true);
    else if (notice === "@oldest") oldest = parseEntry(rest);
    else if (notice === "@clock") skewMs = Number(rest) * 1_000 - Date.now() || 0;
    else if (notice === "@resume") onResume(parseEntry(rest));
    else if (notice === "@absent") fail(rest);
    else if (notice === "@end") fail(`journalctl ended with ${rest}`);
    else if (notice === "@denied") {
      fail(`not visible to ${rest || "this account"}: add the account to the group systemd-journal`);
    }
  };

  const push = createLineSplitter({
    onLine: (line) => {
      if (line.startsWith("{")) return take(parseEntry(line));
      if (!line.startsWith("@")) {
        reason = line.slice(0, 300); // journalctl's own complaint, before it ends
        return;
      }
      const space = line.indexOf(" ");
      onNotice(space === -1 ? line : line.slice(0, space), space === -1 ? "" : line.slice(space + 1));
    },
    onLongLine: (ends, byteCount) => take(parseCutEntry(ends, byteCount)),
  });
  return { push, reason: () => reason };
}
