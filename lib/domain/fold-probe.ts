import type { ProbeHistory, ProbeTry } from "./host-state.ts";
import type { ApiOutcome } from "./readings.ts";
import type { EpochMs } from "./time.ts";

const MAX_TRIES = 20;
// Long enough for any library's message, short enough that 20 of them are nothing.
const MAX_MESSAGE_CHARS = 500;

export const noTries = (): ProbeHistory<never> => ({ tries: [] });

/** The history with one more answer. A failure keeps the last good reading: it is what was last known. */
export function foldOutcome<Reading>(
  history: ProbeHistory<Reading>,
  outcome: ApiOutcome<Reading>,
  at: EpochMs,
): ProbeHistory<Reading> {
  const tries = [...history.tries.slice(-(MAX_TRIES - 1)), toTry(outcome, at)];
  if (outcome.ok) {
    return {
      tries,
      lastGood: { at, reading: outcome.reading },
      answeringSinceAt: history.answeringSinceAt ?? at,
    };
  }
  return {
    tries,
    ...(history.lastGood && { lastGood: history.lastGood }),
    failingSinceAt: history.failingSinceAt ?? at,
    failedTries: (history.failedTries ?? 0) + 1,
  };
}

function toTry(outcome: ApiOutcome<unknown>, at: EpochMs): ProbeTry {
  if (outcome.ok) return { at, ok: true, durationMs: outcome.durationMs };
  return {
    at,
    ok: false,
    durationMs: outcome.durationMs,
    failure: outcome.failure,
    message: outcome.message.slice(0, MAX_MESSAGE_CHARS),
  };
}
