import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "storage-driver-invalid",
  title: "Storage driver refused",
  part: "config",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "driver-removed",
      units: ["dockerd"],
      pattern:
        /\[graphdriver\] ERROR: the (\S+) storage-driver has been (?:deprecated and )?removed|\[graphdriver\] prior storage driver (\S+) failed/,
      label: "storage driver",
      severity: "page",
    },
    {
      id: "driver-options",
      units: ["dockerd"],
      pattern:
        /error initializing graphdriver: (?:\w+: )?([Uu]nknown option \S+|[Uu]nable to parse storage-opt[^\n]*|\S+ contains several valid graphdrivers[^\n]*)|contains several valid graphdrivers: ([^;\n]+)/,
      label: "storage option",
      severity: "page",
    },
    {
      id: "driver-refused",
      units: ["dockerd"],
      pattern: /error initializing graphdriver: ([^\n]+)/,
      label: "storage driver",
      severity: "page",
      // A full disk, an unfit file system and a missing kernel module end in the same words.
      isEffect: true,
    },
    {
      // Said of each driver that is tried, also where the next one will do.
      id: "driver-not-there",
      units: ["dockerd"],
      pattern:
        /[Ff]ailed to (?:create|delete|destroy|set|enable|limit|get) (?:the )?btrfs (?:snapshot|subvolume|qgroup|quota)|failed to mount overlay: (?:no such device|operation not permitted)|Failed to built-in GetDriver graph|(?:AUFS|btrfs|zfs) was not found in \/proc\/filesystems|(?:failed to (?:register|extract) layer|ApplyLayer exit status)[^\n]{0,200}?(?:unshare|remount [^\s:]+|(?:[Ee]rror creating )?mount namespace before pivot|pivot_root|mount [^\s:]+)[^\n]{0,80}?: (?:operation not permitted|permission denied)|exec: "fuse-overlayfs": executable file not found/,
      label: "driver refused",
      severity: "page",
      isEffect: true,
      isNormalBeside:
        /completed initialization|API listen on |Docker daemon\b[\s\S]*(?:graphdriver|storage-driver)/,
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
