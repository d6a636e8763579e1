import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";

export const about: ModeAbout = {
  id: "task-d-state",
  title: "Process waits in the kernel",
  part: "kernel",
  group: "Host",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: ["disk-full-data-root"],
  explains: [
    "daemon-hung",
    "containerd-hung",
    "shim-hung",
    "container-lock-hung",
    "container-stuck-removing",
    "container-unhealthy",
    "daemon-slow",
  ],
  knownToMs: 4 * SECOND_MS,
  signatures: [
    {
      id: "hung-task",
      units: ["kernel"],
      pattern:
        /task ([^\n]{1,40}?):(\d+) (?:is )?blocked (?:in I\/O wait )?for more than (\d+) seconds|hung_task: blocked tasks|echo 0 > \/proc\/sys\/kernel\/hung_task_timeout_secs/,
      label: "blocked task",
      severity: "ticket",
    },
    {
      id: "processor-stuck",
      units: ["kernel"],
      pattern: /soft lockup - CPU#\d+ stuck|\brcu\w*:? [^\n]{0,60}detected (?:expedited )?stalls?\b/,
      label: "processor stuck",
      severity: "ticket",
      isOfPaste: true,
    },
  ],
  proof: {
    how: "Readings of processes in state D played into the detector, and the kernel's words as a table: a lab host may mount no file system that could be frozen",
  },
};
