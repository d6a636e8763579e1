import type { IncidentId } from "../../domain/ids.ts";
import { readAsNow } from "../../domain/incidents/read-as-now.ts";
import { type Replaced, redactValue } from "../../domain/incidents/redact-value.ts";
import type { WrittenText } from "../../domain/postmortem/compose.ts";
import { standingOf } from "../../domain/postmortem/due.ts";
import type { PostmortemInput } from "../../domain/postmortem/postmortem-input.ts";
import type { TimelineEntry } from "../../domain/timeline.ts";
import type { Checklists } from "../checklists/checklists.ts";
import type { IncidentsDeps } from "./contract.ts";
import { entriesFrom } from "./told-timelines.ts";

/** Everything of one incident that may leave Foghorn, as every export tells it. */
export interface IncidentFacts {
  readonly input: PostmortemInput;
  /** What people wrote, if anybody did, and what it stands on: of a published one the state that was frozen. */
  readonly written?: { readonly input: PostmortemInput; readonly text: WrittenText };
  /** All of them as they are stored: only for what of them is no text, as their number, their hash and their digest. */
  readonly stored: readonly TimelineEntry[];
  readonly redactions: readonly Replaced[];
}

/** Reads everything of one incident and redacts it with the rules of now. Undefined for an unknown incident. */
export async function factsOf(
  deps: IncidentsDeps,
  { readStep }: Pick<Checklists, "readStep">,
  incidentId: IncidentId,
): Promise<IncidentFacts | undefined> {
  const { clock, stores, redact } = deps;
  const incident = await stores.incidents.get(incidentId);
  if (!incident) return undefined;
  // What is written while this is read belongs to the next export.
  const stored = (await entriesFrom(deps, incidentId)).filter(({ seq }) => seq <= incident.headSeq);
  const { value, replacements } = redactValue(
    {
      incident,
      entries: readAsNow(stored),
      symptoms: await stores.symptoms.byIds(incident.symptomIds),
      checklists: (await stores.incidents.checklists(incidentId)).map((checklist) => ({
        ...checklist,
        steps: checklist.runbook.steps.flatMap((step) => {
          const state = checklist.steps.find(({ stepId }) => stepId === step.id);
          const check = readStep(incidentId, checklist, step);
          if (check === undefined) return state ?? [];
          return { ...(state ?? { stepId: step.id, mark: "open" as const }), check };
        }),
      })),
    },
    redact,
  );
  const input = { ...value, writtenAt: clock.now() };
  const written = await writtenOf(deps, input, stored);
  return {
    input,
    stored,
    redactions: merged(replacements, written?.redactions ?? []),
    ...(written && { written }),
  };
}

/** Entries up to the head a version was published on; what was removed or erased since is not told here either. */
function frozenEntries(
  stored: readonly TimelineEntry[],
  headSeq: number,
  now: readonly TimelineEntry[],
): readonly TimelineEntry[] {
  const gone = new Map(
    now.flatMap((entry) =>
      entry.body.kind === "removed" || entry.body.kind === "erased" ? [[entry.seq, entry]] : [],
    ),
  );
  return readAsNow(stored.filter(({ seq }) => seq <= headSeq)).map((entry) => gone.get(entry.seq) ?? entry);
}

async function writtenOf(
  { stores, redact }: IncidentsDeps,
  input: PostmortemInput,
  stored: readonly TimelineEntry[],
): Promise<
  (NonNullable<IncidentFacts["written"]> & { readonly redactions: readonly Replaced[] }) | undefined
> {
  const document = await stores.postmortems.get(input.incident.id);
  if (document === undefined) return undefined;
  const last = document.published.at(-1);
  const frozen =
    document.status === "published" && last !== undefined
      ? await stores.postmortems.frozen(input.incident.id, last.version)
      : undefined;
  const standing = standingOf(document);
  if (frozen === undefined || last === undefined) {
    const { text, followUps } = document;
    const { value, replacements } = redactValue({ text, followUps }, redact);
    return { input, text: { ...value, standing }, redactions: replacements };
  }
  const { text, followUps, ...facts } = frozen;
  const { value, replacements } = redactValue(
    { text, followUps, facts, entries: frozenEntries(stored, last.headSeq, input.entries) },
    redact,
  );
  return {
    input: { ...value.facts, entries: value.entries, writtenAt: last.at },
    text: { text: value.text, followUps: value.followUps, standing },
    redactions: replacements,
  };
}

const merged = (left: readonly Replaced[], right: readonly Replaced[]): readonly Replaced[] =>
  [...Map.groupBy([...left, ...right], ({ rule }) => rule)].map(([rule, found]) => ({
    rule,
    count: found.reduce((sum, { count }) => sum + count, 0),
  }));
