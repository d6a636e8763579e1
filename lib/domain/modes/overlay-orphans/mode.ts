import type { Mode } from "../../mode.ts";
import { MINUTE_MS } from "../../time.ts";
import { seldomFact } from "../shared/host-facts.ts";
import { settled } from "../shared/judgement.ts";
import { counted, toEvidence } from "../shared/text.ts";

const SHOWN = 20;

/**
 * Directories of overlay2 that neither an image nor a container nor BuildKit names, left behind by pulls, builds and
 * starts that were cut off. They take space and harm nobody: a risk, and no reason to delete anything in a hurry.
 */
export const overlayOrphans: Mode = {
  id: "overlay-orphans",
  inputs: ["fact"],
  windows: { raiseAfterMs: 0, raiseAfterReadings: 1, clearAfterMs: MINUTE_MS, clearAfterReadings: 1 },
  judge: (host, now, open) => {
    const audit = seldomFact(host, "layers", now);
    if (audit === undefined) return settled(open, "", "unknown", now);
    const { orphans, count } = audit.fact.layers;
    if (orphans.length === 0) return settled(open, "", "passing", audit.at);
    return [
      {
        subject: "",
        verdict: "failing",
        severity: "notice",
        part: "images",
        title: "Layers nobody names",
        summary: `${counted(orphans.length, "directory", "directories")} below overlay2 ${orphans.length === 1 ? "belongs" : "belong"} to no image, no container and no build, and ${orphans.length === 1 ? "is" : "are"} older than an hour.`,
        readAt: audit.at,
        evidence: [
          toEvidence(
            audit.at,
            "audit of overlay2",
            orphans.slice(0, SHOWN).join("\n"),
            `${orphans.length} of ${counted(count, "directory", "directories")} named by nobody`,
          ),
        ],
        blast: {
          affected: ["Space on the disk of the data-root"],
          parts: [],
          notAffected: ["Images and containers"],
        },
        facts: { layer: orphans[0] ?? "", orphans: String(orphans.length) },
      },
    ];
  },
};
