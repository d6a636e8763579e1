import type { ContainerReading } from "../domain/readings.ts";
import type { FoundContainer } from "../protocol/views.ts";

/** Listed containers of one host, as they were last read. */
export interface ListedContainers {
  readonly hostId: string;
  readonly containers: readonly ContainerReading[];
}

/** More than this is not looked at: another letter finds it. */
const MATCHES_AT_MOST = 400;

/**
 * Containers whose name, or beginning of id, holds every word; a name that begins with the first word stands
 * before others, running before stopped. At most `limit`, whatever the fleet holds.
 */
export function findContainers(
  hosts: readonly ListedContainers[],
  query: string,
  limit: number,
): readonly FoundContainer[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const [first] = words;
  if (first === undefined) return [];
  const found: { readonly row: FoundContainer; readonly rank: number }[] = [];
  for (const { hostId, containers } of hosts) {
    for (const { id, name, image, state } of containers) {
      const text = name.toLowerCase();
      const isFound = words.every(
        (word) => text.includes(word) || hostId.includes(word) || (word.length >= 4 && id.startsWith(word)),
      );
      // A host's own name alone would bring all that runs there.
      if (!isFound || !words.some((word) => text.includes(word) || id.startsWith(word))) continue;
      const rank = (text.startsWith(first) ? 0 : 2) + (state === "running" ? 0 : 1);
      found.push({ row: { hostId, id, name, image, state }, rank });
      if (found.length >= MATCHES_AT_MOST) return best(found, limit);
    }
  }
  return best(found, limit);
}

const best = (
  found: readonly { readonly row: FoundContainer; readonly rank: number }[],
  limit: number,
): readonly FoundContainer[] =>
  found
    .toSorted((a, b) => a.rank - b.rank || a.row.name.localeCompare(b.row.name))
    .slice(0, limit)
    .map(({ row }) => row);
