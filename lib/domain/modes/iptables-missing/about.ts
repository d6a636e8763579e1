import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "iptables-missing",
  title: "iptables cannot be used",
  part: "ipt",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "iptables-gone",
      units: ["dockerd"],
      pattern:
        /[Ii]p6?tables not found|failed to find ip6?tables|exec: "ip6?tables": executable file not found/,
      label: "no iptables",
      severity: "page",
      severityWhileRunning: "page",
    },
    {
      id: "iptables-broken",
      units: ["dockerd"],
      pattern:
        /(?:[Ee]rror initializing network controller|failed to (?:create|register)|error obtaining controller instance)[\s\S]{0,400}?(?:do you need to insmod|iptables who\?|Failed to initialize nft|Could not fetch rule set generation id|can't initialize ip6?tables table|(?:Protocol|Operation) not supported|ip6?tables[^\n]{0,40}: not found)/,
      label: "iptables refused",
      severity: "page",
    },
    {
      id: "iptables-failed",
      units: ["dockerd", "client"],
      pattern:
        /iptables failed: (?:ip6?tables )?(?![\s\S]*(?:No chain\/target\/match|Chain '?[\w-]+'? does not exist))/,
      label: "iptables refused",
      severity: "page",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
