import type { ModeAbout } from "../../mode-about.ts";
import { DAEMON_AWAY } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "kernel-incompatible",
  title: "Kernel lacks what Docker needs",
  part: "kernel",
  group: "Host",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: DAEMON_AWAY,
  explains: ["container-start-failed"],
  knownToMs: 0,
  signatures: [
    {
      id: "kernel-lacks",
      units: ["dockerd", "containerd", "kernel", "systemd", "client"],
      pattern:
        /FATAL: kernel too old|'overlay2?' not found as a supported filesystem|[Yy]our (?:Linux )?kernel version \S+ (?:is not supported|can be unstable)|kernel (?:version )?(?:is )?too old|requires (?:at least )?(?:a )?(?:Linux )?kernel (?:version )?\d|(?:missing|is your|that the|ensure that|load) (?:the )?(?:\w+ )?kernel modules?\??(?: is)?(?: loaded| missing| built)?|(?:bridge|br_netfilter|overlay|ip_tables|nf_nat|ip_vs|xt_\w+|veth|vxlan) (?:kernel )?module (?:is )?(?:not (?:loaded|found|available)|missing)|Couldn't load (?:match|target) [`'"]|can't initialize ip6?tables table|Perhaps ip6?tables or your kernel needs to be upgraded|Failed to initialize nft|(?:RULE_(?:APPEND|INSERT)|CHAIN_ADD|TABLE_ADD) failed \((?:No such file|Operation not supported|Invalid argument|Protocol not supported)|Could not fetch rule set generation id: (?:Invalid|Operation not|Protocol)|(?:bridge|veth\w*|interface|vxlan|ipvlan|macvlan|dummy)[^\n]{0,120}(?:: operation not supported|unknown device type|not supported by (?:the |this |your )?kernel)|cannot restrict inter-container communication|bridge-nf-call-ip6?tables: no such file|[Ss]eccomp[^\n]{0,60}(?:not (?:enabled|supported|available)|is not compiled)[^\n]{0,40}kernel|user namespaces?[^\n]{0,40}(?:not (?:supported|enabled|available))|time namespaces aren't (?:supported|configured)/,
      label: "kernel feature missing",
      severity: "ticket",
    },
    {
      id: "module-not-there",
      units: ["dockerd", "client", "kernel"],
      pattern:
        /[^\n]modprobe: FATAL: Module (?!aufs|btrfs|zfs|overlay)\S+ not found|\bYour Linux kernel vers?i?o?n?$/m,
      label: "kernel lacks a module",
      severity: "ticket",
      isEffect: true,
      isNormalBeside: /completed initialization|API listen on /,
      isOfPaste: true,
    },
    {
      // The kernel's bare answer, handed on without a word of what was asked of it.
      id: "kernel-answers-not-supported",
      units: ["dockerd", "client"],
      pattern:
        /(?:Error response from daemon|containers\/create returned error): (?:operation not supported|function not implemented)\b/,
      label: "kernel feature missing",
      severity: "ticket",
      isEffect: true,
      isLeast: true,
      isOfPaste: true,
    },
  ],
  proof: {
    how: "Words of dockerd, iptables, modprobe and runc as a table: a lab host has the kernel of its machine",
  },
};
