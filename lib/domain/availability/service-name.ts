import { serviceOf } from "../fold-cold-starts.ts";
import type { ContainerReading, InspectReading } from "../readings.ts";

const KEPT_RUNNING: readonly string[] = ["always", "unless-stopped", "on-failure"];

/** Docker brings it back whatever ended it but a person. */
export const isAlwaysRestarted = (inspect: Pick<InspectReading, "restartPolicy"> | undefined): boolean =>
  inspect?.restartPolicy === "always" || inspect?.restartPolicy === "unless-stopped";

/**
 * What a container is an instance of: "project/service" by its compose labels, else what its label `foghorn.service` says, else
 * its name without a replica's number, if Docker is told to keep it running. Undefined for everything else: a job has no
 * availability, and neither has what `docker compose run` started.
 */
export function serviceName(
  container: Pick<ContainerReading, "name" | "project" | "service" | "isOneOff" | "serviceLabel">,
  inspect: Pick<InspectReading, "restartPolicy"> | undefined,
): string | undefined {
  const { project, service, isOneOff, serviceLabel, name } = container;
  if (isOneOff) return undefined;
  if (project !== undefined && service !== undefined) return `${project}/${service}`;
  if (serviceLabel !== undefined && serviceLabel !== "") return serviceLabel;
  return KEPT_RUNNING.includes(inspect?.restartPolicy ?? "") ? serviceOf(name) : undefined;
}
