import type { UnitReading } from "../../domain/facts.ts";
import { parseFact } from "../../domain/parse/parse-fact.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { FactAnswer } from "../../gate-protocol/answers.ts";
import { ApiError } from "./failure.ts";
import { isActivatedPath, startRisk } from "./start-risk.ts";

/*
 * Foghorn never starts a daemon. A unit reading ages fast: a connect that is queued in the moment in which
 * dockerd leaves starts it again. So systemd is asked for every connect that could start something (one
 * `systemctl show`, about 8 ms on the host), and connects are few; see api.ts. A reading serves only those
 * who ask at the same time.
 */

const FRESH_MS = 25;
const UNITS_DEADLINE_MS = 2_000;
/** Where systemd cannot be read: one connect per this long after a refusal or a reset. */
export const BLIND_RETRY_MS = 30_000;

export interface StartGuard {
  /** Returns when a connect starts nothing. Throws ApiError `not-tried`, or the last failure while it is too early. */
  readonly permit: () => Promise<void>;
  readonly noteAnswer: () => void;
  readonly noteFailure: (error: ApiError) => void;
}

interface UnitsReading {
  readonly startedAt: EpochMs;
  readonly result: Promise<readonly UnitReading[] | undefined>;
}

export function createStartGuard(options: {
  /** The daemon's socket on its host; undefined over TCP. */
  readonly socketPath: string | undefined;
  readonly readUnits: (deadlineMs: number) => Promise<FactAnswer>;
  readonly now: () => EpochMs;
}): StartGuard {
  const { socketPath, readUnits, now } = options;
  let reading: UnitsReading | undefined;
  let broken: { readonly at: EpochMs; readonly error: ApiError } | undefined;

  async function read(): Promise<readonly UnitReading[] | undefined> {
    const answer = await readUnits(UNITS_DEADLINE_MS);
    if (!answer.ok) return undefined;
    try {
      const fact = parseFact("units", answer.text, now());
      return fact.name === "units" ? fact.units : undefined;
    } catch {
      // A text that is no unit list is as good as none; web is told the same and says so.
      return undefined;
    }
  }

  /** Shared by everybody who asks while it is fresh; its age counts from before the question. */
  function units(): UnitsReading["result"] {
    const startedAt = now();
    if (reading === undefined || startedAt - reading.startedAt > FRESH_MS)
      reading = { startedAt, result: read() };
    return reading.result;
  }

  function permitBlind(): void {
    if (broken === undefined) return;
    const waitMs = broken.at + BLIND_RETRY_MS - now();
    if (waitMs <= 0) return;
    const { failure, message } = broken.error;
    throw new ApiError(
      failure,
      `${message} (systemd cannot be asked here, so the next connection is made in ${Math.ceil(waitMs / 1_000)} s)`,
    );
  }

  return {
    async permit() {
      if (!isActivatedPath(socketPath)) return permitBlind();
      const known = await units();
      const risk = known === undefined ? ({ kind: "unknown" } as const) : startRisk(known, socketPath);
      if (risk.kind === "would-start") throw new ApiError("not-tried", risk.message);
      if (risk.kind === "unknown") permitBlind();
    },
    noteAnswer() {
      broken = undefined;
    },
    noteFailure(error) {
      // The unit may have changed with it: the next connect asks anew.
      reading = undefined;
      // Refused is nobody at all: over TCP, and where no docker.socket listens as packaged, there is nothing to start.
      const isNobody = error.failure === "connection-refused" && !isActivatedPath(socketPath);
      if (!isNobody && (error.failure === "connection-refused" || error.failure === "connection-reset"))
        broken = { at: now(), error };
    },
  };
}
