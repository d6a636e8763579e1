import { randomUUID } from "node:crypto";
import { systemClock } from "../../adapters/clock.ts";
import { NO_IMPORTS } from "../../domain/imports.ts";
import { parseFact } from "../../domain/parse/parse-fact.ts";
import { type Engine, type EngineDeps, startEngine } from "../../engine/engine.ts";

/** The console's engine without a console: it watches and judges, remembers nothing and tells nobody. */
export function startMemoryEngine(
  deps: Pick<EngineDeps, "gate" | "redact" | "redactLines">,
): Promise<Engine> {
  return startEngine({
    ...deps,
    ...memoryPorts(),
    clock: systemClock,
    parseFact,
    imports: () => NO_IMPORTS,
    markOf: () => undefined,
    newId: randomUUID,
    onTopicChanged: () => undefined,
    onHostChanged: () => undefined,
    onRows: () => undefined,
    onStorageError: () => undefined,
    onReturnTold: () => undefined,
  });
}

/** What the engine stores is numbered and dropped. */
function memoryPorts(): Pick<EngineDeps, "streams" | "symptoms" | "names" | "evidence" | "incidents"> {
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
  };
}
