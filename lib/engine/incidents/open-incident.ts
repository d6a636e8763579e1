import { FoghornError } from "../../domain/errors.ts";
import type { HostId, SymptomId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident.ts";
import { type AttachReason, reasonOf } from "../../domain/incidents/attach-words.ts";
import { proposedSeverity, proposedTitle, titleNow } from "../../domain/incidents/opening.ts";
import type { Symptom } from "../../domain/symptom.ts";
import type { Actor } from "../../domain/timeline.ts";
import { openRunbooks } from "../checklists/open-runbooks.ts";
import type { IncidentCommands } from "../incident-commands.ts";
import type { IncidentWrite } from "../ports-incidents.ts";
import { backfill } from "./backfill.ts";
import type { IncidentsDeps } from "./contract.ts";
import { attachDraft, detectedDrafts, entry, FOGHORN, type Linked, linkDraft } from "./drafts.ts";
import type { Lander } from "./land.ts";
import type { Recorder } from "./recorder.ts";
import { requireText, TITLE_LIMIT } from "./require.ts";
import type { createSerial } from "./serially.ts";

/** Symptoms as stored, with what they absorb. Rejects with `not-found` when one does not exist. */
async function loadSymptoms(deps: IncidentsDeps, ids: readonly SymptomId[]): Promise<readonly Symptom[]> {
  const named = await deps.stores.symptoms.byIds([...new Set(ids)]);
  const missing = ids.find((id) => !named.some((symptom) => symptom.id === id));
  if (missing !== undefined) throw new FoghornError("not-found", `There is no symptom ${missing}.`);
  const known = new Set(named.map(({ id }) => id));
  const absorbed = (await deps.stores.symptoms.open()).filter(
    ({ id, absorbedBy }) => absorbedBy !== undefined && known.has(absorbedBy) && !known.has(id),
  );
  return [...named, ...absorbed];
}

/** What is explained by another of them came with that one. */
function reasonIn(symptom: Symptom, symptoms: readonly Symptom[], because: AttachReason): AttachReason {
  const cause = symptoms.find(({ id }) => id === symptom.absorbedBy);
  return cause === undefined ? because : reasonOf("explained", cause);
}

const hostsOf = (symptoms: readonly Symptom[]): readonly HostId[] => [
  ...new Set(symptoms.map(({ hostId }) => hostId)),
];

type OpenInput = Omit<Parameters<IncidentCommands["open"]>[0], "by"> & {
  /** A person, or Foghorn itself where an admin has said so. */
  readonly by: Actor;
  /** The incident whose symptoms these are now. */
  readonly splitFrom?: Linked;
};

/** Opening and attaching: whatever brings a symptom, its host's past and its runbook onto a timeline. */
export function createOpening(
  deps: IncidentsDeps,
  recorder: Recorder,
  lander: Lander,
  serial: ReturnType<typeof createSerial<string>>,
) {
  const { clock } = deps;

  /** What came while the past was read has not landed yet: it has to now, not with the next report. */
  async function landMeanwhile(incident: Incident): Promise<void> {
    await Promise.all(
      incident.hostIds.map((hostId) =>
        serial.run(`host:${hostId}`, async () => {
          await lander.changes(hostId);
          await lander.rows(hostId);
        }),
      ),
    );
  }

  function planAttach(
    incident: Pick<
      Incident,
      "symptomIds" | "openLists" | "milestones" | "confirmedMilestones" | "notApplicable"
    >,
    symptoms: readonly Symptom[],
    past: Awaited<ReturnType<typeof backfill>>,
    by: Actor,
    because: AttachReason,
    calledNow?: string,
  ): IncidentWrite {
    const now = clock.now();
    const fresh = symptoms.filter(({ id }) => !incident.symptomIds.includes(id));
    const opening = openRunbooks(incident, fresh, deps.runbooks(), FOGHORN, now);
    return {
      entries: [
        ...past.drafts,
        ...fresh.map((symptom, index) => {
          // Said once, by the last of them.
          const name = index === fresh.length - 1 ? calledNow : undefined;
          return attachDraft(symptom, by, now, reasonIn(symptom, symptoms, because), name);
        }),
        ...detectedDrafts(incident, fresh, now),
        ...opening.entries,
      ],
      checklists: opening.checklists,
      landed: past.landed,
    };
  }

  const open = (input: OpenInput): Promise<Incident> =>
    serial.run("open", async () => {
      const asked = await loadSymptoms(deps, input.symptomIds);
      const { splitFrom } = input;
      const holdersOf = asked.map(({ id }) => recorder.holderOf(id)).filter((found) => found !== undefined);
      const holder = holdersOf.find(({ id }) => id !== splitFrom?.incidentId);
      const symptoms = asked.filter(({ id }) => {
        const held = recorder.holderOf(id);
        return held === undefined || held.id === splitFrom?.incidentId;
      });
      if (symptoms.length === 0 && holder) {
        throw new FoghornError("conflict", `${holder.id} is open for this already.`);
      }
      const title = requireText(input.title ?? proposedTitle(symptoms), "A title", TITLE_LIMIT);
      const severity = input.severity ?? proposedSeverity(symptoms);
      const now = clock.now();
      const named = (input.hostIds ?? []).filter((id) => !hostsOf(symptoms).includes(id));
      const past = await backfill(deps, [...hostsOf(symptoms), ...named], symptoms, now);
      const appended = await recorder.open(() => {
        const opened = entry(now, input.by, {
          kind: "incident.opened",
          title,
          severity,
          reason: input.reason ?? (symptoms.length > 0 ? "opened from symptoms" : "opened by hand"),
          ...(named.length > 0 && { hostIds: named }),
        });
        const blank = {
          symptomIds: [],
          openLists: [],
          confirmedMilestones: [],
          milestones: {},
          notApplicable: {},
        };
        const link = splitFrom === undefined ? [] : [linkDraft(now, input.by, splitFrom)];
        const because = { rule: splitFrom === undefined ? "opened" : "split" } as const;
        const attach = planAttach(blank, symptoms, past, input.by, because);
        return { ...attach, entries: [opened, ...link, ...attach.entries] };
      });
      lander.setLanded(appended.incident.id, past.landed);
      await landMeanwhile(appended.incident);
      return (await deps.stores.incidents.get(appended.incident.id)) ?? appended.incident;
    });

  /** Attaches with the past of hosts that are new to the incident. Symptoms of another open incident are refused. */
  async function attach(
    incidentId: Incident["id"],
    symptomIds: readonly SymptomId[],
    by: Actor,
    options: { readonly mayBeHeldBy?: Incident["id"]; readonly because?: AttachReason } = {},
  ): Promise<Incident> {
    const symptoms = await loadSymptoms(deps, symptomIds);
    const before = await deps.stores.incidents.get(incidentId);
    if (!before) throw new FoghornError("not-found", `There is no incident ${incidentId}.`);
    const had = await deps.stores.symptoms.byIds(before.symptomIds);
    const newHosts = hostsOf(symptoms).filter((hostId) => !before.hostIds.includes(hostId));
    const past = await backfill(deps, newHosts, symptoms, clock.now());
    const { incident } = await recorder.append(
      incidentId,
      (current) => {
        for (const { id } of symptoms) {
          const holder = recorder.holderOf(id);
          const isElsewhere = holder && holder.id !== incidentId && holder.id !== options.mayBeHeldBy;
          if (isElsewhere)
            throw new FoghornError("conflict", `${holder.id} has this symptom. Merge the two.`);
        }
        const calledNow = titleNow(current, had, [...had, ...symptoms]);
        return planAttach(current, symptoms, past, by, options.because ?? { rule: "person" }, calledNow);
      },
      { isCommutative: true },
    );
    lander.setLanded(incidentId, past.landed);
    await landMeanwhile(incident);
    return incident;
  }

  return { open, attach };
}
