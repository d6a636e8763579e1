import type { GateStatus } from "../gate-protocol/answers.ts";
import type { ActionDesk } from "./actions/action-desk.ts";
import type { HostSet } from "./hosts/host-set.ts";

/** What the operations work on. */
export interface GateServices {
  readonly hosts: HostSet;
  readonly actions: ActionDesk;
  readonly status: () => GateStatus;
  /** Calls back after each change of `status`; returns what stops it. */
  readonly onStatusChange: (listener: () => void) => () => void;
}
