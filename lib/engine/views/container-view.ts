import type { HostState } from "../../domain/host-state.ts";
import { runningByShims } from "../../domain/modes/shared/running.ts";
import type { ContainerReading } from "../../domain/readings.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { ContainerView } from "../../protocol/views.ts";

/**
 * Containers of one host. While the daemon answers, its list; while it does not, the last list, each
 * confirmed by its shim or not, and shims that no list ever named.
 */
export function containerViews(state: HostState, now: EpochMs): readonly ContainerView[] {
  const isLastKnown = state.containers.tries.at(-1)?.ok !== true || state.ping.tries.at(-1)?.ok !== true;
  const list = state.containers.lastGood?.reading ?? [];
  const shims = runningByShims(state, now);
  const alive = shims && new Set(shims.map((shim) => shim.id));
  const listed = list.map((container) => ({
    ...toView(container, isLastKnown, alive?.has(container.id)),
    ...restartsOf(state, container.id),
  }));
  if (!isLastKnown || shims === undefined) return listed;
  const known = new Set(list.map((container) => container.id));
  const unlisted = shims
    .filter((shim) => !known.has(shim.id))
    .map(
      (shim): ContainerView => ({
        id: shim.id,
        name: shim.name,
        image: state.names.get(shim.id)?.image ?? "",
        state: "running",
        status: "runs, by its shim",
        ports: [],
        isLastKnown: true,
        isShimAlive: true,
      }),
    );
  return [...listed, ...unlisted];
}

/** As its last inspect said. */
function restartsOf(
  { inspects }: HostState,
  id: ContainerReading["id"],
): Pick<ContainerView, "restartCount"> {
  const restartCount = inspects.get(id)?.lastGood?.reading.restartCount;
  return restartCount === undefined ? {} : { restartCount };
}

function toView(
  container: ContainerReading,
  isLastKnown: boolean,
  isShimAlive: boolean | undefined,
): ContainerView {
  const { id, name, image, health, project, service } = container;
  const isGone = isLastKnown && isShimAlive === false && container.state === "running";
  // No shim holds it: whatever the last list said, it does not run.
  const state = isGone ? "not running" : container.state;
  const status = isLastKnown
    ? `${isGone ? "no shim" : "last known"}; listed as ${container.status}`
    : container.status;
  return {
    id,
    name,
    image,
    state,
    status,
    isLastKnown,
    ports: container.ports.map(
      (port) => `${port.ip ?? ""}:${port.hostPort}→${port.containerPort}/${port.protocol}`,
    ),
    ...(health !== undefined && !isLastKnown && { health }),
    ...(project !== undefined && { project }),
    ...(service !== undefined && { service }),
    ...(isShimAlive !== undefined && { isShimAlive }),
  };
}
