import type { WatchItem } from "./watch-rows.ts";

export interface RowActs {
  readonly canAct: boolean;
  readonly isBusy: boolean;
  readonly openIncident: (symptom: WatchItem) => void;
  readonly acknowledge: (symptom: WatchItem) => void;
  /** Mutes what is not muted, and ends the mute of what is. */
  readonly mute: (symptom: WatchItem) => void;
}
