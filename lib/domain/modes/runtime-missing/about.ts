import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "runtime-missing",
  title: "Container runtime missing",
  part: "shims",
  group: "containerd, shims, runtime",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "default-runtime",
      units: ["dockerd"],
      pattern: /specified default runtime '?"?([^'"\s]+)'?"? does not exist/,
      label: "default runtime",
      severity: "page",
      // A reload that failed: it still runs on the configuration it read before.
      severityWhileRunning: "ticket",
    },
    {
      id: "runtime-unknown",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /unknown or invalid runtime name: (\S+)|[Uu]nknown runtime specified (\S+)|unable to retrieve OCI runtime error[^\n]*?(?:exec: "([^"]+)": executable file not found|fork\/exec (\S+?): no such file)|fork\/exec (\S*(?:containerd-shim[\w.-]*|runc|crun|runsc|kata\S*|\w+-container-runtime)): no such file|exec: "((?:docker-)?containerd-shim[\w.-]*|(?:docker-)?(?:runc\S*|crun|runsc|nvidia-container-runtime|kata-runtime))": executable file not found|runtime "([^"]+)" binary not installed|\b(\S{0,120}runc) not installed on system/,
      label: "runtime missing",
      severity: "page",
      // dockerd runs; each container of that runtime is refused.
      severityWhileRunning: "ticket",
    },
  ],
  proof: "lab",
};
