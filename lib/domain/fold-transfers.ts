import type { Transfer } from "./host-state.ts";
import type { TransferReading } from "./storage-facts.ts";
import type { EpochMs } from "./time.ts";

const NONE: readonly Transfer[] = [];

/** What is on its way now; one that neither grew nor was read on keeps the time when it last did. */
export function foldTransfers(
  before: readonly Transfer[],
  transfers: readonly TransferReading[],
  at: EpochMs,
): readonly Transfer[] {
  if (transfers.length === 0) return NONE;
  return transfers.map((transfer) => {
    const known = before.find(({ holder, name }) => holder === transfer.holder && name === transfer.name);
    const isStill =
      known !== undefined && known.bytes === transfer.bytes && known.position === transfer.position;
    return { ...transfer, firstAt: known?.firstAt ?? at, movedAt: isStill ? known.movedAt : at };
  });
}
