import type { ModeAbout } from "../../mode-about.ts";
import { THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "volume-mount-mismatch",
  title: "Mount wrong or missing",
  part: "volumes",
  group: "Storage",
  severity: "ticket",
  hiddenBy: THROUGH_API,
  explainedBy: ["storage-io-error", "data-root-read-only"],
  knownToMs: 5_000,
  signatures: [
    {
      id: "bind-source-missing",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /bind (?:mount )?source path does not exist:? ?'?([^'\s]*)|bind mounts? source[^\n]{0,80}?(?:no such file|does not exist)|error while creating mount source path '[^']*'/,
      label: "bind source missing",
      severity: "ticket",
    },
    {
      id: "mount-of-wrong-kind",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /Are you trying to mount a directory onto a file|error mounting "(\/[^"]*)" to rootfs[\s\S]{0,300}?(?:not a directory|no such file or directory|is a directory)|\bmounting [\\"']*\/[^"\n]{1,300}?[\\"']+ to rootfs [\s\S]{1,700}?caused:? ?[\\"']*(?:not a directory|no such file or directory|is a directory)|cannot (?:mount|create directory)[^\n]{0,120}?(?:not a directory|is a directory)|[Mm]ount(?:ing)? (?:a )?(?:file|directory) (?:on|over)[^\n]{0,80}?(?:not a directory|is a directory)/,
      label: "file against directory",
      severity: "ticket",
    },
    {
      id: "volume-not-mounted",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /error while mounting volume '?([^':]*)'?:|failed to mount local volume\b|error while creating mount source path|\bMounts denied: |VolumeDriver\.\w+: |error (?:resolving|mounting) volume\b/,
      label: "volume not mounted",
      severity: "ticket",
    },
    {
      id: "volume-spec-invalid",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /invalid (?:(?:bind|volume|tmpfs) mount (?:source|target)|volume specification|mount config for type|mount path|mount target)\b|Duplicate mount point|bad mode specified|\bincludes invalid characters for a local volume name/,
      label: "mount not understood",
      severity: "ticket",
    },
    {
      id: "mount-refused",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /is mounted on \S+ but it is not a shared (?:or slave )?mount|\b(?:l?chown|chmod|mkdir) \S*volumes?\b\S*: (?:operation not permitted|permission denied)|invalid bind mount spec|Error response from daemon: invalid mode: |volume name is too short|external volume "[^"]+" not found|error while mounting volume\b|cannot create subdirectories in "[^"]*": not a directory|\bmount: mounting \S+:\/\S* on \S*docker\S* failed: |\bmount\.(?:nfs4?|cifs)\b[^\n]{0,200}\b\S*docker\S*|error looking up volume plugin \S+: |\bBind mount failed: '\/[^']*' does not exist/,
      label: "mount refused",
      severity: "ticket",
      isOfPaste: true,
    },
    {
      // Cut off before the reason: a path of the host's that the kernel would not put into the container.
      id: "mount-of-host-refused",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /error mounting "\/(?!proc\b|sys\b|dev\b|run\/nvidia|usr\/(?:bin|lib\S*)\/\S*nvidia)[^"\s]+" to rootfs at "|\bmounting [\\"']{1,8}\/(?!proc\b|sys\b|dev\b)[^"\s]{1,300}?[\\"']{1,8} to rootfs /,
      label: "mount refused",
      severity: "ticket",
      isEffect: true,
      isOfPaste: true,
    },
    {
      id: "mount-stale",
      units: ["dockerd", "containerd", "client"],
      pattern: /stale (?:NFS )?file handle/i,
      label: "mount gone",
      severity: "ticket",
      isEffect: true,
      isLeast: true,
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
