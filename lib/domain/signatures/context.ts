import type { Signature } from "./signature.ts";

/** Lines of normal life by which modes tell the time. */
export const CONTEXT_SIGNATURES: readonly Signature[] = [
  { id: "engine-ready", units: ["dockerd"], pattern: /Daemon has completed initialization/, label: "ready" },
  { id: "engine-listens", units: ["dockerd"], pattern: /API listen on /, label: "listens" },
  {
    id: "reload-done",
    units: ["dockerd"],
    pattern: /Reloaded configuration/,
    label: "reloaded",
  },
];
