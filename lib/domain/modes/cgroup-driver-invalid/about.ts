import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "cgroup-driver-invalid",
  title: "cgroup driver refused",
  part: "config",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "cgroup-driver",
      units: ["dockerd"],
      pattern:
        /native\.cgroupdriver option (\S+) (?:is )?not supported|cgroup-parent for systemd cgroup should be a valid slice/,
      label: "cgroup driver",
      severity: "page",
    },
    {
      id: "cgroup-driver-differs",
      units: ["client", "dockerd", "systemd"],
      pattern:
        /kubelet cgroup driver: \W*(\w+)\W+is different from docker cgroup driver: \W*(\w+)|expected cgroupsPath to be of format "?slice:prefix:name|systemd cgroup flag passed, but systemd support for managing cgroups is not available/,
      label: "cgroup driver",
      severity: "ticket",
    },
    {
      id: "cgroup-driver-advised",
      units: ["client"],
      pattern: /IsDockerSystemdCheck\b/,
      label: "cgroup drivers differ",
      severity: "ticket",
      isEffect: true,
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
