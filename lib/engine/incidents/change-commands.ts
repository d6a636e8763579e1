import { FoghornError } from "../../domain/errors.ts";
import type { IncidentId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident.ts";
import { STATE_WORDS, severityWords } from "../../domain/incidents/state-words.ts";
import { canTransition, isOpen, reasonNeededFor } from "../../domain/incidents/transitions.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { EntryBody } from "../../domain/timeline.ts";
import type { IncidentCommands, Person } from "../incident-commands.ts";
import type { EntryDraft, IncidentWrite } from "../ports-incidents.ts";
import type { IncidentsDeps } from "./contract.ts";
import { entry } from "./drafts.ts";
import type { Links } from "./link-commands.ts";
import { endedDrafts } from "./milestone-commands.ts";
import type { createOpening } from "./open-incident.ts";
import type { Recorder } from "./recorder.ts";
import { optionalText, REASON_LIMIT, requireText, TITLE_LIMIT } from "./require.ts";
import { takenRole } from "./role-commands.ts";

type ChangeCommands = Pick<
  IncidentCommands,
  "acknowledge" | "setState" | "setSeverity" | "rename" | "attachSymptoms"
>;

const taken = (now: EpochMs, by: Person): EntryDraft =>
  entry(now, by, {
    kind: "incident.milestone",
    milestone: "acknowledged",
    milestoneAt: now,
    how: "recorded",
  });

const moved = (
  now: EpochMs,
  by: Person,
  how: Omit<Extract<EntryBody, { kind: "incident.state" }>, "kind">,
): EntryDraft => entry(now, by, { kind: "incident.state", ...how });

export function createChangeCommands(
  deps: IncidentsDeps,
  recorder: Recorder,
  opening: ReturnType<typeof createOpening>,
  links: Pick<Links, "merged">,
): ChangeCommands {
  const { clock, stores } = deps;

  async function required(incidentId: IncidentId): Promise<Incident> {
    const incident = await stores.incidents.get(incidentId);
    if (!incident) throw new FoghornError("not-found", `There is no incident ${incidentId}.`);
    return incident;
  }

  const change = async (
    incidentId: IncidentId,
    isCommutative: boolean,
    plan: (incident: Incident) => IncidentWrite["entries"],
  ): Promise<Incident> =>
    (await recorder.append(incidentId, (incident) => ({ entries: plan(incident) }), { isCommutative }))
      .incident;

  async function checkMerge(input: Parameters<ChangeCommands["setState"]>[0]): Promise<void> {
    const { incidentId, to, mergedInto } = input;
    if (to !== "merged") return;
    if (mergedInto === undefined || mergedInto === incidentId) {
      throw new FoghornError("invalid-input", "Name the other incident that this one is merged into.");
    }
    const target = await required(mergedInto);
    if (!isOpen(target.state)) {
      throw new FoghornError("conflict", `${mergedInto} is ${target.state}: nothing can be merged into it.`);
    }
  }

  return {
    acknowledge: ({ incidentId, by }) =>
      change(incidentId, false, ({ acknowledgedBy, state, roles }) => {
        if (acknowledgedBy?.userId === by.userId) return [];
        if (acknowledgedBy) throw new FoghornError("conflict", `${acknowledgedBy.name} took it already.`);
        if (!isOpen(state)) throw new FoghornError("conflict", `It is ${state}: there is nothing to take.`);
        const now = clock.now();
        const isWaiting = state === "triage";
        return [
          taken(now, by),
          ...(isWaiting ? [moved(now, by, { from: "triage", to: "active" })] : []),
          // Somebody has to decide; until it is handed over that is who came first.
          ...(roles.commander === undefined ? [takenRole(now, "commander", by)] : []),
        ];
      }),

    setState: async (input) => {
      const { incidentId, from, to, by } = input;
      await checkMerge(input);
      const reason = optionalText(input.reason, "The reason", REASON_LIMIT);
      const before = await required(incidentId);
      const symptoms = await stores.symptoms.byIds(before.symptomIds);
      const after = await change(incidentId, false, (incident) => {
        if (incident.state !== from) {
          const first = incident.changedBy.state ?? "Somebody";
          const now = STATE_WORDS[incident.state].toLowerCase();
          throw new FoghornError("conflict", `${first} was first: it is ${now} now.`);
        }
        if (!canTransition(from, to)) {
          throw new FoghornError("invalid-input", `From ${from} there is no way to ${to}.`);
        }
        const needed = reasonNeededFor(to, symptoms);
        if (needed !== undefined && reason === undefined) throw new FoghornError("invalid-input", needed);
        const now = clock.now();
        const how = {
          from,
          to,
          ...(reason !== undefined && { reason }),
          ...(to === "merged" && input.mergedInto && { mergedInto: input.mergedInto }),
        };
        // Nobody works on what nobody has taken.
        const isTaking = to === "active" && incident.acknowledgedBy === undefined;
        return [
          ...(isTaking ? [taken(now, by)] : []),
          moved(now, by, how),
          ...endedDrafts({ to, endedAt: input.endedAt, symptoms, by, now }),
        ];
      });
      if (to === "merged" && input.mergedInto) await links.merged(after, input.mergedInto, by, reason);
      return after;
    },

    setSeverity: ({ incidentId, from: seen, to, reason, by }) =>
      change(incidentId, seen === undefined, ({ severity: from, changedBy }) => {
        const why = requireText(reason, "The reason", REASON_LIMIT);
        if (from === to) return [];
        if (seen !== undefined && seen !== from) {
          const first = changedBy.severity ?? "Somebody";
          throw new FoghornError("conflict", `${first} was first: it is ${severityWords(from)} now.`);
        }
        return [entry(clock.now(), by, { kind: "incident.severity", from, to, reason: why })];
      }),

    rename: ({ incidentId, title, by }) =>
      change(incidentId, true, ({ title: from }) => {
        const to = requireText(title, "A title", TITLE_LIMIT);
        return from === to ? [] : [entry(clock.now(), by, { kind: "incident.renamed", from, to })];
      }),

    attachSymptoms: ({ incidentId, symptomIds, by }) => opening.attach(incidentId, symptomIds, by),
  };
}
