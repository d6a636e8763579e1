import type { GateStatus, SpoolRecord } from "../../gate-protocol/answers.ts";

/*
 * A recording is what a gate answered during a real session in the lab: one gzipped file of JSON lines.
 * It is replayed in front of the same engine, with the clock of that session.
 */

export const RECORDING_FORMAT = 1;

export interface RecordingHead {
  readonly kind: "head";
  readonly format: typeof RECORDING_FORMAT;
  readonly name: string;
  /** When the session began, epoch ms; every `t` counts from here. */
  readonly recordedAt: number;
  readonly durationMs: number;
}

/** Milliseconds since `recordedAt`. */
interface Timed {
  readonly t: number;
}

export type RecordingLine =
  | RecordingHead
  | (Timed & { readonly kind: "status"; readonly status: GateStatus })
  /** Answer to one question; `key` is the operation with its arguments. */
  | (Timed & { readonly kind: "answer"; readonly key: string; readonly answer: unknown })
  | (Timed & { readonly kind: "spool"; readonly host: string; readonly records: readonly SpoolRecord[] })
  /** Frames of a stream that was read to its end, such as the last lines of a container. */
  | (Timed & { readonly kind: "frames"; readonly key: string; readonly frames: readonly unknown[] });

/** Questions about the same thing have the same key, whatever moment they carry. */
export function recordingKey(operation: string, args: Readonly<Record<string, unknown>>): string {
  const { host, id, fact, follow } = args;
  return [operation, host, id, fact, follow === undefined ? undefined : `follow=${follow}`]
    .filter((part) => part !== undefined)
    .join(" ");
}
