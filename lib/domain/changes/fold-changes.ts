import type { HostState } from "../host-state.ts";
import { type ContainerId, isContainerId } from "../ids.ts";
import type { ContainerReading, VersionReading } from "../readings.ts";
import type { DockerEvent, Signal } from "../signal.ts";
import { type EpochMs, MINUTE_MS } from "../time.ts";
import { isDigest } from "./change-text.ts";
import { type Boot, changeKey, type Deploy, type HostChange, type KnownService } from "./host-change.ts";

const MAX_CHANGES = 50;
// A CI host names each container anew; only services that come back under their name matter here.
const MAX_SERVICES = 2_000;
// A death longer ago than this has nothing to do with what is changed now.
const DEATH_MATTERS_MS = 15 * MINUTE_MS;

/**
 * What was changed on the host by these signals: services that go on with another image, boots, versions. Found in
 * what is read and heard anyhow. `base` is the state before them, `next` after.
 */
export function foldChanges(base: HostState, next: HostState, signals: readonly Signal[]): HostState {
  const draft = new ChangesDraft(base.changes, base.services);
  let version = base.version.lastGood?.reading;
  let bootId = base.facts.boot.last?.fact.boot.bootId;
  for (const signal of signals) {
    if (signal.kind === "docker-event") foldEvent(draft, next, signal.event, signal.at);
    else if (signal.kind === "containers" && signal.outcome.ok) draft.list(signal.outcome.reading, signal.at);
    else if (signal.kind === "version" && signal.outcome.ok) {
      const after = signal.outcome.reading;
      if (version) for (const each of upgrades(version, after, signal.at, next)) draft.add(each);
      version = after;
    } else if (signal.kind === "fact" && signal.fact.name === "boot") {
      const { boot } = signal.fact;
      if (boot.bootId !== bootId) draft.add(toBoot(boot.bootId, bootId, signal.at - boot.uptimeMs));
      bootId = boot.bootId;
    }
  }
  return draft.finish(next);
}

function toBoot(bootId: string, beforeId: string | undefined, at: EpochMs): Boot {
  return { kind: "boot", at, bootId, ...(beforeId !== undefined && { beforeId }) };
}

function upgrades(
  before: VersionReading,
  after: VersionReading,
  readAt: EpochMs,
  { engineBackAt }: HostState,
): readonly HostChange[] {
  // A new version comes with a start of the engine; the reading of it up to a minute later.
  const at = engineBackAt !== undefined && readAt - engineBackAt <= 2 * MINUTE_MS ? engineBackAt : readAt;
  const parts = [
    ["dockerd", before.engineVersion, after.engineVersion],
    ["containerd", before.containerdVersion, after.containerdVersion],
    ["runc", before.runcVersion, after.runcVersion],
  ] as const;
  return parts.flatMap(([component, was, is]) =>
    was === undefined || is === undefined || was === is
      ? []
      : [{ kind: "upgrade", at, component, before: was, after: is }],
  );
}

function foldEvent(draft: ChangesDraft, next: HostState, event: DockerEvent, at: EpochMs): void {
  if (event.type !== "container" || !isContainerId(event.actorId)) return;
  const { attributes, actorId: id } = event;
  const name = attributes.name ?? id.slice(0, 12);
  if (event.action === "start") {
    const project = attributes["com.docker.compose.project"];
    const service = attributes["com.docker.compose.service"];
    const compose = project !== undefined && service !== undefined ? { project, service } : undefined;
    draft.start(id, name, attributes.image ?? "", compose, at);
  } else if (event.action === "die" || event.action === "died") {
    const death = next.lives.get(id)?.deaths.at(-1);
    if (death?.isPlanned === false) draft.death(id, Math.min(death.at, at));
  }
}

/** What the service is called: the same name is the same service. */
export const serviceKey = (container: string, compose: Deploy["compose"]): string =>
  compose === undefined ? container : `${compose.project}/${compose.service}`;

/** Changes and services of one batch; copied at the first change. */
class ChangesDraft {
  private changes: readonly HostChange[];
  private services: ReadonlyMap<string, KnownService>;
  private copy: Map<string, KnownService> | undefined;
  private readonly before: readonly HostChange[];

  constructor(changes: readonly HostChange[], services: ReadonlyMap<string, KnownService>) {
    this.before = changes;
    this.changes = changes;
    this.services = services;
  }

  add(change: HostChange): void {
    this.changes = withChange(this.changes, change);
  }

