import { FoghornError } from "../../domain/errors.ts";
import {
  INCIDENT_SETTINGS,
  type IncidentSettings,
  KEEP_LONGEST_MS,
  KEEP_SHORTEST_MS,
  REOPEN_LONGEST_MS,
  TARGET_LONGEST_MS,
} from "../../domain/incidents/settings.ts";
import { problemOfWords, tidyWords } from "../../domain/redaction/own-words.ts";
import type { Clock } from "../ports.ts";
import type { SettingStore } from "../ports-incidents.ts";

const KEY = "incidents";

const isWithin = (ms: number, longestMs: number): boolean =>
  Number.isSafeInteger(ms) && ms >= 0 && ms <= longestMs;

export interface SettingsCommands {
  readonly incidents: () => IncidentSettings;
  /** What is not named stays. Rejects with `invalid-input` where a time is out of its bounds. */
  readonly changeIncidents: (change: Partial<IncidentSettings>) => Promise<IncidentSettings>;
}

/** Held in memory, as stored: they are read with every change of a symptom. */
export async function openIncidentSettings(
  store: SettingStore,
  clock: Clock,
  onChanged: (before: IncidentSettings, now: IncidentSettings) => void,
): Promise<SettingsCommands> {
  const stored = await store.get(KEY);
  let held: IncidentSettings = {
    ...INCIDENT_SETTINGS,
    ...(stored === undefined ? {} : (JSON.parse(stored) as Partial<IncidentSettings>)),
  };
  return {
    incidents: () => held,
    changeIncidents: async (change) => {
      const next = {
        ...held,
        ...change,
        ...(change.ownWords !== undefined && { ownWords: tidyWords(change.ownWords) }),
      };
      const problem = problemOfWords(next.ownWords);
      if (problem !== undefined) throw new FoghornError("invalid-input", problem);
      const { reopenWithinMs, mitigateWithinMs, keepUptimeMs } = next;
      if (!isWithin(keepUptimeMs, KEEP_LONGEST_MS) || keepUptimeMs < KEEP_SHORTEST_MS)
        throw new FoghornError("invalid-input", "The history of availability is kept for 30 to 1,100 days.");
      if (!isWithin(mitigateWithinMs, TARGET_LONGEST_MS))
        throw new FoghornError("invalid-input", "The target is at most a day, or none.");
      if (!isWithin(reopenWithinMs, REOPEN_LONGEST_MS))
        throw new FoghornError("invalid-input", "An incident opens again within a day, or never.");
      await store.set(KEY, JSON.stringify(next), clock.now());
      const before = held;
      held = next;
      onChanged(before, next);
      return next;
    },
  };
}
