import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "data-root-read-only",
  title: "Data-root is read-only",
  part: "disk",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "root-read-only",
      units: ["dockerd"],
      pattern:
        /^(?:chmod|mkdir|open|mknod|chown|lchown|rename|remove) \/\S+: read-only file system|(?:failed to start daemon|Error starting daemon|unable to get the TempDir under \S+)[\s\S]{0,200}?(?<=[\s"'(])(\/(?!proc\/|sys\/)\S+): read-only file system/,
      label: "read-only",
      severity: "page",
    },
    {
      // What a running daemon answers. Only in its own directories: a container may have a read-only root on purpose.
      id: "root-refuses",
      units: ["dockerd", "client"],
      pattern:
        /\b(?:chmod|mkdir|open|mknod|l?chown|rename|remove|write|unlinkat|symlink|truncate|error creating \w+ mount to) (\/(?:[^\s:"]*\/)?docker\/[^\s:"]+): read-only file system/,
      label: "read-only",
      severity: "ticket",
    },
    {
      id: "root-remounted",
      units: ["kernel"],
      pattern:
        /(?:EXT[234]-fs|XFS|BTRFS|F2FS-fs)[\s\S]{0,80}(?:[Rr]emounting filesystem read-only|forced readonly|[Ss]hutting down filesystem)/,
      label: "remounted read-only",
      severity: "ticket",
    },
    {
      // A layer that cannot be unpacked: its own paths are named, not those of the disk.
      id: "layer-refused-read-only",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /(?:failed to (?:register|extract) layer|ApplyLayer exit status|Untar (?:re-exec error|error on re-exec)|Error pulling image \(|Error processing tar file\()[^\n]{0,400}?read-only file system|\b(?:mkdir|open|write|rename|remove|unlinkat) \/\S*\/containerd\/[^\s:"]+: read-only file system/,
      label: "read-only",
      severity: "ticket",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
