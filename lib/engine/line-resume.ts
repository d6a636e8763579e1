import type { ContainerId } from "../domain/ids.ts";
import type { LogLine } from "../gate-protocol/answers.ts";
import type { ContainerLogRow } from "../protocol/row-views.ts";
import { lifeRow, nanoOf } from "./container-lives.ts";
import { toContainerLogRow } from "./views/log-view.ts";

/** As many as the gate reads back at once. */
export const RESUME_TAIL = 5_000;

/** Goes on with a container's lines where the last stream of them ended: none twice, and what is missing said. */
export interface LineResume {
  /** Where the next stream begins; undefined before the first line. */
  readonly sinceNano: () => string | undefined;
  /** To be called before each stream. */
  readonly begin: () => void;
  /** The lines that are new, as rows. */
  readonly take: (lines: readonly LogLine[]) => readonly ContainerLogRow[];
  /** So much was thinned out by the gate, which counted it. */
  readonly skipTo: (nano: bigint) => void;
}

/** A line's id says when it was written and which of that moment it is: the same line read again has the same. */
export function createLineResume(containerId: ContainerId): LineResume {
  let last = 0n;
  /** Lines of the moment `last` that were handed out. */
  let atLast = 0;
  /** Of those, how many the stream has repeated. */
  let repeated = 0;
  let isProven = true;

  return {
    sinceNano: () => (last === 0n ? undefined : last.toString()),
    begin() {
      repeated = 0;
      isProven = last === 0n || atLast === 0;
    },
    take(lines) {
      const rows: ContainerLogRow[] = [];
      for (const line of lines) {
        const nano = BigInt(line.timeNano);
        if (!isProven && nano === last) {
          repeated += 1;
          if (repeated >= atLast) isProven = true;
          continue;
        }
        if (!isProven && nano < last) continue;
        if (!isProven) {
          // The daemon hands out the last line again when it still has it.
          isProven = true;
          if (repeated === 0) rows.push(lifeRow(containerId, last, missing));
        }
        atLast = nano === last ? atLast + 1 : 1;
        last = nano;
        rows.push(toContainerLogRow(containerId, atLast - 1, line));
      }
      return rows;
    },
    skipTo(nano) {
      if (nano <= last) return;
      last = nano;
      atLast = 0;
    },
  };
}

const missing = {
  kind: "missing",
  reason: `more than ${RESUME_TAIL.toLocaleString("en")} lines were written meanwhile, or the file was rotated`,
} as const;

export function skippedRow(
  containerId: ContainerId,
  frame: { readonly count: number; readonly fromAt: number; readonly toAt: number },
): ContainerLogRow {
  return {
    id: `${containerId.slice(0, 12)}-skipped-${frame.fromAt}-${frame.toAt}-${frame.count}`,
    at: frame.toAt,
    timeNano: nanoOf(frame.toAt).toString(),
    stream: "stdout",
    text: "",
    skipped: frame.count,
  };
}
