import type { Incident } from "#lib/domain/incident.ts";
import { isVoid } from "#lib/domain/incidents/transitions.ts";
import type { EpochMs } from "#lib/domain/time.ts";

export interface Used {
  readonly count: number;
  readonly lastAt: EpochMs;
}

type Worked = Pick<Incident, "runbookIds" | "openedAt" | "state">;

/** Incidents that people worked through with it, newest first: in one that was dismissed nobody did. */
export function workedWith<One extends Worked>(runbookId: string, incidents: readonly One[]): readonly One[] {
  return incidents
    .filter(({ runbookIds, state }) => runbookIds.includes(runbookId) && !isVoid(state))
    .toSorted((a, b) => b.openedAt - a.openedAt);
}

/** How often it was worked with, and when last; undefined is never. */
export function usedIn(runbookId: string, incidents: readonly Worked[]): Used | undefined {
  const worked = workedWith(runbookId, incidents);
  return worked[0] && { count: worked.length, lastAt: worked[0].openedAt };
}
