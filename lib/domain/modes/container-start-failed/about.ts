import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "container-start-failed",
  title: "Container did not start",
  part: "ctrs",
  group: "Containers",
  severity: "ticket",
  hiddenBy: THROUGH_API,
  explainedBy: [
    ...DAEMON_AWAY,
    "containerd-hung",
    "disk-full-data-root",
    "disk-inodes-exhausted",
    "iptables-filter-wiped",
    "iptables-nat-wiped",
    "data-root-read-only",
    "runtime-missing",
  ],
  explainedAs: {
    "containerd-hung": ["containerd"],
    "disk-full-data-root": ["no-space"],
    "disk-inodes-exhausted": ["no-space"],
    "iptables-filter-wiped": ["firewall"],
    "iptables-nat-wiped": ["firewall"],
    "data-root-read-only": ["read-only"],
    "runtime-missing": ["runtime"],
  },
  knownToMs: 5 * SECOND_MS,
  signatures: [
    {
      id: "oci-create-failed",
      units: ["dockerd", "containerd", "client"],
      // Also of an exec in a container that runs; a deeper cause (disk, network, GPU, mount) is said in the same line.
      pattern:
        /OCI runtime (?:create|exec|start) failed|oci runtime error|runc (?:create|run) failed|Error running exec (?:[0-9a-f]+ )?in container|starting container process caused|unable to start container process|cannot exec (?:in a stopped|a container that has stopped)|\bshim error: /,
      label: "runtime refused",
      severity: "ticket",
      isEffect: true,
    },
    {
      // Of those that are to run again with the daemon; why is said behind it, in whatever words.
      id: "start-failed-with-daemon",
      units: ["dockerd", "client"],
      pattern:
        /\b[Ff]ailed to start container(?: [0-9a-f]{12,64}\b|[^\n]{0,20}\n[\s\S]{0,400}container=[0-9a-f]{12})/,
      label: "did not start",
      severity: "ticket",
      isEffect: true,
    },
    {
      id: "container-exec-format",
      units: ["dockerd", "containerd", "client"],
      pattern: /exec format error/,
      label: "program of another architecture",
      severity: "ticket",
      isEffect: true,
    },
    {
      // runc's last step, said in the container's own output.
      id: "container-exec-refused",
      units: ["dockerd", "containerd", "client"],
      pattern: /\bexec user process caused\b|standard_init_linux\.go:\d+: exec /,
      label: "program not started",
      severity: "ticket",
      isEffect: true,
    },
    {
      // What the image or the command line names is not in the container.
      id: "container-user-unknown",
      units: ["dockerd", "containerd", "client"],
      pattern: /unable to find (?:user|group) \S+: no matching entries in (?:passwd|group) file/,
      label: "no such user in the container",
      severity: "ticket",
      isEffect: true,
    },
    {
      // Whatever the reason; where it is a known one, it is said behind it.
      id: "container-start-answer",
      units: ["dockerd", "client"],
      pattern: /\b[Cc]annot start (?:container [0-9a-f]{12,64}|service [\w.-]+): /,
      label: "did not start",
      severity: "ticket",
      isEffect: true,
      isLeast: true,
    },
    {
      id: "container-refused",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /Container command '?[^'\n]*'? ?(?:not found or does not exist|could not be invoked)|Error response from daemon: [Nn]o command specified|^exec \/\S+: (?:no such file or directory|exec format error|permission denied)|error gathering device information while adding custom device|\bstarting container failed: |\bhcsshim::\w+ |\bencountered an error during \w+: (?:failure in a Windows|hcs)|\bfailed to create (?:task for container|shim task): |\bpotentially insufficient UIDs or GIDs available in user namespace|try increasing the number of subordinate IDs in |Container ID \d+ cannot be mapped to a host ID|fork\/exec \/proc\/self\/exe: no such file|\brunc did not terminate suc\w*fully: exit status|\b(?:cannot join \w+(?: namespace)?|joining \w+ namespace) of (?:a (?:non running|stopped|restarting) )?container\b|unknown capability: |Cannot run exec command \S+ in container|\berror mounting "[^"]*" to rootfs|could not join|failed to create new osl sandbox|\b[Cc]annot start container \S+: |Cannot link to a non running container|exec: "(?!conntrack|auplink|fuse-overlayfs|ip6?tables|nft|modprobe|zfs|btrfs|xz|unpigz|docker-|containerd|tini|slirp4netns|rootlesskit|new[ug]idmap)[^"]*": (?:executable file not found in \$PATH|permission denied)/,
      label: "did not start",
      severity: "ticket",
      isEffect: true,
      isLeast: true,
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
