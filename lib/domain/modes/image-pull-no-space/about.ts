import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "image-pull-no-space",
  title: "Pull stopped: no space",
  part: "images",
  group: "Images and registries",
  severity: "page",
  hiddenBy: [],
  explainedBy: ["disk-full-data-root", "disk-inodes-exhausted"],
  knownToMs: 0,
  signatures: [
    {
      id: "pull-no-space",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /(?:failed to register layer|Error processing tar file|GetImageBlob\d*|ApplyLayer|failed to (?:extract|apply|copy|prepare) (?:layer|extraction)|pull and unpack image|images\/(?:create|load) returned error|failed to commit(?: transaction)?|ingest)[\s\S]{0,400}?no space left on device/,
      label: "no space for the image",
      severity: "page",
      // What a full disk leaves behind; the disk itself is said by another line or reading.
      isEffect: true,
    },
  ],
  proof: "lab",
};
