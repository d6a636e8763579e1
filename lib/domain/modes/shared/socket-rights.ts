import type { SocketReading } from "../../facts.ts";

/** What the packaged docker.socket gives its socket to, with 0660. */
const PACKAGED_GROUP = "docker";
/** Its members may do far more than call dockerd: nobody is told to join it. */
const OF_ROOT = "root";

/** podman's is root's alone as packaged. */
const isOfPodman = ({ path }: SocketReading): boolean => path.endsWith("/podman.sock");

/** What is wrong with the socket itself, so that no membership would help; undefined where its group may use it. */
export function wrongRights(socket: SocketReading | undefined): "group" | "mode" | undefined {
  if (socket?.group === OF_ROOT && !isOfPodman(socket)) return "group";
  // As `stat` prints it: who may not both read and write cannot call.
  if (socket?.mode !== undefined && socket.mode.slice(4, 6) !== "rw") return "mode";
  return undefined;
}

/** The one change that lets Foghorn's account open the socket, and everybody else who is meant to. */
export function changeToOpen(socket: SocketReading | undefined): string {
  const path = socket?.path ?? "/run/docker.sock";
  const account =
    socket?.account === undefined ? "Foghorn's account" : `${socket.account}, Foghorn's account,`;
  switch (wrongRights(socket)) {
    case "group":
      return `Give the socket back to group ${PACKAGED_GROUP}, as docker.socket makes it: chgrp ${PACKAGED_GROUP} ${path}. Nobody need join group ${OF_ROOT}.`;
    case "mode":
      return `Let the group of the socket use it again, as docker.socket makes it: chmod 660 ${path}.`;
    case undefined:
      if (socket?.group === OF_ROOT)
        return "Let Foghorn reach this host as root, or give podman.socket a group of its own (SocketGroup=).";
      return `Add ${account} to the group ${socket?.group ?? PACKAGED_GROUP}.`;
  }
}
