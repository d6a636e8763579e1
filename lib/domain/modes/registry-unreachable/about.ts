import type { ModeAbout } from "../../mode-about.ts";
import { UNREACHABLE_WORDS } from "../shared/registry/words.ts";

export const about: ModeAbout = {
  id: "registry-unreachable",
  title: "Registry unreachable",
  part: "registry",
  group: "Images and registries",
  // A page when something waits for the image, or what is labelled production is made of it.
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [
    "iptables-nat-wiped",
    "iptables-filter-wiped",
    "forward-policy-drop",
    "ip-forward-disabled",
    "docker0-missing",
    "conntrack-full",
  ],
  knownToMs: 0,
  signatures: [
    {
      id: "pull-unreachable",
      units: ["dockerd", "containerd", "client"],
      pattern: UNREACHABLE_WORDS,
      label: "registry unreachable",
      severity: "ticket",
    },
    {
      // The whole answer to a pull or a push that was broken off: what streams from a registry ends without a word.
      id: "pull-broken-off",
      units: ["client"],
      pattern: /^(?:docker: |ERROR: )?Error response from daemon: unexpected EOF\W*$/m,
      label: "broken off",
      severity: "ticket",
      isEffect: true,
      isLeast: true,
      isOfPaste: true,
    },
    {
      id: "pull-timed-out",
      units: ["dockerd", "client"],
      pattern:
        /^(?:docker: |ERROR: )?(?:Error response from daemon: )?net\/http: (?:TLS handshake timeout|request canceled while waiting for connection)|\b(?:Pushing|Downloading|Waiting|Verifying Checksum)\b[^\n]*\bEOF$|Network timed out while trying to connect to https?:/,
      label: "registry unreachable",
      severity: "ticket",
      isEffect: true,
      isLeast: true,
      isOfPaste: true,
    },
    {
      // Before the reason, which is in the lines below it.
      id: "registry-does-not-answer",
      units: ["dockerd", "client"],
      pattern: /unable to ping registry endpoint/,
      label: "registry unreachable",
      severity: "ticket",
      isEffect: true,
    },
  ],
  proof: "lab",
};
