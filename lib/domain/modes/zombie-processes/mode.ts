import type { Mode } from "../../mode.ts";
import { MINUTE_MS, SECOND_MS } from "../../time.ts";
import { judgeCounted } from "../shared/cgroups.ts";
import { listedText } from "../shared/running.ts";
import { containerFacts } from "../shared/subjects.ts";
import { counted as countedText, toEvidence } from "../shared/text.ts";

// A few come and go wherever processes do; more than ten are not reaped. Half of that is the end of it.
const LIMIT = 10;
const LOWER_LIMIT = 5;

/** Children that ended and that process 1 of their container does not take notice of: each holds a process number. */
export const zombieProcesses: Mode = {
  id: "zombie-processes",
  inputs: ["fact", "containers"],
  windows: {
    // The catalogue's five minutes: a busy parent may be late.
    raiseAfterMs: 5 * MINUTE_MS,
    raiseAfterReadings: 3,
    clearAfterMs: 30 * SECOND_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) =>
    judgeCounted(host, now, open, ({ container, samples, newest }, isOpen) => {
      const { zombies } = newest.reading;
      if (zombies <= (isOpen ? LOWER_LIMIT : LIMIT)) return undefined;
      const { id, name, image } = container;
      const first = samples[0];
      const grows = first !== undefined && zombies > first.reading.zombies;
      return {
        subject: name,
        verdict: "failing",
        severity: "ticket",
        part: "ctrs",
        title: "Dead children not reaped",
        summary: `${countedText(zombies, "process", "processes")} of ${name} ended and ${zombies === 1 ? "is" : "are"} still there${grows ? ", and they become more" : ""}: its process 1 does not reap its children. A zombie cannot be killed; it uses only a process number.`,
        readAt: newest.at,
        evidence: [
          toEvidence(
            newest.at,
            "/proc/*/stat",
            samples
              .map((each) => `${new Date(each.at).toISOString()} state Z: ${each.reading.zombies}`)
              .join("\n"),
            `${zombies} in state Z, limit ${LIMIT}`,
          ),
        ],
        blast: { affected: [], parts: [], notAffected: [`${name} runs`, ...listedText(host, now, name)] },
        facts: { ...containerFacts(id, name, image), zombies: String(zombies) },
      };
    }),
};
