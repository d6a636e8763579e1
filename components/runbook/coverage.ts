import { ABOUTS } from "#lib/domain/modes/abouts.ts";
import type { Runbook, RunbookProblem } from "#lib/domain/runbook.ts";
import { EXERCISE_HOLDS_MS, lastExercised } from "#lib/domain/runbooks/exercised.ts";
import { runbookFor } from "#lib/domain/runbooks/runbook-for.ts";
import { MODE_IDS, type ModeId } from "#lib/domain/symptom.ts";
import type { EpochMs } from "#lib/domain/time.ts";

/**
 * How far a failure mode is served: gone through in the lab of late, longer ago, written and makeable in the lab,
 * written for what no lab makes, by no file, by a broken one.
 */
export type CoverageLook = "exercised" | "older" | "lab" | "captured" | "hole" | "broken";

export interface Covered {
  readonly mode: ModeId;
  readonly title: string;
  /** The runbook that opens for it; absent in a hole and where its file is broken. */
  readonly runbook?: Runbook;
  readonly look: CoverageLook;
}

export interface CoverageGroup {
  readonly name: string;
  readonly modes: readonly Covered[];
}

/** Every mode that can be found, by group, with the runbook that serves it. */
export function coverageOf(
  runbooks: readonly Runbook[],
  problems: readonly RunbookProblem[],
  now: EpochMs,
): readonly CoverageGroup[] {
  const broken = new Set(problems.map(({ file }) => file.replace(/\.md$/u, "")));
  const groups = new Map<string, Covered[]>();
  for (const mode of MODE_IDS) {
    const { title, group, proof } = ABOUTS[mode];
    const runbook = runbookFor(mode, runbooks);
    const look = lookOf(runbook, broken.has(mode), proof === "lab", now);
    groups.set(group, [...(groups.get(group) ?? []), { mode, title, look, ...(runbook && { runbook }) }]);
  }
  return [...groups].map(([name, modes]) => ({ name, modes }));
}

function lookOf(
  runbook: Runbook | undefined,
  isBroken: boolean,
  isInLab: boolean,
  now: EpochMs,
): CoverageLook {
  if (runbook === undefined) return isBroken ? "broken" : "hole";
  const last = lastExercised(runbook);
  if (last !== undefined) return now - last.at <= EXERCISE_HOLDS_MS ? "exercised" : "older";
  return isInLab ? "lab" : "captured";
}

/** The mode that is framed: the one chosen, else the first that the runbook shown serves. */
export function framedMode(
  groups: readonly CoverageGroup[],
  chosen: ModeId | undefined,
  runbook: Pick<Runbook, "id"> | undefined,
): Covered | undefined {
  const modes = groups.flatMap((group) => group.modes);
  return (
    modes.find(({ mode }) => mode === chosen) ??
    modes.find((covered) => covered.runbook !== undefined && covered.runbook.id === runbook?.id)
  );
}

/** From the framed square: the next one or the one before, or the next hole; round the end. */
export function nextMode(
  groups: readonly CoverageGroup[],
  from: ModeId | undefined,
  by: 1 | -1,
  isWanted: (covered: Covered) => boolean = () => true,
): Covered | undefined {
  const modes = groups.flatMap((group) => group.modes);
  const at = modes.findIndex(({ mode }) => mode === from);
  for (let step = 1; step <= modes.length; step += 1) {
    const covered =
      modes[((((at < 0 && by < 0 ? 0 : at) + by * step) % modes.length) + modes.length) % modes.length];
    if (covered !== undefined && isWanted(covered)) return covered;
  }
  return undefined;
}
