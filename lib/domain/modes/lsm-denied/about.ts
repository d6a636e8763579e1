import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "lsm-denied",
  title: "Denied by AppArmor or SELinux",
  part: "kernel",
  group: "Security",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 0,
  signatures: [
    {
      id: "apparmor-denied",
      units: ["kernel"],
      pattern:
        /apparmor="?DENIED"?[\s\S]{0,300}profile="?(docker-[\w.-]+|cri-containerd[\w.-]*|[\w./-]*(?:docker|container|podman)[\w./-]*|docker-default)/,
      label: "AppArmor denial",
      severity: "ticket",
    },
    {
      id: "selinux-denied",
      units: ["kernel"],
      pattern:
        /avc:\s+denied\s+\{[^}]*\}[\s\S]{0,400}[st]context=\S*:(container(?:_\w+)?_t|svirt_(?:lxc_net|sandbox_file)_t|docker(?:_\w+)?_t|spc_t)\b/,
      label: "SELinux denial",
      severity: "ticket",
    },
    {
      id: "apparmor-profile",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /(?:apply|set) apparmor profile|apparmor failed to apply profile|[Aa]pp[Aa]rmor enabled on system but the \S+ profile could not be loaded|apparmor_parser[\s\S]{0,200}(?:not found|failed|exit status)|write \S*\/attr\/(?:(?:apparmor\/)?exec|keycreate|fscreate|sockcreate): (?:no such file|permission denied|operation not permitted)|(?:setxattr|relabel|lsetxattr|SELinux relabeling of)(?! "?(?:security\.capability|user\.|trusted\.))[^\n]{0,200}(?:not supported|not allowed|permission denied|operation not permitted)/,
      label: "security profile not applied",
      severity: "ticket",
    },
    {
      id: "lsm-denied-otherwise",
      units: ["kernel", "dockerd", "containerd", "client", "systemd"],
      pattern:
        /SELinux is preventing |\bwrite (?:to )?\S*\/attr\/(?:apparmor\/)?exec\S?: [Pp]ermission denied/,
      label: "denied",
      severity: "ticket",
      isEffect: true,
      isOfPaste: true,
    },
  ],
  proof: {
    how: "Unit tests on denials as AppArmor and SELinux write them and on the start errors of both engines; the hosts of the lab have neither.",
  },
};
