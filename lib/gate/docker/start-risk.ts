import type { UnitReading } from "../../domain/facts.ts";

/*
 * docker.socket starts dockerd when anybody connects, and every failed start uses up the unit's start limit.
 * So before a connect the gate asks systemd, and stays away from a socket behind which nobody lives.
 */

export type StartRisk =
  | { readonly kind: "none" }
  | { readonly kind: "would-start"; readonly message: string }
  /** systemd has nothing to say about this socket. */
  | { readonly kind: "unknown" };

// What Debian's and Docker's docker.socket listen on; /var/run is a link to /run.
const ACTIVATED_PATHS: ReadonlySet<string> = new Set(["/run/docker.sock", "/var/run/docker.sock"]);
const ALIVE: ReadonlySet<string> = new Set(["active", "reloading", "refreshing"]);

export const isActivatedPath = (socketPath: string | undefined): boolean =>
  socketPath !== undefined && ACTIVATED_PATHS.has(socketPath);

/** Whether connecting to `socketPath` now would make systemd start dockerd. */
export function startRisk(units: readonly UnitReading[], socketPath: string | undefined): StartRisk {
  if (!isActivatedPath(socketPath)) return { kind: "unknown" };
  const service = units.find((unit) => unit.name === "docker.service");
  const socket = units.find((unit) => unit.name === "docker.socket");
  if (service === undefined) return { kind: "unknown" };
  if (ALIVE.has(service.activeState)) return { kind: "none" };
  if (socket === undefined || socket.loadState === "not-found")
    return service.loadState === "not-found" ? { kind: "unknown" } : { kind: "none" };
  if (socket.activeState !== "active" && socket.activeState !== "activating") return { kind: "none" };
  const result = service.result === "" || service.result === "success" ? "" : `, result ${service.result}`;
  return {
    kind: "would-start",
    message:
      `docker.service is ${service.activeState} (${service.subState}${result}) and docker.socket listens: ` +
      "a connection would start the daemon, so none is made",
  };
}
