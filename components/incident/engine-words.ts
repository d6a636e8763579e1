import type { PartId } from "#lib/domain/anatomy.ts";
import type { HostDetail } from "#lib/protocol/views.ts";
import { isLit } from "../anatomy/geometry.ts";
import { formatClock } from "../ui/format.ts";

/** What the panel shows of the engine, and whether it is of now. */
export function fromLine(
  hostId: string,
  host: Pick<HostDetail, "isHeard" | "lastHeardAt" | "silence"> | undefined,
): string {
  if (host === undefined || host.isHeard) return `live from ${hostId}`;
  const heardAt = host.lastHeardAt ?? host.silence?.sinceAt;
  return heardAt === undefined
    ? `nothing heard from ${hostId}`
    : `nothing heard from ${hostId} since ${formatClock(heardAt)}`;
}

/** The drawing for those who do not see it. */
export function spokenEngine(host: Pick<HostDetail, "id" | "partViews">, muted: readonly PartId[]): string {
  const lit = host.partViews.filter((part) => isLit(part.state));
  if (lit.length === 0) return `${host.id}: every part answers as usual`;
  const said = lit.map(({ id, reading }) => `${id} ${reading}${muted.includes(id) ? " (muted)" : ""}`);
  return `${host.id}: ${said.join("; ")}`;
}
