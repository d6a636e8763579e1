import type { Mode } from "../../mode.ts";
import { logMode } from "../shared/log-mode.ts";

/** One of dockerd, containerd, shim and runc was replaced without the others. Nothing but their log tells. */
export const containerdVersionMismatch: Mode = logMode({
  id: "containerd-version-mismatch",
  signatures: ["runtime-generations"],
  severity: "ticket",
  part: "containerd",
  subjectOf: () => "",
  words: () => ({
    title: "Runtime versions do not fit",
    summary:
      "dockerd, containerd, the shims and runc are of generations that do not understand each other. Mostly one of them was upgraded and the others were not, or came from another source.",
    blast: {
      affected: ["Starts of containers, and calls to those that an older shim holds"],
      parts: [],
      notAffected: ["What runs already runs on"],
    },
  }),
});
