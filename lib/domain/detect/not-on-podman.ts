import type { PartId } from "../anatomy.ts";
import { ABOUTS } from "../modes/abouts.ts";
import type { ModeId } from "../symptom.ts";

/* podman answers Docker's API out of a service that comes and goes, over conmon and netavark. */

/** Parts of the drawing that podman does not have, in words for the part itself. */
export const NOT_ON_PODMAN: Readonly<Partial<Record<PartId, string>>> = {
  unit: "podman has no docker.service",
  cunit: "podman works without containerd",
  containerd: "podman works without containerd",
  shims: "podman holds its containers by conmon",
  config: "podman reads no daemon.json",
  ipt: "podman keeps other chains",
};

/** Judged by nothing but what the API says, though they stand among what only dockerd can have. */
const BY_API: ReadonlySet<ModeId> = new Set([
  "api-version-mismatch",
  "container-lock-hung",
  "daemon-down",
  "daemon-hung",
  "daemon-slow",
  "docker-sock-permission",
]);
const OF_DOCKERD: ReadonlySet<ModeId> = new Set([
  "containerd-hung",
  "daemon-tcp-exposed",
  "engine-known-cve",
  "layerdb-corruption",
  "live-restore-mismatch",
  "logs-missing",
  "overlay-orphans",
  "overlay2-corruption",
  "pull-deadlock",
  "slow-cold-start",
]);

/**
 * Modes that speak of dockerd, containerd, their units, files, chains or lines. On a host with podman those belong to
 * nobody, or to a Docker beside it: they are not judged there.
 */
export function isOfDockerd(mode: ModeId): boolean {
  if (BY_API.has(mode)) return false;
  const { group, part } = ABOUTS[mode];
  return (
    group === "Daemon does not start" ||
    group === "Daemon at run time" ||
    group === "containerd, shims, runtime" ||
    NOT_ON_PODMAN[part] !== undefined ||
    part === "bridge" ||
    part === "log" ||
    OF_DOCKERD.has(mode)
  );
}
