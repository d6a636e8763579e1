import type { Mode } from "../../mode.ts";
import { HOUR_MS } from "../../time.ts";
import { logMode } from "../shared/log-mode.ts";

// A disk that answered with an error does so again: an hour without one is a sign, not a proof.
const NEWS_MS = HOUR_MS;
const OF_THE_ENGINE: ReadonlySet<string> = new Set(["engine-io-error", "devicemapper-error"]);

/**
 * The disk or the pool below answers with errors, or the file system found itself damaged. Of dockerd's own word it is
 * a page; of the kernel's it may be about another disk.
 */
export const storageIoError: Mode = logMode({
  id: "storage-io-error",
  signatures: [
    "block-io-error",
    "file-system-error",
    "pool-error",
    "disk-hardware-error",
    "engine-io-error",
    "devicemapper-error",
  ],
  severity: ({ marked }) => (OF_THE_ENGINE.has(marked.signature.id) ? "page" : "ticket"),
  part: "disk",
  windowMs: NEWS_MS,
  subjectOf: ({ marked }) =>
    OF_THE_ENGINE.has(marked.signature.id) ? "" : (marked.values.find((value) => value !== "") ?? ""),
  words: (subject, { marked }) => ({
    title: "Disk answers with errors",
    summary: OF_THE_ENGINE.has(marked.signature.id)
      ? "dockerd cannot read or write what lies on its disk: the disk, or what is below it, answers with errors."
      : `The kernel reports errors of ${subject === "" ? "a disk" : subject}. Read its log before anything is mounted anew or repaired: what is written now may be lost.`,
    blast: {
      affected: ["Whatever lies on that disk: images, layers, volumes, logs"],
      parts: ["images", "volumes", "log"],
      notAffected: [],
    },
    facts: subject === "" ? {} : { device: subject },
  }),
});
