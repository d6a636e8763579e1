import type { Mode } from "../../mode.ts";
import { HOUR_MS, MINUTE_MS } from "../../time.ts";
import { linesWith } from "../shared/log-lines.ts";
import { logMode } from "../shared/log-mode.ts";

// It is said once, at the start, and holds until somebody brings the layers back: dockerd says nothing more.
const NEWS_MS = 12 * HOUR_MS;
// The line comes before the same start is complete; containers that have to be loaded take their time.
const SAME_START_MS = 2 * MINUTE_MS;

const ANSWER_TO_A_CALL = /Handler for /;

/**
 * Layers that the store no longer knows: at its start dockerd leaves out their images, and containers of them, without
 * failing. Nothing is deleted yet: what was left out comes back with the layer store.
 */
export const layerdbCorruption: Mode = logMode({
  id: "layerdb-corruption",
  signatures: ["layer-does-not-exist", "image-not-restored", "container-mount-lost", "layerdb-file-missing"],
  severity: "page",
  part: "images",
  windowMs: NEWS_MS,
  subjectOf: () => "",
  words: (_subject, { line }) => {
    const image = /\bsha256:[0-9a-f]{64}\b/.exec(line.text)?.[0] ?? "";
    return {
      title: "Layer store damaged",
      summary:
        "dockerd left out images or containers whose layers it does not find in its layer store. They are out of sight, not deleted: nothing may be pruned before the store is repaired.",
      blast: {
        affected: [
          "Images and containers that are missing from the lists",
          "Every pull or start that needs them",
        ],
        parts: ["ctrs"],
        notAffected: [],
      },
      facts: image === "" ? {} : { layer: image },
    };
  },
  // A later start, complete, that did not say it again. What a start says of itself stands before its own end.
  succeededAt: (host, _subject, afterAt, { line: { text } }) => {
    const ready = linesWith(host, ["engine-ready"], afterAt).map(({ line }) => line.sourceAt);
    const [newest] = ready;
    const own = ANSWER_TO_A_CALL.test(text) ? 0 : 1;
    return newest !== undefined && (ready.length > own || newest > afterAt + SAME_START_MS)
      ? newest
      : undefined;
  },
});
