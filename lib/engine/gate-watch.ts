import { messageOf } from "../domain/errors.ts";
import type { EpochMs } from "../domain/time.ts";
import type { GateStatus } from "../gate-protocol/answers.ts";
import type { Clock, Gate } from "./ports.ts";

const RETRY_MS = 500;

export type GateView =
  | { readonly state: "up"; readonly since: EpochMs; readonly status: GateStatus }
  | {
      readonly state: "down";
      readonly since: EpochMs;
      readonly reason: string;
      /** Last status before it went: hosts keep their names while the gate is away. */
      readonly lastStatus?: GateStatus;
    };

/**
 * Keeps one `gate.follow` open and says what the gate is: up with its newest status, or down since when
 * and why. Tries again every half second, for ever.
 */
export function watchGate(
  gate: Gate,
  clock: Clock,
  onView: (view: GateView) => void,
): { readonly view: () => GateView; readonly stop: () => void } {
  const stopping = new AbortController();
  let view: GateView = { state: "down", since: clock.now(), reason: "not connected yet" };
  const set = (next: GateView) => {
    view = next;
    onView(next);
  };

  async function followOnce(): Promise<string> {
    for await (const status of gate.follow("gate.follow", {}, { signal: stopping.signal })) {
      const since = view.state === "up" && view.status.epoch === status.epoch ? view.since : clock.now();
      set({ state: "up", since, status });
    }
    return "the gate closed the connection";
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const reason = await followOnce().catch(messageOf);
      if (stopping.signal.aborted) return;
      if (view.state === "up") set({ state: "down", since: clock.now(), reason, lastStatus: view.status });
      else set({ ...view, reason });
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }

  void run();
  return { view: () => view, stop: () => stopping.abort() };
}
