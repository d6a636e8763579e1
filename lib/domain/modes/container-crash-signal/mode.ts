import type { HostState } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import { SECOND_MS } from "../../time.ts";
import { exitMode } from "../shared/exit-mode.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { SIGNALS, signalOf, type UnplannedDeath } from "../shared/unplanned-deaths.ts";

/** What a signal mostly means in a container. */
const MEANS: Readonly<Record<number, string>> = {
  4: "the program uses an instruction that this processor does not have",
  6: "the program gave up by itself, as after a failed assertion or a full heap",
  7: "a mapping failed; with the 64 MiB that /dev/shm has, shared memory is the usual reason",
  8: "a division by zero or its like",
  11: "the program read or wrote memory that is not its own",
  13: "it wrote to somebody who had gone",
  15: "something asked it to end, and it was not Docker",
};
// The kernel's line and the daemon's event of one death.
const SAME_DEATH_MS = 5 * SECOND_MS;

/** A program ended by a signal other than KILL that no stop or kill of Docker's sent. */
export const containerCrashSignal: Mode = exitMode({
  id: "container-crash-signal",
  kind: "crash",
  words: ({ life, exitCode }) => {
    const signal = signalOf(exitCode);
    const name = SIGNALS[signal] ?? String(signal);
    const means = MEANS[signal];
    return {
      title: `Ended by SIG${name}`,
      what: `${life.name} ended with code ${exitCode}, which is SIG${name}`,
      why: `nobody sent it through Docker${means === undefined ? "" : `; ${means}`}`,
    };
  },
  evidence: (host: HostState, { death }: UnplannedDeath) =>
    linesWith(host, ["kernel-trap"], death.at - SAME_DEATH_MS)
      .filter(({ line }) => line.sourceAt <= death.at + SAME_DEATH_MS)
      .slice(0, 2)
      .map((line) => lineEvidence(line)),
});
