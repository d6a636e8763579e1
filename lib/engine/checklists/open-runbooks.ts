import type { Incident } from "../../domain/incident.ts";
import type { Runbook } from "../../domain/runbook.ts";
import { type ListName, listKey, placeOf } from "../../domain/runbooks/list-place.ts";
import { runbookFor } from "../../domain/runbooks/runbook-for.ts";
import type { Symptom } from "../../domain/symptom.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Actor } from "../../domain/timeline.ts";
import { entry } from "../incidents/drafts.ts";
import type { EntryDraft, OpenedChecklist } from "../ports-incidents.ts";

export interface RunbookOpening {
  readonly entries: readonly EntryDraft[];
  readonly checklists: readonly OpenedChecklist[];
}

/** The entry and the frozen text of a runbook that is opened for a symptom, or by hand for none. */
export function openRunbook(
  runbook: Runbook,
  about: Symptom | undefined,
  hostId: OpenedChecklist["hostId"],
  by: Actor,
  now: EpochMs,
): RunbookOpening {
  const host = about?.hostId ?? hostId;
  const subject = about?.subject ?? "";
  const placed = placeOf({ ...(host !== undefined && { hostId: host }), subject });
  return {
    entries: [
      entry(
        now,
        by,
        {
          kind: "runbook.opened",
          runbookId: runbook.id,
          title: runbook.title,
          version: runbook.version,
          ...(about && { symptomId: about.id }),
          ...placed,
        },
        { clientKey: `runbook/${listKey({ runbookId: runbook.id, ...placed })}` },
      ),
    ],
    checklists: [
      {
        runbook,
        openedAt: now,
        subject,
        ...(host !== undefined && { hostId: host }),
        ...(about && { symptomId: about.id }),
      },
    ],
  };
}

/** More of one runbook by itself are tabs that nobody reads; each further host has its own for one press. */
const LISTS_OF_ONE = 4;

/**
 * Runbooks that open because these symptoms were attached, once for each host. What another attached symptom explains
 * gets none of its own: people work on the cause. Further containers of a host get theirs when somebody takes it.
 */
export function openRunbooks(
  incident: Pick<Incident, "symptomIds" | "openLists">,
  symptoms: readonly Symptom[],
  runbooks: readonly Runbook[],
  by: Actor,
  now: EpochMs,
): RunbookOpening {
  const attached = new Set([...incident.symptomIds, ...symptoms.map(({ id }) => id)]);
  const open: ListName[] = [...incident.openLists];
  const opened: RunbookOpening[] = [];
  for (const symptom of symptoms) {
    if (symptom.absorbedBy !== undefined && attached.has(symptom.absorbedBy)) continue;
    const runbook = runbookFor(symptom.mode, runbooks);
    if (!runbook) continue;
    const { hostId, subject } = symptom;
    const alike = open.filter(({ runbookId }) => runbookId === runbook.id);
    if (alike.length >= LISTS_OF_ONE || alike.some(({ on }) => on?.hostId === hostId)) continue;
    open.push({ runbookId: runbook.id, on: { hostId, subject } });
    opened.push(openRunbook(runbook, symptom, undefined, by, now));
  }
  return {
    entries: opened.flatMap(({ entries }) => entries),
    checklists: opened.flatMap(({ checklists }) => checklists),
  };
}
