import { runningFlags } from "../../daemon-config/start-arguments.ts";
import type { SocketReading } from "../../facts.ts";
import type { HostState } from "../../host-state.ts";

/** What the packaged docker.socket gives its socket to, with 0660, and dockerd one that it makes itself. */
const PACKAGED_GROUP = "docker";
/** Its members may do far more than call dockerd: nobody is told to join it. */
const OF_ROOT = "root";
const ACTIVATED = /^\/(?:var\/)?run\/docker\.sock$/;

/** podman's is root's alone as packaged. */
const isOfPodman = ({ path }: SocketReading): boolean => path.endsWith("/podman.sock");

/** Who may use the socket by the configuration of this host. */
export interface MeantRights {
  readonly group: string;
  /** Four digits; absent where whoever makes the socket always gives it 0660. */
  readonly mode?: string;
  readonly by: "docker.socket" | "dockerd";
}

/** What systemd knows of docker.socket; where that is not in use, what dockerd was told. Undefined: not known. */
export function meantRights({ facts }: Pick<HostState, "facts">): MeantRights | undefined {
  const path = facts.socket.last?.fact.socket.path;
  const units = facts.units.last?.fact.units;
  if (path === undefined || units === undefined || !ACTIVATED.test(path)) return undefined;
  const { activeState, socketGroup, socketMode } = units.find(({ name }) => name === "docker.socket") ?? {};
  if (activeState === "active") {
    if (socketGroup === undefined) return undefined;
    // Without SocketGroup= it stays with the group of systemd itself.
    return { group: socketGroup || OF_ROOT, by: "docker.socket", ...(socketMode && { mode: socketMode }) };
  }
  const files = facts["unit-files"].last?.fact.files;
  const told = files && runningFlags(files);
  const group = told?.findLast(({ name }) => name === "group")?.value;
  return group === undefined ? undefined : { group: group || OF_ROOT, by: "dockerd" };
}

/** Group's digit of "0660": it may both read and write. */
const letsGroupIn = (mode: string): boolean => (Number(mode.at(-2)) & 6) === 6;

/**
 * What is wrong with the socket itself, so that no membership would help; undefined where its group may use it, and
 * where somebody configured that it may not.
 */
export function wrongRights(
  socket: SocketReading | undefined,
  meant: MeantRights | undefined,
): "group" | "mode" | undefined {
  if (socket?.group === OF_ROOT && meant?.group !== OF_ROOT && !isOfPodman(socket)) return "group";
  // As `stat` prints it: who may not both read and write cannot call.
  const isShut = socket?.mode !== undefined && socket.mode.slice(4, 6) !== "rw";
  return isShut && letsGroupIn(meant?.mode ?? "0660") ? "mode" : undefined;
}

/** Where nothing was read of it, as it is packaged. */
export const orAsPackaged = (meant: MeantRights | undefined): MeantRights =>
  meant ?? { group: PACKAGED_GROUP, by: "docker.socket" };

/** The one change that lets Foghorn's account open the socket, and everybody else who is meant to. */
export function changeToOpen(socket: SocketReading | undefined, meant: MeantRights | undefined): string {
  const path = socket?.path ?? "/run/docker.sock";
  const account =
    socket?.account === undefined ? "Foghorn's account" : `${socket.account}, Foghorn's account,`;
  const { group, by } = orAsPackaged(meant);
  switch (wrongRights(socket, meant)) {
    case "group":
      return `Give the socket back to group ${group}, as ${by} makes it: chgrp ${group} ${path}. Nobody need join group ${OF_ROOT}.`;
    case "mode":
      return `Let the group of the socket use it again, as ${by} makes it: chmod 660 ${path}.`;
    case undefined:
      if (socket?.group === OF_ROOT)
        return `Let Foghorn reach this host as root, or give ${isOfPodman(socket) ? "podman.socket" : "docker.socket"} a group of its own (SocketGroup=).`;
      if (socket?.mode !== undefined && socket.mode.slice(4, 6) !== "rw")
        return "Let Foghorn reach this host as root, or let the group in (SocketMode=0660 of docker.socket).";
      return `Add ${account} to the group ${socket?.group ?? group}.`;
  }
}
