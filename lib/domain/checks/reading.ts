import type { Symptom } from "../symptom.ts";
import type { EpochMs } from "../time.ts";

/** What a check is about: the container of its symptom, and the symptom itself. */
export interface CheckSubject {
  /** Name of a container; empty where the check is about the host. */
  readonly container: string;
  readonly symptom?: Pick<Symptom, "state" | "lastSeenAt">;
}

export type ProbeReading =
  | {
      readonly kind: "value";
      readonly value: string | number | boolean;
      readonly text: string;
      readonly readAt: EpochMs;
    }
  /** Asked, and silence or a refusal came back: fails every condition but `no-answer` and `is-not`. */
  | { readonly kind: "no-answer"; readonly text: string; readonly readAt: EpochMs }
  /** Looked for, and there is nothing that could be compared: fails every condition but `is-not`. */
  | { readonly kind: "nothing"; readonly text: string; readonly readAt: EpochMs }
  /** Nobody can say; what was last known keeps its time. */
  | { readonly kind: "unknown"; readonly text: string; readonly readAt?: EpochMs }
  /** Not read yet; with `readAt` read, and too young to say anything. */
  | { readonly kind: "waiting"; readonly text: string; readonly readAt?: EpochMs };

export const value = (read: string | number | boolean, text: string, readAt: EpochMs): ProbeReading => ({
  kind: "value",
  value: read,
  text,
  readAt,
});
export const unknown = (text: string, readAt?: EpochMs): ProbeReading => ({
  kind: "unknown",
  text,
  ...(readAt !== undefined && { readAt }),
});
