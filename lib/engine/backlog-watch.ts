import { type EpochMs, SECOND_MS } from "../domain/time.ts";

/** The gate sends what it kept without a pause; when nothing comes for this long, that was all. */
const QUIET_MS = SECOND_MS;

/** Tells once that everything the gate had kept before `begin` is stored: something newer came, or nothing more. */
export function createBacklogWatch(onCaughtUp: () => void): {
  readonly begin: (now: EpochMs) => void;
  /** A batch is stored; `lastAt` is when the gate took its newest record. */
  readonly took: (lastAt: EpochMs) => void;
  readonly drop: () => void;
} {
  let quiet: NodeJS.Timeout | undefined;
  let beganAt = 0;
  const drop = () => {
    clearTimeout(quiet);
    quiet = undefined;
  };
  const tell = () => {
    drop();
    onCaughtUp();
  };
  return {
    begin(now) {
      drop();
      beganAt = now;
      quiet = setTimeout(tell, QUIET_MS);
    },
    took(lastAt) {
      if (quiet === undefined) return;
      if (lastAt >= beganAt) tell();
      else quiet.refresh();
    },
    drop,
  };
}
