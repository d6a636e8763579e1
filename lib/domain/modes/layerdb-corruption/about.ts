import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "layerdb-corruption",
  title: "Layer store damaged",
  part: "images",
  group: "Storage",
  severity: "page",
  hiddenBy: [],
  explainedBy: ["disk-full-data-root", "disk-inodes-exhausted", "storage-io-error"],
  knownToMs: 0,
  signatures: [
    {
      id: "layer-does-not-exist",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /\blayer does not exist\b|\bfailed to get layer sha256:|\bcontent digest sha256:\S+: not found|\bunknown (?:layer|parent layer)\b|layer not (?:known|found) in (?:the )?(?:layer )?store/,
      label: "layer does not exist",
      severity: "page",
    },
    {
      id: "image-not-restored",
      units: ["dockerd"],
      pattern:
        /not restoring image(?! with unsupported)|[Cc]ould not restore image |invalid image [^\n]{0,160}?(?:no such file|unexpected end of JSON|invalid character|EOF|checksum)|(?:[Ff]ailed to load|unable to (?:load|restore)) image\b[^\n]{0,200}?(?:no such file|JSON|EOF|layer)/,
      label: "image not restored",
      severity: "page",
    },
    {
      id: "container-mount-lost",
      units: ["dockerd"],
      pattern: /failed to load container mount|\bmount does not exist\b/i,
      label: "container lost its layers",
      severity: "page",
    },
    {
      id: "layerdb-file-missing",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /\/(?:layerdb|imagedb)\/\S+?:? [^\n]{0,60}?(?:no such file or directory|unexpected end of JSON|invalid character|is a directory|not a directory|structure needs cleaning)/,
      label: "layer store file missing",
      severity: "page",
    },
    {
      id: "container-state-lost",
      units: ["dockerd"],
      pattern:
        /[Ff]ailed to load container\b(?!s)[\s\S]{0,200}(?:no such file or directory|invalid character|unexpected end of JSON|\bEOF\b)/,
      label: "container state lost",
      severity: "page",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
