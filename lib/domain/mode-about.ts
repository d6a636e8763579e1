import type { PartId } from "./anatomy.ts";
import type { Severity } from "./severity.ts";
import type { Signature } from "./signatures/signature.ts";
import type { ModeId } from "./symptom.ts";

/** The groups of the page of runbooks, in its order. */
export const MODE_GROUPS = [
  "Daemon does not start",
  "Daemon at run time",
  "containerd, shims, runtime",
  "Containers",
  "Storage",
  "Network",
  "Images and registries",
  "Logging",
  "Security",
  "Host",
] as const;
export type ModeGroup = (typeof MODE_GROUPS)[number];

/**
 * What is known of a failure mode without looking at a host: its name and place, whom it belongs under, the lines it
 * is recognised by, and how it was proven. `mode.ts` beside it judges.
 */
export interface ModeAbout {
  readonly id: ModeId;
  /** Part and condition in general: "dockerd hung". A symptom's own title may say more. */
  readonly title: string;
  /** The part that lights unless a judgement names another. */
  readonly part: PartId;
  readonly group: ModeGroup;
  /** By default; a judgement may say more or less. `notice` is a risk: on the Host page, never on Watch. */
  readonly severity: Severity;
  /** While one of these fails nobody can know this one: neither fine nor broken. */
  readonly hiddenBy: readonly ModeId[];
  /** When one of these began before, it is the cause: this one is shown beneath it and not counted. */
  readonly explainedBy: readonly ModeId[];
  /** Of a cause above that is one only to some variants: which. A full disk explains the start that failed for want of space. */
  readonly explainedAs?: Readonly<Partial<Record<ModeId, readonly string[]>>>;
  /** The same from the other side, for causes that are many: a mistake in a file explains the daemon that is down. */
  readonly explains?: readonly ModeId[];
  /**
   * How long before its `sinceAt` it may have begun: the interval of the probe that finds it; 0 where an event, a
   * line or a file's time tells.
   */
  readonly knownToMs: number;
  /** Lines it is recognised by. Their ids are unique among all modes. */
  readonly signatures: readonly Omit<Signature, "mode">[];
  /** "lab": a fault of the lab really breaks it on both engines. Else how it was tested instead, in a sentence. */
  readonly proof: "lab" | { readonly how: string };
}
