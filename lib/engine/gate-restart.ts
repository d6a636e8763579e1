import type { HostId } from "../domain/ids.ts";
import type { EpochMs } from "../domain/time.ts";
import type { EntryBody } from "../domain/timeline.ts";

type Restarted = Extract<EntryBody, { kind: "foghorn.restarted" }>;

/**
 * One restart of the gate is one entry, however many hosts it serves: told once each host has said
 * whether what it missed was read again without a hole.
 */
export function createGateRestarts(tell: (body: Restarted) => void): {
  readonly gateIsDown: (at: EpochMs) => void;
  readonly hostIsBack: (
    hostId: HostId,
    hosts: Iterable<HostId>,
    gateStartedAt: EpochMs,
    isWhole: boolean,
  ) => void;
} {
  let downAt: EpochMs | undefined;
  let open:
    | { readonly downAt: EpochMs; readonly backAt: EpochMs; readonly waiting: Set<HostId>; isWhole: boolean }
    | undefined;
  return {
    gateIsDown(at) {
      downAt ??= at;
    },
    hostIsBack(hostId, hosts, gateStartedAt, isWhole) {
      if (open === undefined || open.backAt !== gateStartedAt) {
        // Foghorn itself may have been away when the gate went: then nobody saw it go.
        open = {
          downAt: downAt ?? gateStartedAt,
          backAt: gateStartedAt,
          waiting: new Set(hosts),
          isWhole: true,
        };
        downAt = undefined;
      }
      open.isWhole &&= isWhole;
      if (!open.waiting.delete(hostId) || open.waiting.size > 0) return;
      tell({
        kind: "foghorn.restarted",
        process: "gate",
        downAt: open.downAt,
        backAt: gateStartedAt,
        caughtUp: open.isWhole,
      });
    },
  };
}
