import type { ModeAbout } from "../../mode-about.ts";
import { TLS_WORDS } from "../shared/registry/words.ts";

export const about: ModeAbout = {
  id: "image-pull-tls",
  title: "Registry certificate not accepted",
  part: "tls",
  group: "Images and registries",
  // A page when something waits for the image, or what is labelled production is made of it.
  severity: "ticket",
  hiddenBy: [],
  explainedBy: ["clock-skew"],
  knownToMs: 0,
  signatures: [
    {
      id: "pull-tls",
      units: ["dockerd", "containerd", "client"],
      pattern: TLS_WORDS,
      label: "registry TLS refused",
      severity: "ticket",
    },
    {
      id: "pull-plain",
      units: ["dockerd", "client"],
      pattern: /^(?:[^\n]*: )?http: server gave HTTP response to HTTPS client/,
      label: "plain HTTP",
      severity: "ticket",
      isEffect: true,
      isLeast: true,
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
