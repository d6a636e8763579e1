import { randomUUID } from "node:crypto";
import type { IncidentId } from "#lib/domain/ids.ts";
import type { TimelineEntry } from "#lib/domain/timeline.ts";
import { changing } from "../e2e/support/ask.ts";
import type { Acknowledged } from "./durability-proof.ts";

/** Of those that ask over the network: what a browser's tab waits for an answer. */
const DEADLINE_MS = 20_000;
/** Every so many entries one is of pinned lines, the others are notes. */
const PIN_EVERY = 5;

export interface Writers {
  /** In the order in which the clients were told. */
  readonly acknowledged: readonly Acknowledged[];
  /** Sends that ended without an answer, and how many of these entries had been stored all the same. */
  readonly unanswered: () => { readonly sends: number; readonly stored: number };
  /** Resolves when so many more were acknowledged; rejects when a writer was refused. */
  readonly more: (count: number) => Promise<void>;
  /** Where they write from now on. */
  readonly moveTo: (incidentId: IncidentId) => void;
  /** Resolves when every writer has the answer to what it sent last. */
  readonly stop: () => Promise<void>;
}

export interface WriterOptions {
  readonly url: string;
  /** One for each tab: it sends one entry after the other, as a browser's outbox does. */
  readonly cookies: readonly string[];
  readonly incidentId: IncidentId;
  /** Resolves when the server answers again. */
  readonly answers: () => Promise<void>;
}

/** Clients that write without a pause. What was not answered is sent again under its key, as a browser's outbox does. */
export function startWriters(options: WriterOptions): Writers {
  const acknowledged: Acknowledged[] = [];
  const listeners = new Set<() => void>();
  let { incidentId } = options;
  let isStopping = false;
  let sends = 0;
  let stored = 0;

  async function untilAnswered(cookie: string, path: string, body: object): Promise<TimelineEntry> {
    let sentAgainAt = 0;
    for (;;) {
      const answer = await post(options.url, cookie, path, body);
      if (answer !== undefined) {
        if (answer.at < sentAgainAt) stored += 1;
        return answer;
      }
      sends += 1;
      await options.answers();
      sentAgainAt = Date.now();
    }
  }

  async function write(cookie: string, writer: number): Promise<void> {
    for (let count = 1; !isStopping; count += 1) {
      const words = `entry ${count} of writer ${writer}`;
      const where = incidentId;
      const { path, body } = count % PIN_EVERY === 0 ? pinOf(words) : noteOf(words);
      const { seq, hash } = await untilAnswered(cookie, `/api/incidents/${where}/${path}`, body);
      acknowledged.push({ incidentId: where, seq, hash, words, writer });
      for (const tell of listeners) tell();
    }
  }

  const ended = Promise.all(options.cookies.map(write));
  const refused = new Promise<never>((_, reject) => ended.catch(reject));
  // Heard by whoever waits next.
  refused.catch(() => undefined);

  return {
    acknowledged,
    unanswered: () => ({ sends, stored }),
    moveTo: (next) => {
      incidentId = next;
    },
    more(count) {
      const enough = acknowledged.length + count;
      const reached = new Promise<void>((resolve) => {
        const look = () => {
          if (acknowledged.length < enough) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
      });
      return Promise.race([reached, refused]);
    },
    async stop() {
      isStopping = true;
      await ended;
    },
  };
}

const shared = () => ({ visibility: "internal", clientKey: randomUUID() }) as const;
const noteOf = (markdown: string) => ({ path: "notes", body: { markdown, ...shared() } });
const pinOf = (text: string) => ({
  path: "pins",
  body: { hostId: "web-1", source: "dockerd", lines: [{ at: Date.now(), text }], ...shared() },
});

/** Undefined when nothing came back: it may or may not have arrived. Rejects when it was refused. */
async function post(
  url: string,
  cookie: string,
  path: string,
  body: object,
): Promise<TimelineEntry | undefined> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${url}${path}`, {
      method: "POST",
      headers: { ...changing(url), cookie },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    text = await response.text();
  } catch {
    return undefined;
  }
  if (!response.ok) throw new Error(`POST ${path} was refused: ${response.status} ${text}`);
  return JSON.parse(text) as TimelineEntry;
}
