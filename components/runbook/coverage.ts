import { ABOUTS } from "#lib/domain/modes/abouts.ts";
import type { Runbook } from "#lib/domain/runbook.ts";
import { runbookFor } from "#lib/domain/runbooks/runbook-for.ts";
import { MODE_IDS, type ModeId } from "#lib/domain/symptom.ts";

export interface Covered {
  readonly mode: ModeId;
  /** The runbook that opens for it; absent is a hole. */
  readonly runbook?: Runbook;
}

export interface CoverageGroup {
  readonly name: string;
  readonly modes: readonly Covered[];
}

/** Every mode that can be found, by group, with the runbook that serves it. */
export function coverageOf(runbooks: readonly Runbook[]): readonly CoverageGroup[] {
  const groups = new Map<string, Covered[]>();
  for (const mode of MODE_IDS) {
    const runbook = runbookFor(mode, runbooks);
    const name = ABOUTS[mode].group;
    groups.set(name, [...(groups.get(name) ?? []), { mode, ...(runbook && { runbook }) }]);
  }
  return [...groups].map(([name, modes]) => ({ name, modes }));
}
