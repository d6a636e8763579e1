import type { Storage } from "../adapters/prisma/storage.ts";
import type { Engine } from "../engine/engine.ts";
import type { Clock } from "../engine/ports.ts";

/** How Foghorn itself is, for who is signed in: pragmas, warnings and the age of each host's last ping, in ms. */
export function healthDetail(storage: Storage, engine: Engine, eventLoopLagMs: number, clock: Clock) {
  return {
    pragmas: storage.pragmas,
    storage: storage.status(),
    warnings: storage.warnings,
    eventLoopLagMs,
    hosts: engine
      .hosts()
      .map((host) => ({ id: host.id, lastPingAgeMs: ageOf(host.state().ping.tries.at(-1)?.at, clock) })),
  };
}

const ageOf = (at: number | undefined, clock: Clock): number | null =>
  at === undefined ? null : clock.now() - at;
