import type { HostId } from "../ids.ts";
import type { Symptom } from "../symptom.ts";
import type { EpochMs } from "../time.ts";
import type { TimelineEntry } from "../timeline.ts";

/**
 * stopped: the daemon was asked to end it (`kill` or `stop` is among its events; nobody can tell by whom, a stopping
 * daemon asks as well). died: it ended without having been asked.
 */
export interface Ending {
  readonly how: "stopped" | "restarted" | "died" | "started";
  readonly hostId: HostId;
  readonly containers: readonly string[];
  /** Of the death, as the event says it: "exitCode=137". */
  readonly detail: string;
}

/**
 * Something that goes and comes back again and again. reading: what is wrong on a host cannot be read, and can again.
 * symptom: one symptom recovers, and is there again.
 */
export interface Swing {
  readonly of: "reading" | "symptom";
  readonly hostId: HostId;
  /** Whose changes they are, each once. */
  readonly symptoms: readonly Symptom[];
  /** How often it went away: of several symptoms as often as the one that did so most. */
  readonly times: number;
  /** How it ended: not to be read, or there again. */
  readonly isBad: boolean;
}

/** Entries shown as one row; none of them is lost, a reader can open the row. */
export interface EntryGroup {
  /**
   * one: a single entry. repeat: equal ones. ending: the events of one container's stop, death, start or restart.
   * burst: the same of several containers of one host, close together. swing: it went and came back again and again.
   */
  readonly kind: "one" | "repeat" | "ending" | "burst" | "swing";
  readonly first: TimelineEntry;
  /** How often it happened, over all entries. */
  readonly times: number;
  readonly lastAt: EpochMs;
  /** Newest of them. */
  readonly last: TimelineEntry;
  /** All of them, in order. */
  readonly entries: readonly TimelineEntry[];
  /** What became of the containers; of `ending` and `burst`. */
  readonly ending?: Ending;
  /** Of `burst`: one row for each container. */
  readonly rows?: readonly EntryGroup[];
  /** What went and came back; of `swing`. */
  readonly swing?: Swing;
}
