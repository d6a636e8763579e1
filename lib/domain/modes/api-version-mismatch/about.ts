import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "api-version-mismatch",
  title: "Client API version refused",
  part: "callers",
  group: "Daemon at run time",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 0,
  signatures: [
    {
      id: "api-version",
      units: ["dockerd", "client"],
      pattern:
        /client version (\S+) is too (?:old|new)|[Cc]lient is newer than server|client and server don't have (?:the )?same version|Maximum supported API version is|Minimum supported API version is/,
      label: "API version refused",
      severity: "ticket",
      isQuiet: true,
    },
    {
      id: "api-version-required",
      units: ["dockerd", "client"],
      pattern:
        /Docker Engine version is less than the minimum required|requires API version [\d.]+, but the Docker daemon API version is|is only supported on a Docker daemon with experimental features|\berrors\.InvalidVersion\b/,
      label: "versions differ",
      severity: "ticket",
      isOfPaste: true,
    },
  ],
  proof: {
    how: "Unit tests on the answers of both engines to a client that is too old and one that is too new, captured in the lab: the daemon tells them to that client alone, so no fault can be seen from outside.",
  },
};
