import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "container-stuck-removing",
  title: "Removal stuck",
  part: "disk",
  group: "Containers",
  severity: "ticket",
  hiddenBy: THROUGH_API,
  explainedBy: [
    ...DAEMON_AWAY,
    "containerd-hung",
    "disk-full-data-root",
    "disk-inodes-exhausted",
    "data-root-read-only",
  ],
  explainedAs: {
    "disk-full-data-root": ["no-space"],
    "disk-inodes-exhausted": ["no-space"],
    "data-root-read-only": ["read-only"],
  },
  knownToMs: 5 * SECOND_MS,
  signatures: [
    {
      id: "removal-failed",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /(?:failed to remove root filesystem|Failed to remove container\b|unable to remove filesystem|Error removing mounted layer|Unable to remove filesystem|failed to remove (?:container )?(?:root ?fs|filesystem)|driver "?\w+"? failed to remove)[\s\S]{0,400}?(?:[Dd]evice (?:or resource )?(?:is )?[Bb]usy|Error running (?:DeleteDevice|removeDevice)|operation not permitted|read-only file system|directory not empty|permission denied|no space left on device|input\/output error|stale (?:NFS )?file handle)/,
      label: "removal failed",
      severity: "ticket",
    },
    {
      // containerd, of the mount it makes to read a snapshot.
      id: "temporary-mount-busy",
      units: ["dockerd", "containerd", "client"],
      pattern: /failed to unmount target \S{0,200}(?:containerd-mount|tmpmounts)\S*: device or resource busy/,
      label: "removal failed",
      severity: "ticket",
    },
    {
      id: "marked-for-removal",
      units: ["dockerd", "client"],
      pattern:
        /marked for removal and cannot be (?:started|connected)|removal of container \S+ is already in progress|Removal In Progress|already RemovalInProgress/i,
      label: "removal in progress",
      severity: "ticket",
    },
    {
      id: "container-listed-dead",
      units: ["client"],
      pattern: /\s\sDead\s{2,}|"Status": ?"dead"|\bDead \(\d+\)/,
      label: "container is dead",
      severity: "ticket",
    },
    {
      // The mount of a container that has ended, held by another process: it cannot be removed, nor started again.
      id: "mount-of-ended-busy",
      units: ["dockerd", "client"],
      pattern: /[Ee]rror unmounting container\b[\s\S]{0,400}?[Dd]evice or resource busy/,
      label: "mount is held",
      severity: "ticket",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
