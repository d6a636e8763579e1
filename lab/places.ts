import { mkdirSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { labNames } from "./naming.ts";

/** Where a lab keeps its state, and the names that follow from it. */
export interface Lab {
  readonly stateDir: string;
  readonly names: ReturnType<typeof labNames>;
}

/** The lab of `FOGHORN_LAB_DIR`, else of `.lab` in this checkout. Makes the directory, nothing else. */
export function openLab(
  stateDir = process.env.FOGHORN_LAB_DIR ?? join(dirname(import.meta.dirname), ".lab"),
): Lab {
  mkdirSync(join(stateDir, "hosts"), { recursive: true });
  const real = realpathSync(stateDir);
  return { stateDir: real, names: labNames(real) };
}

/** Outside the clone, so that a fresh clone and CI find the bases again. */
export function cacheDir(env: Readonly<Record<string, string | undefined>> = process.env): string {
  if (env.FOGHORN_LAB_CACHE) return env.FOGHORN_LAB_CACHE;
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, "foghorn-lab");
  return "/var/cache/foghorn-lab";
}

export interface HostPlaces {
  readonly dir: string;
  readonly record: string;
  /** Overlay: what the host changed, and the mount of the whole. */
  readonly upper: string;
  readonly work: string;
  readonly root: string;
  /** The file system of /var/lib/docker: image and mount. */
  readonly dataImage: string;
  readonly data: string;
  /** A second small one, seen in the host as /srv/vol. */
  readonly volumeImage: string;
  readonly volume: string;
  readonly containerd: string;
  readonly journal: string;
  readonly console: string;
}

export function hostPlaces(lab: Lab, host: string): HostPlaces {
  const dir = join(lab.stateDir, "hosts", host);
  return {
    dir,
    record: join(dir, "host.json"),
    upper: join(dir, "upper"),
    work: join(dir, "work"),
    root: join(dir, "root"),
    dataImage: join(dir, "data.img"),
    data: join(dir, "data"),
    volumeImage: join(dir, "vol.img"),
    volume: join(dir, "vol"),
    containerd: join(dir, "containerd"),
    journal: join(dir, "journal"),
    console: join(dir, "console.log"),
  };
}

export const sshConfigPath = (lab: Lab): string => join(lab.stateDir, "ssh_config");
export const sshKeyPath = (lab: Lab): string => join(lab.stateDir, "key");
export const knownHostsPath = (lab: Lab): string => join(lab.stateDir, "known_hosts");

/** The subnet this lab settled on, as a number. */
export const knownSubnetPath = (lab: Lab): string => join(lab.stateDir, "subnet");
/** Held while what all hosts share changes: the switch, the ssh files, who has which address. */
export const labLockPath = (lab: Lab): string => join(lab.stateDir, "lock");
/** Held while one host changes. Beside the host's directory, which comes and goes. */
export const hostLockPath = (lab: Lab, host: string): string => join(lab.stateDir, `${host}.lock`);
