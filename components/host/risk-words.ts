import type { HostDetail } from "#lib/protocol/views.ts";
import { plural } from "../ui/format.ts";

type Looked = Pick<HostDetail, "risks" | "riskSight">;

/** Nobody could look and nothing is known from before: that is not none. */
export const areRisksUnknown = ({ risks, riskSight }: Looked): boolean =>
  risks.length === 0 && riskSight === undefined;

/** "14 in 6 kinds", "none found", "unknown": what stands beside the heading. */
export function riskCount(host: Looked): string {
  if (areRisksUnknown(host)) return "unknown";
  if (host.risks.length === 0) return isPartly(host) ? "none found yet" : "none found";
  const count = host.risks.reduce((sum, risk) => sum + risk.count, 0);
  return `${count} in ${plural(host.risks.length, "kind")}`;
}

const isPartly = ({ riskSight }: Looked): boolean =>
  riskSight !== undefined && riskSight.looked < riskSight.running;

/** What the count rests on. */
export function riskSightLine({ risks, riskSight }: Looked): string {
  const said = risks.length === 0 ? "" : "Nothing is broken by these. ";
  if (riskSight === undefined) return said.trim();
  const { looked, running } = riskSight;
  if (running === 0) return `${said}No container runs.`;
  return `${said}${looked} of ${plural(running, "running container")} looked at.`;
}
