import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";

export const about: ModeAbout = {
  id: "clock-skew",
  title: "The host's clock is wrong",
  part: "kernel",
  group: "Host",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 4 * SECOND_MS,
  signatures: [
    {
      id: "clock-behind",
      units: ["dockerd", "containerd", "client"],
      // A certificate that is not valid yet: nobody issues those, so it is the clock that is behind.
      pattern:
        /x509: certificate (?:has expired or )?is not (?:yet )?valid(?: yet)?: current time \S+ is before|certificate \([^)]*\) not valid before [^\n]{10,60}, and it is currently|certificate is not yet valid|Release file for \S+ is not valid ye/,
      label: "clock behind",
      severity: "ticket",
    },
    {
      id: "clock-refused",
      units: ["dockerd", "containerd", "client"],
      // Services that sign requests with the time; tokens that begin in the future.
      pattern:
        /RequestTimeTooSkewed|Signature (?:expired|not yet current): \d{8}T\d{6}Z is (?:now earlier|still later) than|token (?:used before issued|is not valid yet)|[Cc]lock skew (?:too|is too|detected)|modification time [\d.e+]+ s in the future/,
      label: "clock refused",
      severity: "ticket",
    },
    {
      id: "clock-at-boot",
      units: ["systemd", "client"],
      pattern: /System time before build time, advancing clock|System clock wrong by -?\d+\.\d+ seconds/,
      label: "clock was wrong",
      severity: "ticket",
      isQuiet: true,
    },
  ],
  proof: {
    how: "Readings of two lab hosts with their times moved: hosts of a lab share the machine's clock, which no test may set.",
  },
};
