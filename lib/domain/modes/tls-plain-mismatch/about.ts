import type { ModeAbout } from "../../mode-about.ts";
import { TLS_PLAIN } from "../shared/tls-words.ts";

export const about: ModeAbout = {
  id: "tls-plain-mismatch",
  title: "Plain HTTP spoken to a TLS port",
  part: "tls",
  group: "Security",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 0,
  signatures: [
    {
      id: "tls-plain",
      units: ["dockerd", "containerd", "client"],
      pattern: TLS_PLAIN,
      label: "plain HTTP on a TLS port",
      severity: "ticket",
    },
  ],
  proof: {
    how: "Unit tests on what dockerd 26.1.5 of a lab host wrote when plain HTTP came to its TLS port; 20.10 tells the client alone.",
  },
};
