import { randomUUID } from "node:crypto";
import { systemClock } from "../../adapters/clock.ts";
import { NO_IMPORTS } from "../../domain/imports.ts";
import { parseFact } from "../../domain/parse/parse-fact.ts";
import { type Engine, startEngine } from "../../engine/engine.ts";
import type { EngineDeps } from "../../engine/engine-deps.ts";
import { memoryPorts } from "../../engine/memory-ports.ts";

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
