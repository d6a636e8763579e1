import type { ModeAbout } from "../../mode-about.ts";
import { DNS_WORDS } from "../shared/registry/words.ts";

export const about: ModeAbout = {
  id: "image-pull-dns",
  title: "Registry name does not resolve",
  part: "dns",
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
    "dns-host-resolv-loopback",
    "conntrack-full",
  ],
  knownToMs: 0,
  signatures: [
    {
      id: "pull-dns",
      units: ["dockerd", "containerd", "client"],
      pattern: DNS_WORDS,
      label: "registry name lookup failed",
      severity: "ticket",
    },
  ],
  proof: "lab",
};
