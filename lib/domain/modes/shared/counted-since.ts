import type { HostState } from "../../host-state.ts";
import type { Symptom } from "../../symptom.ts";
import type { EpochMs } from "../../time.ts";

/** "00:12", UTC as all clocks: the zone is printed once, beside the console's own. */
export const clockText = (at: EpochMs): string => new Date(at).toISOString().slice(11, 16);

/**
 * Since when tries are counted, where that is not since the fault began: Foghorn counts what it asked itself, and a
 * restart begins anew. Empty where the count is whole.
 */
export const countedSince = (host: HostState, symptom: Symptom | undefined): string =>
  symptom !== undefined && symptom.seenAt < host.startedAt ? ` since ${clockText(host.startedAt)}` : "";
