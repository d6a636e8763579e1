import type { Milestone } from "../incident.ts";
import { leadSymptom } from "../incidents/opening.ts";
import { happenedAt } from "../incidents/order-entries.ts";
import { MILESTONE_WORDS } from "../incidents/state-words.ts";
import { formatDuration, lengthBetween } from "../length.ts";
import type { StepState } from "../runbook.ts";
import { isTickedAgainst } from "../runbooks/ticked-against.ts";
import type { Block } from "./content.ts";
import { utc } from "./plain.ts";
import type { PostmortemInput } from "./postmortem-input.ts";
import { firstProof } from "./proof.ts";
import { QUESTION_IDS, QUESTIONS, type QuestionId } from "./tokens.ts";

const unique = (items: readonly string[]): readonly string[] => [...new Set(items)];

function impact({ incident, symptoms }: PostmortemInput): readonly string[] {
  const { milestones, proposedImpactAt } = incident;
  const from = milestones["impact-started"];
  const to = milestones.mitigated ?? milestones.resolved;
  const begun =
    from !== undefined
      ? `From ${utc(from)}${to === undefined ? ", end unknown" : ` to ${utc(to)}, ${formatDuration(lengthBetween(from, to))}`}.`
      : `Start unknown${proposedImpactAt === undefined ? "" : `; evidence begins at ${utc(proposedImpactAt)}`}.`;
  const affected = unique(symptoms.flatMap(({ blast }) => blast.affected));
  return [begun, ...(affected.length > 0 ? [`Cut off by what was found: ${affected.join("; ")}.`] : [])];
}

function detection({ symptoms, incident, entries }: PostmortemInput): readonly string[] {
  const { detected } = incident.milestones;
  if (detected === undefined) return [];
  const first = [...symptoms].sort((a, b) => a.seenAt - b.seenAt)[0];
  const proof = first && firstProof(first, entries);
  const by = proof === undefined ? "a person" : proof.source;
  return [`First decisive reading at ${utc(detected)}, by ${by}.`];
}

function order({ symptoms }: PostmortemInput): readonly string[] {
  const lead = leadSymptom(symptoms);
  if (!lead) return [];
  const chain = [...symptoms]
    .sort((a, b) => a.sinceAt - b.sinceAt)
    .map(({ title, hostId, sinceAt }, index) => `${index + 1}. ${utc(sinceAt)} ${title} on ${hostId}`);
  return [`First in weight: ${lead.title} on ${lead.hostId}.`, `Order of failure: ${chain.join(", ")}.`];
}

const wordOf = (milestone: Milestone): string => MILESTONE_WORDS[milestone].toLowerCase();

/** The longest stretch between two milestones that are both known. */
function longest({ incident }: PostmortemInput): readonly string[] {
  const way: readonly Milestone[] = ["impact-started", "detected", "acknowledged", "mitigated", "resolved"];
  const known = way.flatMap((name) => {
    const at = incident.milestones[name];
    return at === undefined ? [] : [{ name, at }];
  });
  const stretches = known.slice(1).map((to, index) => ({
    from: known[index]?.name ?? to.name,
    to: to.name,
    ms: lengthBetween(known[index]?.at ?? to.at, to.at),
  }));
  const most = stretches.sort((a, b) => b.ms - a.ms)[0];
  return most && most.ms > 0
    ? [`From ${wordOf(most.from)} to ${wordOf(most.to)}: ${formatDuration(most.ms)}.`]
    : [];
}

function steps({ checklists }: PostmortemInput): readonly string[] {
  const titled = checklists.flatMap(({ runbook, steps: states }) =>
    states.map((state) => {
      const step = runbook.steps.find(({ id }) => id === state.stepId);
      return {
        mark: step && isTickedAgainst(step, state) ? ("against" as const) : state.mark,
        reason: state.reason,
        title: step?.title ?? state.stepId,
      };
    }),
  );
  const named = (marks: readonly (StepState["mark"] | "against")[], word: string): readonly string[] => {
    const found = titled.filter(({ mark }) => marks.includes(mark));
    if (found.length === 0) return [];
    const list = found.map(({ title, reason }) => (reason === undefined ? title : `${title} (${reason})`));
    return [`${word}: ${list.join("; ")}.`];
  };
  return [
    ...named(["confirmed"], "Confirmed"),
    ...named(["passed", "ticked"], "Done"),
    ...named(["against"], "Ticked although the check failed"),
    ...named(["skipped"], "Skipped"),
    ...named(["regressed"], "Failing at the end"),
  ];
}

function relapses({ entries }: PostmortemInput): readonly string[] {
  const found = entries.flatMap((entry) => {
    const { body } = entry;
    if (body.kind === "symptom.changed" && body.change === "relapsed") {
      return [`${utc(happenedAt(entry))} ${body.symptom.title} on ${body.symptom.hostId}`];
    }
    if (body.kind === "step.changed" && body.to === "regressed") {
      return [`${utc(happenedAt(entry))} step ${body.stepTitle}`];
    }
    return [];
  });
  return found.length > 0 ? [`${found.join("; ")}.`] : [];
}

function blindness({ entries }: PostmortemInput): readonly string[] {
  const gaps = entries.flatMap(({ body }) =>
    body.kind === "gap" && !body.gap.isFilled
      ? [
          `${body.gap.stream} of ${body.hostId} from ${utc(body.gap.fromAt)}, ${formatDuration(lengthBetween(body.gap.fromAt, body.gap.toAt))}`,
        ]
      : [],
  );
  const restarts = entries.flatMap(({ body }) =>
    body.kind === "foghorn.restarted" && !body.caughtUp
      ? [`Foghorn's ${body.process} was away from ${utc(body.downAt)}`]
      : [],
  );
  const missing = [...gaps, ...restarts];
  return missing.length > 0 ? [`${missing.join("; ")}.`] : [];
}

function unaffected({ symptoms }: PostmortemInput): readonly string[] {
  const found = unique(symptoms.flatMap(({ blast }) => blast.notAffected));
  return found.length > 0 ? [`Checked and still working: ${found.join("; ")}.`] : [];
}

const KNOWN: Readonly<Record<QuestionId, (input: PostmortemInput) => readonly string[]>> = {
  outside: impact,
  noticed: detection,
  first: order,
  unaffected,
  longest,
  steps,
  relapses,
  unseen: blindness,
  changes: () => [],
};

/** A question of the review with what is known filled in; the rest is for people. */
export const reviewQuestion = (id: QuestionId, input: PostmortemInput): Block => ({
  kind: "question",
  number: QUESTION_IDS.indexOf(id) + 1,
  question: QUESTIONS[id],
  known: KNOWN[id](input),
  isAnswered: false,
});
