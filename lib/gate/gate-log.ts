import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { ActionOutcome } from "../domain/action.ts";
import { MINUTE_MS } from "../domain/time.ts";

/*
 * What the gate did and refused, in a file of its own that only the gate's user writes: web cannot
 * reach it. One JSON object a line, appended, never rewritten.
 */

export type GateLogEntry =
  | {
      readonly kind: "started";
      readonly version: string;
      readonly epoch: string;
      readonly socketPath: string;
    }
  | { readonly kind: "stopped"; readonly reason: string }
  | { readonly kind: "refused"; readonly code: string; readonly request: string; readonly message: string }
  | { readonly kind: "config-read"; readonly file: string; readonly hosts: readonly string[] }
  | { readonly kind: "config-refused"; readonly file: string; readonly problems: readonly string[] }
  | { readonly kind: "discovered"; readonly hosts: readonly string[] }
  | { readonly kind: "refusals-suppressed"; readonly count: number }
  /** Written before the call. Without an `action-ended` of the same key nobody knows what became of it. */
  | {
      readonly kind: "action-begun";
      readonly key: string;
      readonly verb: string;
      readonly host: string;
      readonly container?: string;
      readonly by: string;
      readonly agreedBy?: string;
    }
  | {
      readonly kind: "action-ended";
      readonly key: string;
      readonly outcome: ActionOutcome;
      readonly message: string;
    }
  | { readonly kind: "failed"; readonly what: string; readonly message: string };

export interface GateLog {
  readonly write: (entry: GateLogEntry) => void;
  readonly close: () => void;
}

// A client that does nothing but get refused must not fill the disk.
const REFUSALS_PER_MINUTE = 60;
const FIELD_LENGTH = 300;

const bounded = (_key: string, value: unknown): unknown =>
  typeof value === "string" ? value.slice(0, FIELD_LENGTH) : value;

/** Opens `gate.log` in `stateDir` (0700, file 0600) for appending. Throws when it cannot: a gate without its log does not start. */
export function openGateLog(stateDir: string, now: () => number): GateLog {
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const file = openSync(join(stateDir, "gate.log"), "a", 0o600);
  let windowStartedAt = 0;
  let refusals = 0;

  function append(entry: GateLogEntry): void {
    writeSync(file, `${JSON.stringify({ at: new Date(now()).toISOString(), ...entry }, bounded)}\n`);
    // Whatever becomes of the machine: that it asked is on the disk.
    if (entry.kind === "action-begun") fsyncSync(file);
  }

  function mayLogRefusal(): boolean {
    if (now() - windowStartedAt >= MINUTE_MS) {
      const count = refusals - REFUSALS_PER_MINUTE;
      if (count > 0) append({ kind: "refusals-suppressed", count });
      windowStartedAt = now();
      refusals = 0;
    }
    refusals += 1;
    return refusals <= REFUSALS_PER_MINUTE;
  }

  return {
    write(entry) {
      if ((entry.kind === "refused" || entry.kind === "failed") && !mayLogRefusal()) return;
      append(entry);
    },
    close: () => closeSync(file),
  };
}
