import { serviceOf } from "../fold-cold-starts.ts";
import type { HostId } from "../ids.ts";
import type { Incident } from "../incident.ts";
import type { Symptom } from "../symptom.ts";
import type { EpochMs } from "../time.ts";
import { beganAt, endedAt } from "./incidents.ts";

/** From when on and until when a service was wanted on a host. */
export interface Stay {
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
}

/** What is known of the services of a fleet: which were where and when, and of whom each container is. */
export interface KnownServices {
  readonly byHost: ReadonlyMap<HostId, ReadonlyMap<string, Stay>>;
  /** By host, then by the container's name; of those that are there now. */
  readonly containers: ReadonlyMap<HostId, ReadonlyMap<string, string>>;
}

/**
 * The services an incident is about: those whose containers its symptoms name, and all of a host that a symptom of it took
 * down, which is a page that names no container, or that it was opened for by name. The hours alone make nobody its victim,
 * and nobody who had left the host before it began, or came after it was over.
 */
export function affectedServices(
  incident: Pick<Incident, "namedHostIds" | "milestones" | "openedAt">,
  symptoms: readonly Symptom[],
  known: KnownServices,
): readonly string[] {
  const found = new Set<string>();
  const takeHost = (hostId: HostId): void => {
    for (const [service, stay] of known.byHost.get(hostId) ?? [])
      if (stay.toAt >= beganAt(incident) && stay.fromAt <= (endedAt(incident) ?? stay.fromAt))
        found.add(service);
  };
  for (const symptom of symptoms) {
    const names = containersOf(symptom);
    const own = names.flatMap((name) => serviceNamed(name, symptom.hostId, known) ?? []);
    for (const service of own) found.add(service);
    if (names.length === 0 && symptom.severity === "page") takeHost(symptom.hostId);
  }
  const explained = new Set(symptoms.map(({ hostId }) => hostId));
  for (const hostId of incident.namedHostIds ?? []) if (!explained.has(hostId)) takeHost(hostId);
  return [...found].toSorted();
}

function containersOf({ facts, subject, part }: Symptom): readonly string[] {
  const { container, containers } = facts;
  if (container !== undefined) return [container];
  if (containers !== undefined) return containers.split(" ");
  return part === "ctrs" && subject !== "" ? [subject] : [];
}

/** Of a container that is gone its name says it, as compose makes names: "shop-web-1" is one of "shop/web". */
function serviceNamed(
  name: string,
  hostId: HostId,
  { byHost, containers }: KnownServices,
): string | undefined {
  const own = containers.get(hostId)?.get(name);
  if (own !== undefined) return own;
  const base = serviceOf(name);
  return [...(byHost.get(hostId)?.keys() ?? [])].find(
    (service) => service === base || service.replace("/", "-") === base || service.replace("/", "_") === base,
  );
}
