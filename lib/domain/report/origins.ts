import type { PartId } from "../anatomy.ts";
import { ABOUTS } from "../modes/abouts.ts";
import type { Symptom } from "../symptom.ts";
import type { Origin } from "./report.ts";

/** Parts of the engine as somebody names them who runs none. */
const GROUP_OF: Readonly<Record<PartId, string>> = {
  callers: "Access to the engine",
  sock: "Access to the engine",
  tls: "Access to the engine",
  registry: "Registry",
  unit: "Engine",
  cunit: "Engine",
  dockerd: "Engine",
  containerd: "Engine",
  config: "Configuration",
  shims: "Containers",
  ctrs: "Containers",
  remote: "Storage",
  images: "Storage",
  volumes: "Storage",
  cache: "Storage",
  disk: "Storage",
  bridge: "Network",
  ipt: "Network",
  dns: "Network",
  log: "Logging",
  kernel: "Host",
};

export const UNKNOWN_ORIGIN = "Not known";

/** A title within a line: small, unless it begins with a name. */
const inSentence = (title: string): string =>
  /^[A-Z][a-z]/.test(title) && !title.startsWith("Docker")
    ? `${title.charAt(0).toLowerCase()}${title.slice(1)}`
    : title;

/** What an incident began with: the first of its symptoms that none of the others explains. */
export function causeOf(symptoms: readonly Symptom[]): Symptom | undefined {
  const own = symptoms.filter(({ absorbedBy }) => absorbedBy === undefined);
  return (own.length > 0 ? own : symptoms).toSorted((one, other) => one.sinceAt - other.sinceAt)[0];
}

/** The most frequent first; what is not known last. Each list is of one incident. */
export function originsOf(incidents: readonly (readonly Symptom[])[]): readonly Origin[] {
  const causes = incidents.map(causeOf);
  const groups = Map.groupBy(causes, (cause) =>
    cause === undefined ? UNKNOWN_ORIGIN : GROUP_OF[cause.part],
  );
  const rank = (group: string): number => (group === UNKNOWN_ORIGIN ? 1 : 0);
  return [...groups]
    .map(([group, own]) => ({
      group,
      titles: [
        ...new Set(own.flatMap((cause) => (cause === undefined ? [] : inSentence(ABOUTS[cause.mode].title)))),
      ],
      count: own.length,
    }))
    .toSorted(
      (one, other) =>
        rank(one.group) - rank(other.group) ||
        other.count - one.count ||
        one.group.localeCompare(other.group),
    );
}
