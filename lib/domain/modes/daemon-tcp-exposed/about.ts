import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "daemon-tcp-exposed",
  title: "Docker API open on TCP",
  part: "tls",
  group: "Security",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 0,
  signatures: [
    {
      id: "tcp-exposed",
      units: ["dockerd", "client"],
      pattern:
        /Binding to IP address without --tlsverify is insecure|Binding to IP address,? even on localhost, without|API is accessible on https?:\/\/\S+ without |binding to a TCP (?:address|port) without (?:--tlsverify|client)/i,
      label: "API open on TCP",
      severity: "page",
      // A warning at each start; what stopped the start stands before it.
      isEffect: true,
    },
  ],
  proof: "lab",
};
