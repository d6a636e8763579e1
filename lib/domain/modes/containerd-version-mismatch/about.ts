import type { ModeAbout } from "../../mode-about.ts";
import { DAEMON_AWAY } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "containerd-version-mismatch",
  title: "Runtime versions do not fit",
  part: "containerd",
  group: "containerd, shims, runtime",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: DAEMON_AWAY,
  explains: ["container-start-failed", "shim-dead"],
  knownToMs: 0,
  signatures: [
    {
      id: "runtime-generations",
      units: ["dockerd", "containerd", "systemd", "client"],
      // A dockerd of one generation gives its containerd flags that another does not know: that one prints its usage and ends.
      pattern:
        /unsupported shim version|unable to start shim with bootstrap version|(?:shim|bootstrap) (?:API |protocol )?version[^\n]{0,60}(?:not supported|not implemented|unsupported)|io\.containerd\.runtime\.v1\.linux[^\n]{0,120}(?:not (?:found|supported|implemented)|unsupported|no longer|removed)|unknown service containerd\.(?:services|task|runc)\.(?!namespaces\b)[\w.]+|unknown method [^\n]{0,80}(?:containerd|[Tt]ask)|(?:ttrpc|containerd\.task\.v\d\.Task)[^\n]{0,100}(?:[Uu]nimplemented|: not implemented|is not supported)|shim\b[^\n]{0,200}flag provided but not defined|flag provided but not defined: -(?:-?(?:shim|metrics-interval|start-timeout|state-dir|retain-count)\b|\w[^\n]{0,200}(?:runc|shim))|docker-containerd \[global options\] command|(?:runc|containerd|dockerd)\S*: (?:symbol lookup error|[^\n]{0,120}version `\w+_[\d.]+' not found)|undefined symbol: seccomp_|no status provided\b|config version `?\d+`? is not supported|expected containerd config version|database version [^\n]{0,40}(?:newer|not supported)|cannot unmarshal \w+ into Go struct field State\.\w|runc[^\n]{0,60}(?:unsupported|incompatible) (?:spec |OCI )?version|unknown version specified|containerd version [^\n]{0,60}(?:too old|not supported|incompatible)/,
      label: "versions that do not fit",
      severity: "page",
    },
  ],
  proof: {
    how: "Words of the sources of containerd 1.2 to 2.0, runc 1.0 to 1.2 and the dynamic linker, as a table: both lab engines come with parts that fit",
  },
};
