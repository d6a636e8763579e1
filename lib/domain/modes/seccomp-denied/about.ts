import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "seccomp-denied",
  title: "System call denied by seccomp",
  part: "kernel",
  group: "Security",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 0,
  signatures: [
    {
      id: "seccomp-audit",
      units: ["kernel"],
      pattern:
        /\btype=1326 (?![\s\S]{0,300}comm="(?:chrom|firefox))[\s\S]{0,300}(?:subj=\S*(?:docker|container|crio|cri-)|sig=0 arch=\w+ syscall=(\d+))|\bSECCOMP auid=/,
      label: "system call denied",
      severity: "ticket",
    },
    {
      id: "seccomp-profile",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /(?:unable to init seccomp|error (?:adding|loading|installing) seccomp|seccomp (?:profile|rule)[^\n]{0,120}(?:fail|error|invalid|no such file)|[Dd]ecoding seccomp profile failed|opening seccomp profile|seccomp is not enabled in your kernel|seccomp(?: profiles are)? not (?:enabled|supported) (?:in|on) this (?:build|daemon)|seccomp: config provided but seccomp not supported|libseccomp[^\n]{0,80}(?:required|too old))/,
      label: "seccomp profile refused",
      severity: "ticket",
    },
    {
      id: "seccomp-killed",
      units: ["kernel"],
      pattern: /\btype=1326 [\s\S]{0,300}\bsig=31 arch=/,
      label: "syscall refused",
      severity: "ticket",
      isOfPaste: true,
    },
  ],
  proof: {
    how: "Unit tests on audit lines and start errors as the kernel and runc of both engines write them: hosts of the lab share the kernel of the machine, and its audit is off.",
  },
};
