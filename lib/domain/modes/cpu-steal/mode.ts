import type { Mode } from "../../mode.ts";
import { MINUTE_MS } from "../../time.ts";
import { freshFact } from "../shared/host-facts.ts";
import { settled } from "../shared/judgement.ts";
import { listedText } from "../shared/running.ts";
import { newestStretch } from "../shared/stretch.ts";
import { percentText, toEvidence } from "../shared/text.ts";

// Of all processor time; below half of that it is over.
const LIMIT_RATIO = 0.05;
const LOWER_RATIO = 0.025;
// From here on nothing on the host keeps its times.
const SEVERE_RATIO = 0.3;

/** The hypervisor gives the processors of this machine to others while it wants to run: a noisy neighbour, or credits used up. */
export const cpuSteal: Mode = {
  id: "cpu-steal",
  inputs: ["fact"],
  windows: {
    // The catalogue's ten minutes: neighbours come and go.
    raiseAfterMs: 10 * MINUTE_MS,
    raiseAfterReadings: 10,
    clearAfterMs: 5 * MINUTE_MS,
    clearAfterReadings: 5,
  },
  judge: (host, now, open) => {
    const stretch = newestStretch(host.processorHistory, now);
    if (freshFact(host, "pressure", now) === undefined || stretch === undefined)
      return settled(open, "", "unknown", now);
    const { first, last, overMs } = stretch;
    const total = last.total - first.total;
    const stolen = last.steal - first.steal;
    const ratio = total <= 0 ? 0 : stolen / total;
    if (ratio <= (open.length > 0 ? LOWER_RATIO : LIMIT_RATIO)) return settled(open, "", "passing", last.at);
    const isSevere = ratio > SEVERE_RATIO;
    return [
      {
        subject: "",
        verdict: "failing",
        variant: isSevere ? "severe" : "some",
        // A page needs to know that somebody is harmed by it: what is harmed has symptoms of its own.
        severity: "ticket",
        part: "kernel",
        title: "Processors taken by the hypervisor",
        summary: `The hypervisor kept ${percentText(ratio)} of the processor time this host wanted${isSevere ? ": nothing on it keeps its times" : ""}. It is the same for all containers, and nothing on this host can change it.`,
        readAt: last.at,
        evidence: [
          toEvidence(
            last.at,
            "/proc/stat",
            `steal +${stolen} of +${total} ticks in ${Math.round(overMs / 1_000)} s`,
            `${percentText(ratio)} stolen, limit ${percentText(LIMIT_RATIO)}`,
          ),
        ],
        blast: {
          affected: ["Everything on this host takes longer, by as much"],
          parts: ["dockerd", "containerd", "ctrs"],
          notAffected: listedText(host, now),
        },
        facts: { ratio: percentText(ratio) },
      },
    ];
  },
};
