import type { ModeAbout } from "../../mode-about.ts";
import { DAEMON_AWAY } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "cgroup-version-mismatch",
  title: "cgroups do not fit",
  part: "kernel",
  group: "Host",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: DAEMON_AWAY,
  explains: ["container-start-failed"],
  knownToMs: 0,
  signatures: [
    {
      id: "cgroup-hierarchy",
      units: ["dockerd", "containerd", "systemd", "client"],
      // At a start dockerd warns of each controller the kernel lacks, in these words and no more: that is normal life.
      // "cannot found" is how containerd spelt it at first. A user's containerd may not watch for OOM kills on cgroup v1
      // (cgroup.event_control): every container of it starts all the same.
      pattern:
        /cgroup mountpoint does not exist|[Cc]annot set property \w+, or unknown property|(?<!\w)\w{1,20} cgroup not supported on this system|[Dd]evices cgroup isn't mounted|no subsystem for mount|cannot f(?:i|ou)nd cgroup mount destination|(?:could not|unable to|cannot) find "?\w*"? ?(?:in )?(?:cgroup mount|controller)|(?<=[:"'] ?)mountpoint for [\w,]+ not found|unable to (?:apply|set|create|start) (?:the )?(?:unit|cgroup) ?(?:configuration|manager)?[^\n]{0,40}cgroup|unable to apply cgroup configuration|failed to write \S+[^\n]{0,80}(?:cgroup\.procs|cgroup\.subtree_control)|error (?:while )?setting cgroup config|setting cgroup config for procHooks|bpf_prog_(?:query|attach)\(BPF_CGROUP_DEVICE\)|eBPF device filter|device filter program|cannot enter cgroupv2|cgroup ?v2[^\n]{0,80}not (?:supported|available|configured|mounted)|controllers? [`"']?\w+[`"']? (?:is )?not (?:available|enabled|supported)|systemd not running on this host, cannot use systemd cgroups? manager|(?<![\w/])\/sys\/fs\/cgroup(?!\S*cgroup\.event_control: [Pp]ermission denied)[^\s'’]*:? (?:no such file or directory|[Pp]ermission denied|read-only file system|invalid argument|operation not supported|cannot allocate memory|no space left on device|device or resource busy)|[Ff]ailed to (?:create|mount|allocate|attach|initialize)[^\n]{0,60} (?:cgroups?|control groups?)\b/,
      label: "cgroup",
      severity: "ticket",
    },
    {
      // Every kernel has these; a daemon that does not find them reads the other version's mounts.
      id: "cgroup-mounts-missing",
      units: ["dockerd"],
      pattern: /Unable to find (?:cpu|devices?|pids) cgroup in mounts/,
      label: "cgroup",
      severity: "ticket",
      isEffect: true,
      isLeast: true,
      isNormalBeside: /completed initialization|API listen on /,
      isOfPaste: true,
    },
  ],
  proof: {
    how: "Words of runc, containerd and dockerd for both cgroup versions as a table: a lab host has the hierarchy of its machine",
  },
};
