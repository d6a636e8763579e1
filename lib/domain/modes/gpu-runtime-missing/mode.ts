import type { Mode } from "../../mode.ts";
import { startErrorMode } from "../shared/start-error-mode.ts";
import { clipped } from "../shared/text.ts";

/** A container asks for a GPU, and nothing on the host can hand it one: the vendor's toolkit or driver is missing or broken. */
export const gpuRuntimeMissing: Mode = startErrorMode({
  id: "gpu-runtime-missing",
  kinds: new Set(["gpu"]),
  lines: ["gpu-driver-missing"],
  severity: "ticket",
  part: "shims",
  words: (name, error) => {
    const isAbsent = /could not select device driver|CDI|discover GPU vendor/.test(error);
    return {
      title: "No driver for the GPU",
      summary: `${name} did not start: it asks for a GPU, and ${isAbsent ? "no toolkit of a vendor is registered with Docker" : "the vendor's toolkit could not reach a driver"}.`,
      reading: clipped(error.replace(/^.*?(could not select|nvidia-container)/, "$1"), 60),
    };
  },
});
