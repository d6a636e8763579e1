import type { ModeAbout } from "../../mode-about.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "container-oom-killed",
  title: "Killed for memory",
  part: "ctrs",
  group: "Containers",
  severity: "ticket",
  hiddenBy: [...THROUGH_API, "containerd-hung"],
  explainedBy: DAEMON_AWAY,
  knownToMs: 0,
  signatures: [
    {
      id: "memory-cgroup-kill",
      units: ["kernel"],
      pattern: /oom-kill:constraint=CONSTRAINT_MEMCG.*\b([0-9a-f]{64})\b/,
      label: "OOM kill",
      severity: "ticket",
    },
    {
      // What older kernels say, what names no container, and what is printed of the memory cgroup around the kill: its
      // use, the calls by which the kernel came there, the container whose process asked. The event tells the container.
      id: "memory-cgroup-kill-words",
      units: ["kernel"],
      pattern:
        /Memory cgroup out of memory: Kill(?:ed)? process|Task in \S+ killed as a result of limit of|oom-kill:constraint=CONSTRAINT_MEMCG|Memory cgroup stats for \/|\b(?:mem_cgroup_out_of_memory|mem_cgroup_oom_synchronize|__mem_cgroup_try_charge)\+|\bcpuset=(?:docker-|cri-containerd-)?[0-9a-f]{64}(?:\.scope)? mems_allowed=/,
      label: "OOM kill",
      severity: "ticket",
      isEffect: true,
    },
    {
      // The kernel looks for whom to kill. Whose limit it was, other lines tell; mostly it is a container's.
      id: "memory-killer-called",
      units: ["kernel"],
      pattern: /^(?!dockerd|docker-|containerd)\S{1,16} invoked oom-killer: gfp_mask=/,
      label: "memory killer called",
      severity: "ticket",
      isEffect: true,
      isLeast: true,
    },
    {
      id: "inspected-oom-killed",
      units: ["client"],
      pattern: /"OOMKilled":\s*true\b/,
      label: "OOM kill",
      severity: "ticket",
    },
    {
      id: "memory-limit-reached",
      units: ["kernel", "dockerd", "containerd"],
      pattern: /\bmemory: usage \d+kB, limit \d+kB, failcnt [1-9]|\btopic="?\/tasks\/oom\b/,
      label: "out of its memory",
      severity: "ticket",
      isQuiet: true,
      isEffect: true,
      isOfPaste: true,
    },
    {
      id: "memory-reaped",
      units: ["kernel"],
      pattern: /^(?:oom_reaper: reaped|Killed) process \d+/,
      label: "memory killer",
      severity: "ticket",
      isEffect: true,
      isLeast: true,
      isOfPaste: true,
    },
    {
      id: "killed-for-memory-told",
      units: ["systemd", "client"],
      pattern:
        /Reason:\s*OOMKilled\b|docker-\S+\.scope: A process of this unit has been killed by the OOM killer|Killed \S*docker-\S+\.scope due to memory/,
      label: "out of its memory",
      severity: "ticket",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
