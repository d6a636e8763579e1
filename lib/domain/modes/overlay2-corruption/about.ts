import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "overlay2-corruption",
  title: "Layers damaged",
  part: "images",
  group: "Storage",
  severity: "page",
  hiddenBy: [],
  explainedBy: ["disk-full-data-root", "disk-inodes-exhausted", "storage-io-error", "data-root-read-only"],
  knownToMs: 0,
  signatures: [
    {
      id: "overlay-mount-refused",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /error creating (?:overlay|aufs|zfs|btrfs) mount to (?:([^:\n]{1,300}?): (?!no space left|read-only file system|permission denied|operation not permitted|cannot allocate)|\/\S*$)/,
      label: "layer cannot be mounted",
      severity: "page",
    },
    {
      id: "layer-file-missing",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /(?:open|stat|lstat|readlink|symlink|mkdir|rename|chown|evalsymlinks)\b[^\n]{0,200}?(\/\S*\/overlay2?\/\S+?):? [^\n]{0,80}?(?:no such file or directory|invalid argument|not a directory|is a directory|file exists|too many levels of symbolic links|structure needs cleaning|stale (?:NFS )?file handle)/,
      label: "layer file missing",
      severity: "page",
    },
    {
      id: "layer-not-registered",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /failed to register layer: (?![^\n]*?(?:chown|cannot be mapped|xattr|fork\/exec))[^\n]*?(?:file exists|directory not empty|no such file or directory|invalid argument|not a directory)/,
      label: "layer cannot be registered",
      severity: "page",
    },
    {
      id: "snapshot-missing",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /(?:failed to stat parent|failed to mount (?:rootfs component|\/\S*containerd-mount\S*)|stat|open|lstat)\b[^\n]{0,160}?(\/\S*snapshotter\.v1\.\w+\/snapshots\/\d+\S*)[^\n]{0,80}?(?:no such file or directory|invalid argument|not a directory|structure needs cleaning)/,
      label: "snapshot missing",
      severity: "page",
    },
    {
      id: "overlayfs-says",
      units: ["kernel"],
      pattern:
        /overlayfs: (?:failed to (?:resolve|get (?:inode|metacopy|xattr)|decode|verify|look ?up|create directory)|invalid (?:origin|redirect|metacopy)|lower(?:dir)?\b[^\n]*(?:not a directory|does not exist)|unrecognized|bad (?:file handle|index))/,
      label: "overlayfs error",
      severity: "ticket",
    },
    {
      id: "layer-broken",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /failed to register layer: [^\n]*?(?:missing parent|invalid tar header|unexpected EOF|too many levels of symbolic links|too many links)|\b(?:open|mkdir|chmod|l?chown|rename|symlink) \/\S*\/docker\/(?:overlay2?|aufs)\/\S+: (?:operation not permitted|permission denied)|parent snapshot \S+ does not exist|missing parent \S+ bucket/,
      label: "layer broken",
      severity: "page",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
