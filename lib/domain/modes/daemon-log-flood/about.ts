import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "daemon-log-flood",
  title: "Engine log floods",
  part: "log",
  group: "Logging",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: ["disk-full-data-root", "disk-inodes-exhausted", "log-driver-init-failed", "storage-io-error"],
  knownToMs: 30_000,
  signatures: [
    {
      id: "journal-suppressed",
      units: ["systemd"],
      pattern: /Suppressed (\d+) messages from \S*(docker|containerd)\.service/,
      label: "journald left lines out",
      severity: "ticket",
    },
  ],
  proof: "lab",
};
