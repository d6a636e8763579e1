import type { Judgement, Mode } from "../../mode.ts";
import { MINUTE_MS } from "../../time.ts";
import { GIB, usageOf } from "../shared/bloat-mode.ts";
import { grownInHour } from "../shared/growth.ts";
import { openOf, settled } from "../shared/judgement.ts";
import { nameOf } from "../shared/running.ts";
import { containerFacts } from "../shared/subjects.ts";
import { bytesText, durationText, toEvidence } from "../shared/text.ts";

const LARGE_BYTES = GIB;
const LEAVE_BYTES = 0.8 * GIB;
const GROWTH_BYTES = 100 * 1_048_576;

/** A container writes into its own layer: slow, lost with the container, and on the disk that all others need. */
export const writableLayerBloat: Mode = {
  id: "writable-layer-bloat",
  inputs: ["disk-usage"],
  windows: { raiseAfterMs: 0, raiseAfterReadings: 1, clearAfterMs: MINUTE_MS, clearAfterReadings: 1 },
  judge: (host, now, open) => {
    const usage = usageOf(host, now);
    if (usage === undefined) return open.flatMap(({ subject }) => settled(open, subject, "unknown", now));
    const judgements: Judgement[] = [];
    const judged = new Set<string>();
    for (const { id, bytes } of usage.reading.writable) {
      // Largest first.
      if (bytes < GROWTH_BYTES) break;
      const name = nameOf(host, id);
      const grown = grownInHour(host, "layer", id, now);
      const isGrowing = grown !== undefined && grown.bytes > GROWTH_BYTES;
      if (bytes <= (openOf(open, name) === undefined ? LARGE_BYTES : LEAVE_BYTES) && !isGrowing) continue;
      judged.add(name);
      const rate = isGrowing ? `, ${bytesText(grown.bytes)} of it in ${durationText(grown.overMs)}` : "";
      judgements.push({
        subject: name,
        verdict: "failing",
        severity: "notice",
        part: "ctrs",
        title: "Writes into its own layer",
        summary: `${name} wrote ${bytesText(bytes)} into its own layer${rate}. It is gone with the container, and belongs into a volume.`,
        readAt: usage.at,
        evidence: [
          toEvidence(
            usage.at,
            "GET /system/df",
            `${id} SizeRw=${bytes}`,
            `${bytesText(bytes)} written${rate}; limit ${bytesText(LARGE_BYTES)}`,
          ),
        ],
        blast: { affected: ["Space on the disk of the data-root"], parts: [], notAffected: [] },
        facts: { ...containerFacts(id, name, host.names.get(id)?.image), size: bytesText(bytes) },
      });
    }
    const known = new Set(host.containers.lastGood?.reading.map(({ name }) => name));
    return [
      ...judgements,
      ...open
        .filter(({ subject }) => !judged.has(subject))
        .flatMap(({ subject }) => settled(open, subject, known.has(subject) ? "passing" : "gone", usage.at)),
    ];
  },
};
