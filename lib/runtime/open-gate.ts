import { systemClock } from "../adapters/clock.ts";
import type { Clock, Gate } from "../engine/ports.ts";
import { createGate } from "../gate-client/gate-client.ts";
import type { ConsoleView } from "../protocol/views.ts";
import { openFleet } from "./recording/fleet.ts";
import { readFleetPlan } from "./recording/fleet-plan.ts";
import { openReplay } from "./recording/replay.ts";
import type { RuntimeOptions } from "./runtime-options.ts";

interface Source {
  readonly gate: Gate;
  readonly clock: Clock;
  readonly recording?: ConsoleView["recording"];
}

/** What is watched: the gate, a recording in its place, or recorded hosts beside it. */
export async function openGate(
  options: Pick<RuntimeOptions, "gateSocket" | "recording" | "fleet">,
): Promise<Source> {
  if (options.recording !== undefined) {
    const { gate, clock, head } = await openReplay(options.recording, systemClock.now);
    const { name, recordedAt, durationMs } = head;
    return {
      gate,
      clock,
      recording: { name, recordedAt, endsAt: recordedAt + durationMs },
    };
  }
  const real = options.gateSocket === undefined ? undefined : createGate(options.gateSocket);
  if (options.fleet !== undefined) {
    const { gate, head, hostCount } = await openFleet(
      await readFleetPlan(options.fleet),
      real,
      systemClock.now,
    );
    const { name, recordedAt } = head;
    return {
      gate,
      clock: systemClock,
      recording: { name, recordedAt, hostCount },
    };
  }
  if (real === undefined) throw new Error("neither a gate's socket nor a recording was named");
  return { gate: real, clock: systemClock };
}
