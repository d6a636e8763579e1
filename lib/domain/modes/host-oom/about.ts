import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "host-oom",
  title: "Host out of memory",
  part: "kernel",
  group: "Host",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: [
    "daemon-down",
    "daemon-crash",
    "containerd-down",
    "shim-dead",
    "exit-137-not-oom",
    "container-restart-loop",
    "daemon-hung",
    "daemon-slow",
  ],
  knownToMs: 0,
  signatures: [
    {
      id: "global-oom",
      units: ["kernel"],
      pattern:
        /\bOut of memory(?: \(\w+\))?: Kill(?:ed)? process (\d+)[, ]+\(([^)]{1,40})\)|oom-kill:constraint=CONSTRAINT_(?:NONE|CPUSET|MEMORY_POLICY)\b|\bglobal_oom\b|Out of memory and no killable process|System is deadlocked on memory/,
      label: "host out of memory",
      severity: "page",
    },
    {
      id: "engine-oom",
      units: ["kernel", "systemd"],
      pattern:
        /[Kk]ill(?:ed)? process (\d+)[, ]+\((dockerd\S{0,20}|docker|docker-\S{1,20}|containerd\S{0,20})\)|(?:docker|containerd)\.service: (?:A process of this unit has been killed by the OOM killer|Failed with result 'oom-kill')|oomd[^\n]{0,40}Killed \S*(?:docker|containerd)\.service/,
      label: "engine killed for memory",
      severity: "page",
    },
    {
      // The child that unpacks a layer: nobody else kills it.
      id: "unpacking-killed",
      units: ["dockerd", "client"],
      pattern: /(?:processing tar file\(|ApplyLayer |[Uu]ntar [^\n]{0,40}?)signal: killed/,
      label: "unpacking killed",
      severity: "ticket",
      isEffect: true,
      isLeast: true,
      isOfPaste: true,
    },
    {
      id: "engine-asks-for-memory",
      units: ["kernel"],
      pattern: /^(?:dockerd\S{0,20}|docker-\S{1,20}|containerd\S{0,20}|docker) invoked oom-killer/,
      label: "no memory",
      severity: "page",
      isEffect: true,
    },
  ],
  proof: {
    how: "All wordings of the kernel's memory killer from 3.10 to 6.x, and of systemd, as a table: a host of the lab cannot be out of memory without its machine being so",
  },
};
