import type { ContainerReading } from "../../readings.ts";

/** What a container is an instance of: its compose service, else its name without the trailing number. */
export function serviceOf(container: Pick<ContainerReading, "name" | "project" | "service">): string {
  if (container.project !== undefined && container.service !== undefined)
    return `${container.project}/${container.service}`;
  return container.name.replace(/[-_]\d+$/, "");
}
