import type { EntryBody } from "../domain/timeline.ts";
import type { Restart } from "./gate-restart.ts";
import type { StreamStore } from "./ports.ts";

type Restarted = Extract<EntryBody, { kind: "foghorn.restarted" }>;

/** The store gives no more rows of a host than this at once. */
const ROWS_READ = 2_000;
/** A host has one gap of a restart at most for each of its streams; a few more may be of restarts before. */
const GAPS_READ = 20;

/**
 * What is true of a restart, from what is stored: how much of the time away was read afterwards, and what is missing.
 * A gap that the restart itself tore is told here and is no entry of its own.
 */
export async function accountOf(
  { process, downAt, backAt, hostIds, unreadIds }: Restart,
  store: Pick<StreamStore, "between" | "read">,
): Promise<Restarted> {
  const read = hostIds.filter((hostId) => !unreadIds.includes(hostId));
  const perHost = await Promise.all(read.map((hostId) => store.between(hostId, downAt, backAt)));
  const rows = perHost.flat();
  // What overflowed is known at once, also of a host whose rest is still being read.
  const gaps = await Promise.all(
    hostIds.map((hostId) => store.read(hostId, { kinds: ["gap"], limit: GAPS_READ })),
  );
  const lost = gaps.flat().flatMap((row) => {
    if (row.kind !== "gap" || row.gap.isOfRestart !== true || row.gap.toAt < downAt) return [];
    const { cause, lostCount } = row.gap;
    return [{ hostId: row.hostId, cause, ...(lostCount !== undefined && { lostCount }) }];
  });
  return {
    kind: "foghorn.restarted",
    process,
    downAt,
    backAt,
    caughtUp: lost.length === 0 && unreadIds.length === 0,
    read: {
      hosts: read.length,
      events: rows.filter(({ kind }) => kind === "docker-event").length,
      lines: rows.filter(({ kind }) => kind === "journal-line").length,
      ...(perHost.some(({ length }) => length >= ROWS_READ) && { isMore: true as const }),
    },
    ...(lost.length > 0 && { lost }),
    ...(unreadIds.length > 0 && { unreadHostIds: unreadIds }),
  };
}
