import type { Incident } from "../../domain/incident.ts";
import type { Runbook } from "../../domain/runbook.ts";
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
        },
        { clientKey: `runbook/${runbook.id}` },
      ),
    ],
    checklists: [
      {
        runbook,
        openedAt: now,
        subject: about?.subject ?? "",
        ...(host !== undefined && { hostId: host }),
        ...(about && { symptomId: about.id }),
      },
    ],
  };
}

/**
 * Runbooks that open because these symptoms were attached. What another attached symptom explains gets none of its
 * own: people work on the cause.
 */
export function openRunbooks(
  incident: Pick<Incident, "symptomIds" | "runbookIds">,
  symptoms: readonly Symptom[],
  runbooks: readonly Runbook[],
  by: Actor,
  now: EpochMs,
): RunbookOpening {
  const attached = new Set([...incident.symptomIds, ...symptoms.map(({ id }) => id)]);
  const opened = new Map<string, RunbookOpening>();
  for (const symptom of symptoms) {
    if (symptom.absorbedBy !== undefined && attached.has(symptom.absorbedBy)) continue;
    const runbook = runbookFor(symptom.mode, runbooks);
    if (!runbook || incident.runbookIds.includes(runbook.id) || opened.has(runbook.id)) continue;
    opened.set(runbook.id, openRunbook(runbook, symptom, undefined, by, now));
  }
  return {
    entries: [...opened.values()].flatMap(({ entries }) => entries),
    checklists: [...opened.values()].flatMap(({ checklists }) => checklists),
  };
}
