import type { EngineDeps } from "./engine-deps.ts";

/** What the engine stores is numbered and dropped. */
export function memoryPorts(): Pick<
  EngineDeps,
  "streams" | "symptoms" | "names" | "evidence" | "incidents" | "availability"
> {
  let seq = 0;
  return {
    streams: {
      append: async (_hostId, rows) =>
        rows.map((row) => {
          seq += 1;
          return { ...row, seq };
        }),
      cursor: async () => undefined,
      known: async (_hostId, events) => events.map(() => false),
      read: async () => [],
      between: async () => [],
    },
    symptoms: { save: async () => undefined, open: async () => [], changesBetween: async () => [] },
    names: { remember: async () => undefined, recall: async () => [] },
    evidence: { save: async () => undefined, get: async () => undefined, ofHostBetween: async () => [] },
    incidents: {
      symptomsChanged: async () => undefined,
      rowsStored: async () => undefined,
      evidenceCaptured: async () => undefined,
      processRestarted: async () => undefined,
    },
    availability: { take: () => undefined, leave: () => undefined },
  };
}