  start(
    containerId: ContainerId,
    container: string,
    ref: string,
    compose: Deploy["compose"],
    at: EpochMs,
  ): void {
    const key = serviceKey(container, compose);
    const known = this.services.get(key);
    if (known?.containerId === containerId) return;
    this.set(key, {
      containerId,
      container,
      at,
      image: { ref },
      ...(compose && { compose }),
      ...(known && { previous: toPrevious(known) }),
      ...(known?.diedAt !== undefined && { diedAt: known.diedAt }),
    });
    // Two names are two images: which, the next list tells.
    if (known && isOtherImage(known.image, { ref })) this.settle(key);
  }

  death(id: ContainerId, at: EpochMs): void {
    for (const [key, service] of this.services) {
      if (service.containerId !== id) continue;
      if (service.diedAt === undefined || at - service.diedAt > DEATH_MATTERS_MS)
        this.set(key, { ...service, diedAt: at });
      this.changes = this.changes.map((change) =>
        change.kind === "deploy" && change.containerId === id && change.diedAfterAt === undefined
          ? { ...change, diedAfterAt: at }
          : change,
      );
      return;
    }
  }

  list(containers: readonly ContainerReading[], at: EpochMs): void {
    const listed = new Set(containers.map(({ id }) => id));
    for (const container of containers) {
      const compose =
        container.project !== undefined && container.service !== undefined
          ? { project: container.project, service: container.service }
          : undefined;
      const key = serviceKey(container.name, compose);
      const known = this.services.get(key);
      if (known === undefined || (known.containerId !== container.id && !listed.has(known.containerId)))
        // Its start was missed, or was before anybody listened.
        this.start(container.id, container.name, container.image, compose, Math.min(container.createdAt, at));
      this.learn(key, container);
    }
  }

  /** The image of the container that runs a service, from a list: now it can be told whether it is another. */
  private learn(key: string, { id, image, imageId }: ContainerReading): void {
    const known = this.services.get(key);
    if (known?.containerId !== id) return;
    // A tag that moved on leaves the digest in the list: what it was asked for is what was heard first.
    const ref = isDigest(image) && known.image.ref !== "" ? known.image.ref : image;
    if (known.image.imageId === imageId && known.image.ref === ref && known.previous === undefined) return;
    this.set(key, { ...known, image: { ref, imageId } });
    this.settle(key);
  }

  /** Another image than before is a deploy; the same one is only the same service again. */
  private settle(key: string): void {
    const known = this.services.get(key);
    if (known?.previous === undefined) return;
    const { previous, ...settled } = known;
    if (isOtherImage(previous.image, known.image)) this.add(toDeploy(key, settled, previous));
    if (known.image.imageId !== undefined) this.set(key, settled);
  }

  private set(key: string, service: KnownService): void {
    this.copy ??= new Map(this.services);
    this.copy.delete(key);
    this.copy.set(key, service);
    const [oldest] = this.copy.keys();
    if (this.copy.size > MAX_SERVICES && oldest !== undefined) this.copy.delete(oldest);
    this.services = this.copy;
  }

  finish(next: HostState): HostState {
    if (this.copy === undefined && this.changes === this.before) return next;
    return { ...next, changes: this.changes, services: this.services };
  }
}

const toPrevious = ({ container, image, diedAt }: KnownService): NonNullable<KnownService["previous"]> => ({
  container,
  image,
  ...(diedAt !== undefined && { diedAt }),
});

/** By its digest, or by its name where that was changed; a tag that moved on tells nothing by itself. */
export function isOtherImage(before: KnownService["image"], after: KnownService["image"]): boolean {
  if (before.imageId !== undefined && after.imageId !== undefined && before.imageId !== after.imageId)
    return true;
  return before.ref !== after.ref && !isDigest(before.ref) && !isDigest(after.ref);
}

export function toDeploy(
  service: string,
  now: Omit<KnownService, "previous">,
  previous: NonNullable<KnownService["previous"]>,
): Deploy {
  const diedBeforeAt = previous.diedAt;
  const isRecent = diedBeforeAt !== undefined && now.at - diedBeforeAt <= DEATH_MATTERS_MS;
  const diedAfterAt = now.diedAt !== diedBeforeAt ? now.diedAt : undefined;
  return {
    kind: "deploy",
    at: now.at,
    service,
    container: now.container,
    containerId: now.containerId,
    before: previous.image,
    after: now.image,
    ...(now.compose && { compose: now.compose }),
    ...(isRecent && { diedBeforeAt }),
    ...(diedAfterAt !== undefined && { diedAfterAt }),
  };
}

/** In the order they happened; the same change with more known takes the place of what was known of it. */
export function withChange(changes: readonly HostChange[], change: HostChange): readonly HostChange[] {
  const key = changeKey(change);
  return [...changes.filter((other) => changeKey(other) !== key), change]
    .toSorted((a, b) => a.at - b.at)
    .slice(-MAX_CHANGES);
}
