import type { Mode } from "../../mode.ts";
import type { MountReading } from "../../readings.ts";
import { riskMode } from "../shared/risk-mode.ts";
import { clipped } from "../shared/text.ts";

/** /var/run is /run on every host that Docker supports. */
const resolved = (path: string): string =>
  (path.replace(/\/+$/, "") || "/").replace(/^\/var\/run(?=\/|$)/, "/run");

const isWithin = (path: string, folder: string): boolean =>
  folder === "/" || path === folder || path.startsWith(`${folder}/`);

/** Whoever can connect here is root on the host; a read-only mount keeps nobody from connecting. */
const SOCKETS = [
  "/run/docker.sock",
  "/run/containerd/containerd.sock",
  "/run/podman/podman.sock",
  "/run/crio/crio.sock",
];
/** The host itself: what it is made of, who may sign in, what it runs next. */
const SYSTEM = [
  "/etc",
  "/root",
  "/home",
  "/boot",
  "/usr",
  "/dev",
  "/sys",
  "/proc",
  "/var/lib/docker",
  "/var/lib/containerd",
  "/var/lib/kubelet",
];
/** Below a system folder, and what monitoring and time need of every host. */
const HARMLESS = [
  "/etc/localtime",
  "/etc/timezone",
  "/etc/hosts",
  "/etc/hostname",
  "/etc/resolv.conf",
  "/etc/machine-id",
  "/etc/os-release",
  "/etc/ssl/certs",
  "/etc/pki/ca-trust",
  "/etc/letsencrypt",
  "/usr/share/zoneinfo",
  "/usr/share/ca-certificates",
  "/usr/share/fonts",
  "/dev/shm",
  "/dev/dri",
  "/dev/net/tun",
  "/dev/log",
];

/** Why a mount is one of the host itself; undefined where it is not. */
export function dangerOf({ kind, source, isWritable }: MountReading): string | undefined {
  if (kind !== "bind" || !source.startsWith("/")) return undefined;
  const path = resolved(source);
  const socket = SOCKETS.find((each) => isWithin(each, path));
  if (socket !== undefined) return `${source} (the engine's socket${path === socket ? "" : " is in it"})`;
  if (HARMLESS.some((each) => isWithin(path, each))) return undefined;
  // The folder itself or one that holds it; of /home and /usr a part is a project, not the host.
  const folder = SYSTEM.find(
    (each) =>
      isWithin(each, path) ||
      (/^\/(?:etc|root|boot|dev|sys|proc|var)/.test(each) && isWithin(path, each) && isWritable),
  );
  return folder === undefined ? undefined : `${source}${isWritable ? "" : " (read-only)"}`;
}

/** A container holds the engine's socket, or folders the host itself lives on. */
export const dangerousMount: Mode = riskMode({
  id: "dangerous-mount",
  title: "Mount of the host itself",
  part: "ctrs",
  riskOf: ({ name, mounts }) => {
    if (mounts === undefined) return undefined;
    const dangers = mounts.flatMap((mount) => {
      const danger = dangerOf(mount);
      return danger === undefined ? [] : [{ mount, danger }];
    });
    if (dangers.length === 0) return "none";
    const words = dangers.map(({ danger }) => danger).sort();
    return {
      summary: `${name} mounts the host itself: ${clipped(words.join(", "), 200)}.`,
      text: dangers
        .map(({ mount }) => `${mount.source} -> ${mount.destination} ${mount.isWritable ? "rw" : "ro"}`)
        .join("\n"),
      reading: clipped(words.join(", "), 60),
      facts: { mounts: clipped(words.join(", "), 200) },
    };
  },
});
