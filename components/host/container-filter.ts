import type { ContainerView } from "#lib/protocol/views.ts";
import { compareNames } from "../watch/fleet.ts";

/** What needs a look comes first: dead and restarting, then not healthy, then running, then stopped. */
function rank(container: ContainerView): number {
  if (container.state === "dead" || container.state === "restarting") return 0;
  if (container.health === "unhealthy") return 1;
  if (container.isLastKnown && container.isShimAlive !== true) return 2;
  if (container.state === "running") return 3;
  return 4;
}

const textOf = (container: ContainerView): string =>
  [
    container.name,
    container.id,
    container.image,
    container.state,
    container.status,
    container.health,
    container.project,
    container.service,
    ...container.ports,
  ]
    .join(" ")
    .toLowerCase();

/** Containers that hold every word of the filter, by what needs a look, then by name. */
export function filterContainers(
  containers: readonly ContainerView[],
  filter: string,
): readonly ContainerView[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return containers
    .filter((container) => {
      const text = textOf(container);
      return words.every((word) => text.includes(word));
    })
    .toSorted((a, b) => rank(a) - rank(b) || compareNames(a.name, b.name));
}

/** "41 containers: 40 running, 1 exited". */
export function containerLine(containers: readonly ContainerView[]): string {
  const states = new Map<string, number>();
  for (const container of containers) states.set(container.state, (states.get(container.state) ?? 0) + 1);
  const said = [...states].toSorted((a, b) => b[1] - a[1]).map(([state, count]) => `${count} ${state}`);
  const all = `${containers.length} ${containers.length === 1 ? "container" : "containers"}`;
  return said.length === 0 ? all : `${all}: ${said.join(", ")}`;
}

/** Where the selected container stands: the first, until one is chosen and when it is not shown; -1 among none. */
export function selectedAt(containers: readonly ContainerView[], selectedId: string | undefined): number {
  const at = containers.findIndex(({ id }) => id === selectedId);
  return at === -1 ? Math.min(0, containers.length - 1) : at;
}

const COLUMNS = ["Name", "State", "Restarts", "Image", "Project / service", "Ports"] as const;
export type Column = (typeof COLUMNS)[number];

/** Those that say something here: on a host without compose there is no project to name. */
export const columnsOf = (containers: readonly ContainerView[]): readonly Column[] =>
  COLUMNS.filter((column) => {
    if (column === "Restarts") return containers.some(({ restartCount }) => restartCount !== undefined);
    return column !== "Project / service" || containers.some(({ project, service }) => project ?? service);
  });
