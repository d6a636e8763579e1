import type { HostFact } from "../../domain/facts.ts";
import type { ContainerId } from "../../domain/ids.ts";

const MOST_LAYERS = 16;
const MOST_LOGS = 8;
// What is smaller matters to nobody.
const LARGE_LOG_BYTES = 100 * 1_048_576;
const NOTHING = "-";

const LAYER = /^[0-9a-z]{25,64}(?:-init)?$/;
const ENTRY = /^(?:sha256|mounts)\/[0-9a-f]{64}\/(?:cache-id|mount-id|init-id)$/;

/** What the last look through the directories of this host found: that can be looked at again without another one. */
export interface Suspects {
  readonly learnFrom: (fact: HostFact) => void;
  /** Two lists for the constant reader: layers with their entries, containers with large logs. */
  readonly lists: () => readonly [layers: string, containers: string];
}

export function createSuspects(): Suspects {
  let layers: readonly string[] = [];
  let logs: readonly ContainerId[] = [];
  const listOf = (items: readonly string[]): string => (items.length === 0 ? NOTHING : items.join(","));
  return {
    learnFrom: (fact) => {
      if (fact.name === "layers")
        layers = fact.layers.wrong
          .flatMap(({ layer, entry = "" }) =>
            LAYER.test(layer) && ENTRY.test(entry) ? [`${layer}=${entry}`] : [],
          )
          .slice(0, MOST_LAYERS);
      if (fact.name === "log-files")
        logs = fact.logs.files
          .filter(({ bytes }) => bytes >= LARGE_LOG_BYTES)
          .slice(0, MOST_LOGS)
          .map(({ id }) => id);
    },
    lists: () => [listOf(layers), listOf(logs)],
  };
}
