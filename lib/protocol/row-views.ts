import type { Severity } from "../domain/severity.ts";
import type { StreamGap } from "../domain/signal.ts";
import type { ModeId } from "../domain/symptom.ts";
import type { EpochMs } from "../domain/time.ts";

/* Rows of the line topics. */

export interface FeedRow {
  readonly id: string;
  readonly at: EpochMs;
  readonly hostId: string;
  readonly source:
    | "event"
    | "dockerd"
    | "containerd"
    | "kernel"
    | "systemd"
    | "probe"
    | "console"
    | "incident";
  readonly severity?: Severity;
  readonly text: string;
  readonly times: number;
}

export interface EventRow {
  readonly id: string;
  readonly seq: number;
  readonly at: EpochMs;
  readonly timeNano?: string;
  readonly kind: "event" | "gap";
  readonly type?: string;
  readonly action?: string;
  readonly actor?: string;
  readonly actorId?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly gap?: StreamGap;
  /** Not reported by the daemon but found by comparing lists after a gap. */
  readonly isInferred?: boolean;
}

export interface EngineLogRow {
  readonly id: string;
  readonly at: EpochMs;
  readonly unit: "dockerd" | "containerd" | "kernel" | "systemd" | "container";
  readonly text: string;
  readonly level?: "error" | "warn" | "info" | "debug";
  /** A few words for what a signature knows of this line: "daemon.json broken". */
  readonly mark?: string;
  readonly mode?: ModeId;
  readonly severity?: Severity;
  readonly containerId?: string;
  readonly gap?: StreamGap;
}

/** What happened to a container between its lines. */
export type ContainerLifeMark =
  | { readonly kind: "died"; readonly exitCode?: number }
  /** `life` counts its starts, the first is 1; absent when nobody can know it. */
  | { readonly kind: "started"; readonly life?: number }
  | { readonly kind: "removed" }
  /** Another container has its name now. */
  | { readonly kind: "replaced"; readonly containerId: string }
  /** The daemon, or the gate, stopped handing lines out. */
  | { readonly kind: "cut-off"; readonly reason: string }
  /** `source`: where these last lines are from while nothing can be asked. */
  | { readonly kind: "last-known"; readonly source: "memory" | "journal" }
  | { readonly kind: "resumed" }
  /** What was written between two looks is not all here. */
  | { readonly kind: "missing"; readonly reason: string };

export interface ContainerLogRow {
  readonly id: string;
  readonly at: EpochMs;
  readonly timeNano: string;
  readonly stream: "stdout" | "stderr" | "tty";
  readonly text: string;
  readonly byteCount?: number;
  readonly level?: "error" | "warn" | "info" | "debug";
  readonly skipped?: number;
  /** Set on a row that is no line. */
  readonly life?: ContainerLifeMark;
}
