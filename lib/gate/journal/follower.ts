import type { EpochMs } from "../../domain/time.ts";
import type { RunningProcess } from "../exec.ts";
import type { JournalHandlers } from "../host-channel.ts";
import { type ParsedEntry, parseCutEntry, parseEntry } from "./entry.ts";
import { createLineSplitter } from "./lines.ts";
import { type FollowFrom, followScript, isCursor } from "./scripts.ts";

export interface ShellSource {
  /** A shell that has been given this script; undefined while there is no way to the host. */
  readonly startScript: (script: string) => RunningProcess | undefined;
  /** Called when a way to the host may exist again; returns what stops it. */
  readonly onReady: (listener: () => void) => () => void;
}

const RETRY_FIRST_MS = 1_000;
const RETRY_LIMIT_MS = 15_000;
// A follower that lasted this long was well: the next end is a new story.
const WELL_AFTER_MS = 30_000;

const GONE = "the journal no longer holds the line that was read last";

/**
 * Follows the journal of one host until stopped. It goes on after the last line it handed over,
 * whatever happens to journalctl, journald or the way to the host; what was lost is a gap.
 */
export function followJournal(
  source: ShellSource,
  afterCursor: string | undefined,
  handlers: JournalHandlers,
): { readonly stop: () => void } {
  let from: FollowFrom = afterCursor !== undefined && isCursor(afterCursor) ? { cursor: afterCursor } : {};
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
  const tell = (isOpen: boolean, reason?: string): void => {
    const news = `${isOpen} ${reason ?? ""}`;
    if (news === told || isStopped) return;
    told = news;
    handlers.onState(isOpen, reason);
  };

  const start = (): void => {
    clearTimeout(retry);
    if (isStopped || running !== undefined) return;
    const process = source.startScript(followScript(from));
    if (process === undefined) return;
    running = process;
    const startedMs = performance.now();
    const session = createSession(from.cursor, { ...handlers, onState: tell }, process.stop, (seen) => {
      from = seen;
    });
    process.output.on("data", session.push);
    void process.ended.then(({ errorText, code }) => {
      running = undefined;
      if (isStopped) return;
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
      unsubscribe();
      running?.stop();
    },
  };
}

/** One run of the follow script: its own lines say how it stands, the others are entries. */
function createSession(
  resumeAfter: string | undefined,
  handlers: JournalHandlers,
  stop: () => void,
  onPlace: (place: FollowFrom) => void,
) {
  let reason: string | undefined;

  const take = (entry: ParsedEntry | undefined): void => {
    if (entry === undefined || entry.cursor === resumeAfter) return;
    onPlace({ cursor: entry.cursor });
    if (entry.line !== undefined) handlers.onLine(entry.line);
  };

  const onResume = (first: ParsedEntry | undefined): void => {
    handlers.onState(true);
    if (resumeAfter === undefined || first?.cursor === resumeAfter) return;
    const toAt = first?.sourceAt ?? Date.now();
    // Said once: the next follower begins where this one did.
    if (first === undefined) onPlace({ sinceAt: toAt });
    handlers.onGap(cursorTime(resumeAfter), toAt, GONE);
  };

  const fail = (why: string): void => {
    reason ??= why;
    stop();
  };

  const onNotice = (notice: string, rest: string): void => {
    if (notice === "@open") handlers.onState(true);
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
    onLongLine: (head, byteCount) => take(parseCutEntry(head, byteCount)),
  });
  return { push, reason: () => reason };
}

/** The time a cursor carries (`t=`, microseconds in hexadecimal). */
export function cursorTime(cursor: string): EpochMs {
  const micros = /(?:^|;)t=([0-9a-f]+)(?:;|$)/.exec(cursor)?.[1];
  return micros === undefined ? 0 : Math.floor(Number.parseInt(micros, 16) / 1_000);
}
