import type { ContainerId, HostId } from "../domain/ids.ts";
import type { JournalLine } from "../domain/signal.ts";
import type { EpochMs } from "../domain/time.ts";
import type { ContainerLogRow, EngineLogRow } from "../protocol/row-views.ts";
import type { Gate } from "./ports.ts";
import { type LineMark, toContainerLogRow, toEngineLogRow } from "./views/log-view.ts";

const PAGE_DEADLINE_MS = 10_000;

/** The lines of a container before a moment, oldest first, read from the daemon now. */
export async function olderContainerLog(
  gate: Gate,
  hostId: string,
  containerId: string,
  untilNano: string,
  limit: number,
): Promise<readonly ContainerLogRow[]> {
  const rows: ContainerLogRow[] = [];
  let last = "";
  let sameMoment = 0;
  const frames = gate.follow(
    "container.logs",
    { host: hostId, id: containerId, tail: limit, follow: false, untilNano },
    { signal: AbortSignal.timeout(PAGE_DEADLINE_MS) },
  );
  for await (const frame of frames) {
    if (frame.kind !== "lines") continue;
    for (const line of frame.lines) {
      // `until` is inclusive at the daemon: the line that is shown already comes again.
      if (BigInt(line.timeNano) >= BigInt(untilNano)) continue;
      sameMoment = line.timeNano === last ? sameMoment + 1 : 0;
      last = line.timeNano;
      rows.push(toContainerLogRow(containerId as ContainerId, sameMoment, line));
    }
  }
  return rows.slice(-limit);
}

/** Older lines of a host's engine log, read from the host now. */
export async function olderEngineLog(
  gate: Gate,
  markOf: (line: JournalLine) => LineMark | undefined,
  hostId: string,
  beforeAt: EpochMs,
  limit: number,
): Promise<{ readonly rows: readonly EngineLogRow[]; readonly reachedStart: boolean }> {
  const page = await gate.ask(
    "journal.read",
    { host: hostId, beforeAt, limit },
    { deadlineMs: PAGE_DEADLINE_MS },
  );
  const rows = page.lines.map((line, index) => toEngineLogRow(hostId as HostId, index, line, markOf(line)));
  return { rows, reachedStart: page.reachedStart };
}
