import type { CgroupSample } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import { type EpochMs, MINUTE_MS } from "../../time.ts";
import { judgeCounted } from "../shared/cgroups.ts";
import { listedText } from "../shared/running.ts";
import { newestStretch } from "../shared/stretch.ts";
import { containerFacts } from "../shared/subjects.ts";
import { percentText, toEvidence } from "../shared/text.ts";

// A quarter of the periods that were used at all; below a sixth it is over.
const LIMIT_RATIO = 0.25;
const LOWER_RATIO = 0.15;
// A period is 100 ms. Fewer than these in the stretch, and it hardly ran: nothing to hold back.
const MIN_PERIODS = 100;

export interface Throttling {
  readonly periods: number;
  readonly throttled: number;
  readonly ratio: number;
  readonly overMs: number;
}

/** Of the newest stretch of one to two minutes; undefined where there is no quota or not enough was counted. */
export function throttlingOf(samples: readonly CgroupSample[], now: EpochMs): Throttling | undefined {
  const stretch = newestStretch(samples, now);
  if (stretch === undefined) return undefined;
  const { first, last, overMs } = stretch;
  const periods = (last.reading.cpuPeriods ?? 0) - (first.reading.cpuPeriods ?? 0);
  const throttled = (last.reading.cpuThrottledPeriods ?? 0) - (first.reading.cpuThrottledPeriods ?? 0);
  if (periods < MIN_PERIODS) return undefined;
  return { periods, throttled, ratio: throttled / periods, overMs };
}

/** A container wants more of the processor than its quota gives: it waits at the end of each period, and is slow for it. */
export const cpuThrottled: Mode = {
  id: "cpu-throttled",
  inputs: ["fact", "containers"],
  windows: {
    // The catalogue's ten minutes: a start or a build may use up its quota for a while.
    raiseAfterMs: 10 * MINUTE_MS,
    raiseAfterReadings: 10,
    clearAfterMs: 2 * MINUTE_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) =>
    judgeCounted(host, now, open, ({ container, samples, newest }, isOpen) => {
      const found = throttlingOf(samples, now);
      if (found === undefined || found.ratio < (isOpen ? LOWER_RATIO : LIMIT_RATIO)) return undefined;
      const { id, name, image } = container;
      const nanoCpus = host.inspects.get(id)?.lastGood?.reading.confinement?.nanoCpus ?? 0;
      const quota = nanoCpus > 0 ? ` of ${nanoCpus / 1_000_000_000} processors` : "";
      return {
        subject: name,
        verdict: "failing",
        severity: "ticket",
        part: "ctrs",
        title: "Held back by its CPU quota",
        summary: `${name} spent its CPU quota${quota} in ${percentText(found.ratio)} of the periods it ran in and waited for the next: it answers late, whatever else is free.`,
        readAt: newest.at,
        evidence: [
          toEvidence(
            newest.at,
            "cgroup cpu.stat",
            `nr_periods +${found.periods}, nr_throttled +${found.throttled} in ${Math.round(found.overMs / 1_000)} s`,
            `${percentText(found.ratio)} of periods throttled, limit ${percentText(LIMIT_RATIO)}`,
          ),
        ],
        blast: {
          affected: [`${name}: everything it does takes longer`],
          parts: [],
          notAffected: listedText(host, now, name),
        },
        facts: {
          ...containerFacts(id, name, image),
          ratio: percentText(found.ratio),
          ...(nanoCpus > 0 && { cpus: String(nanoCpus / 1_000_000_000) }),
        },
      };
    }),
};
