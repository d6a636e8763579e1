import type { Metered, Standing } from "./standing.ts";

/** What is beyond is left out and counted. */
const MAX_SERVICES = 500;

/** How many containers of a service are wanted, and how many of those are up. */
export interface Count {
  readonly wanted: number;
  readonly up: number;
  /** Where a label says how many there are to be: that, and how many there are, also of those that somebody stopped. */
  readonly desired?: { readonly replicas: number; readonly existing: number };
}

/** So many are wanted that do not exist. Once nothing of a service is wanted it was taken down, and none is missed. */
export const missingOf = ({ wanted, desired }: Count): number =>
  desired === undefined || wanted === 0 ? 0 : Math.max(0, desired.replicas - desired.existing);

const countOf = (standing: Standing): Count => ({
  wanted: standing === "off" ? 0 : 1,
  up: standing === "up" ? 1 : 0,
});

/** After one of its containers went from one standing to another; `more`: how many came or, below zero, went. */
export const moved = (
  { wanted, up, desired }: Count,
  { from, to, more }: { readonly from: Standing; readonly to: Standing; readonly more: number },
): Count => ({
  wanted: wanted + countOf(to).wanted - countOf(from).wanted,
  up: up + countOf(to).up - countOf(from).up,
  ...(desired && { desired: { ...desired, existing: desired.existing + more } }),
});

/** Of each service of a host; those beyond what is kept are told by their number. */
export function countsOf(containers: Iterable<Metered>): {
  readonly counts: ReadonlyMap<string, Count>;
  readonly leftOutCount: number;
} {
  const counts = new Map<string, Count>();
  const leftOut = new Set<string>();
  const existing = new Map<string, number>();
  const replicas = new Map<string, number>();
  for (const { service, standing, replicas: labelled } of containers) {
    existing.set(service, (existing.get(service) ?? 0) + 1);
    // While a deploy changes the label containers disagree.
    if (labelled !== undefined) replicas.set(service, Math.max(labelled, replicas.get(service) ?? 0));
    if (standing === "off") continue;
    const known = counts.get(service);
    if (known === undefined && counts.size >= MAX_SERVICES) {
      leftOut.add(service);
      continue;
    }
    const up = countOf(standing).up;
    counts.set(service, { wanted: (known?.wanted ?? 0) + 1, up: (known?.up ?? 0) + up });
  }
  for (const [service, count] of replicas) {
    const known = counts.get(service);
    const desired = { replicas: count, existing: existing.get(service) ?? 0 };
    if (known !== undefined) counts.set(service, { ...known, desired });
  }
  return { counts, leftOutCount: leftOut.size };
}
