import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "data-root-unsupported-fs",
  title: "Data-root on an unfit file system",
  part: "disk",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "overlay-unfit",
      units: ["dockerd"],
      pattern:
        /failed to mount overlay: invalid argument|'?overlay2?'? is not supported over (\w+)|backing (?:file ?system|filesystem) is unsupported for this graph driver|the backing (\w+) filesystem is formatted without d_type support|(?:Storage Option \S+ only supported for backingFS \w+)/,
      label: "unfit file system",
      severity: "page",
      severityWhileRunning: "page",
    },
    {
      id: "overlay-unfit-kernel",
      units: ["kernel"],
      pattern:
        /overlayfs: (?:filesystem on '[^']*' not supported as upperdir|upper fs (?:does not support (?:RENAME_WHITEOUT|xattr|tmpfile)|needs to support d_type|missing required features))/,
      label: "unfit file system",
      severity: "ticket",
    },
    {
      // The file system keeps no extended attributes: file capabilities, overlay's own marks.
      id: "layer-without-xattrs",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /\bl?setxattr "?(?:security\.capability|user\.|trusted\.)[^\n]{0,300}?(?:operation )?not supported/,
      label: "unfit file system",
      severity: "ticket",
      isOfPaste: true,
    },
    {
      id: "overlay-too-deep",
      units: ["kernel"],
      pattern: /overlayfs: maximum fs stacking depth exceeded/,
      label: "overlay refused",
      severity: "ticket",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
