import { createHash } from "node:crypto";
import type { RawEvent } from "./project-event.ts";

/*
 * Events have no id, `since` is inclusive and goes by a clock that may step. So after each connect the
 * daemon's whole memory of events is read again and what is known is dropped. If the first of it is
 * known, nothing was lost: the daemon's memory is the end of its history, ours the end of what was read.
 */

/** The daemon remembers 256 events; twice as many are kept, and some, because replay and live overlap. */
const REMEMBERED = 1_024;

/** Identity of an event but for its occurrence. */
function fingerprint(event: RawEvent): string {
  const attributes = Object.entries(event.attributes).sort(([left], [right]) => (left < right ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([event.timeNano, event.type, event.action, event.actorId, attributes]))
    .digest("base64url");
}

export interface Continuity {
  /** A new connection begins: occurrences are counted anew. */
  readonly begin: () => void;
  /** Whether the event was never seen before, on this connection or an earlier one. */
  readonly accept: (event: RawEvent) => boolean;
  /** Something of an earlier connection came again since `begin`. */
  readonly isProven: () => boolean;
}

export function createContinuity(limit: number = REMEMBERED): Continuity {
  let known = new Set<string>();
  let counts = new Map<string, number>();
  let isProven = false;

  function remember(key: string): void {
    known.add(key);
    if (known.size <= limit * 2) return;
    known = new Set([...known].slice(-limit));
  }

  function occurrenceOf(print: string): number {
    const occurrence = (counts.get(print) ?? 0) + 1;
    counts.set(print, occurrence);
    if (counts.size > limit * 2) counts = new Map([...counts].slice(-limit));
    return occurrence;
  }

  return {
    begin() {
      counts = new Map();
      isProven = false;
    },
    accept(event) {
      const print = fingerprint(event);
      const key = `${print}#${occurrenceOf(print)}`;
      if (known.has(key)) {
        isProven = true;
        return false;
      }
      remember(key);
      return true;
    },
    isProven: () => isProven,
  };
}
