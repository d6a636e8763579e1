import type { ModeAbout } from "../../mode-about.ts";
import { AUTH_WORDS } from "../shared/registry/words.ts";

export const about: ModeAbout = {
  id: "image-pull-auth",
  title: "Registry denies the pull",
  part: "registry",
  group: "Images and registries",
  // A page when something waits for the image, or what is labelled production is made of it.
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 0,
  signatures: [
    {
      id: "pull-auth",
      units: ["dockerd", "containerd", "client"],
      pattern: AUTH_WORDS,
      label: "pull denied",
      severity: "ticket",
    },
    {
      id: "credentials-not-stored",
      units: ["dockerd", "client"],
      pattern:
        /error storing credentials - err|received unexpected HTTP status: 40[13]|Cannot perform an interactive login from a non TTY device/,
      label: "not authorised",
      severity: "ticket",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
