import type { Signature } from "./signature.ts";

/** Lines of normal life: those by which modes tell the time, and those that call themselves warnings at every container's end. */
export const CONTEXT_SIGNATURES: readonly Signature[] = [
  { id: "engine-ready", units: ["dockerd"], pattern: /Daemon has completed initialization/, label: "ready" },
  { id: "engine-listens", units: ["dockerd"], pattern: /API listen on /, label: "listens" },
  {
    id: "reload-done",
    units: ["dockerd"],
    pattern: /Reloaded configuration/,
    label: "reloaded",
  },
  {
    id: "shim-cleaned-up",
    units: ["dockerd", "containerd"],
    pattern:
      /cleaning up after shim disconnected|cleaning up dead shim|cleanup warnings time=\S+ level=(?:info|warning) msg=\\?"starting signal loop/,
    label: "a container ended",
  },
];
