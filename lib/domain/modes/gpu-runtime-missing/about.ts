import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "gpu-runtime-missing",
  title: "No driver for the requested GPU",
  part: "shims",
  group: "containerd, shims, runtime",
  severity: "ticket",
  hiddenBy: THROUGH_API,
  explainedBy: DAEMON_AWAY,
  knownToMs: 5 * SECOND_MS,
  signatures: [
    {
      id: "gpu-driver-missing",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /could not select device driver (?:\\?["'“][^"'”]*["'”] )?with capabilit|nvidia-container-cli[^\n]{0,60}?(?:error|failed|not found)|nvidia-container-runtime[^\n]{0,120}?(?:executable file not found|no such file)|unresolvable CDI devices|failed to discover GPU vendor|libnvidia-ml\.so[^\n]{0,60}?(?:cannot open|no such file)/,
      label: "no driver for the GPU",
      severity: "ticket",
    },
    {
      id: "gpu-not-usable",
      units: ["dockerd", "containerd", "client"],
      pattern: /custom device "\/dev\/nvidia|Failed to initialize NVML: |unsupported CUDA version: driver/,
      label: "no driver for the GPU",
      severity: "ticket",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
