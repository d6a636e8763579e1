import { FoghornError } from "../../domain/errors.ts";
import type { IncidentId } from "../../domain/ids.ts";
import { readAsNow } from "../../domain/incidents/read-as-now.ts";
import {
  KEPT_BESIDE_NAMES,
  type Redact,
  type Replaced,
  redactValue,
} from "../../domain/incidents/redact-value.ts";
import type { WrittenText } from "../../domain/postmortem/compose.ts";
import type { PublishedVersion } from "../../domain/postmortem/document.ts";
import { standingOf } from "../../domain/postmortem/due.ts";
import type { PostmortemInput } from "../../domain/postmortem/postmortem-input.ts";
import { hostsIn } from "../../domain/redaction/stand-ins.ts";
import type { TimelineEntry } from "../../domain/timeline.ts";
import type { ExportSummary } from "../../protocol/incident-views.ts";
import type { Checklists } from "../checklists/checklists.ts";
import type { IncidentsDeps } from "./contract.ts";
import { chosenOf, namedIn, standInsOf } from "./discretion.ts";
import type { ExportOptions } from "./export-options.ts";
import { entriesFrom, linkedTo } from "./told-timelines.ts";

/** Everything of one incident that may leave Foghorn, as every export tells it. */
export interface IncidentFacts {
  readonly input: PostmortemInput;
  /** What people wrote, if anybody did, and what it stands on: of a published one the state that was frozen. */
  readonly written?: {
    readonly input: PostmortemInput;
    readonly text: WrittenText;
    readonly published: readonly PublishedVersion[];
  };
  /** All of them as they are stored: only for what of them is no text, as their number, their hash and their digest. */
  readonly stored: readonly TimelineEntry[];
  readonly redactions: readonly Replaced[];
  /** Entries that were not marked for readers, whether or not they are left out. */
  readonly internalCount: number;
  /** Different names, addresses and words that are told otherwise here, by rule. */
  readonly chosen: ExportSummary["chosen"];
  /** As it was asked for: of texts that are read later, as an attachment's. */
  readonly clean: Redact;
  readonly options: ExportOptions;
}

/** Reads everything of one incident and redacts it with the rules of now. Undefined for an unknown incident. */
export async function factsOf(
  deps: IncidentsDeps,
  { readStep }: Pick<Checklists, "readStep">,
  incidentId: IncidentId,
  options: ExportOptions = {},
): Promise<IncidentFacts | undefined> {
  const { clock, stores, redact } = deps;
  const incident = await stores.incidents.get(incidentId);
  if (!incident) return undefined;
  // What is written while this is read belongs to the next export.
  const stored = (await entriesFrom(deps, incidentId)).filter(({ seq }) => seq <= incident.headSeq);
  const told = readAsNow(stored);
  const isForReaders = ({ visibility }: TimelineEntry) => visibility === "shared";
  const { value, replacements } = redactValue(
    {
      incident,
      entries: options.isInternalLeftOut ? told.filter(isForReaders) : told,
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
  // Its name may name hosts.
  const { recordedAt } = deps.recordingOf(incident.hostIds) ?? {};
  const input = {
    ...value,
    writtenAt: clock.now(),
    ...(recordedAt !== undefined && { recording: { recordedAt } }),
  };
  const written = await writtenOf(deps, input, stored, options.version);
  const whole = {
    input,
    ...(written && { written: { input: written.input, text: written.text, published: written.published } }),
  };
  const standIns = standInsOf(
    deps,
    await namedIn(deps, [stored, whole], hostsIn(await linkedTo(deps, incident))),
    {
      hidesHosts: options.areNamesAliased === true,
      hidesPeople: options.arePeopleAliased === true,
      hidesWords: options.areWordsTold !== true,
    },
  );
  const shown = redactValue(whole, standIns.redact, KEPT_BESIDE_NAMES);
  return {
    ...shown.value,
    stored,
    redactions: merged(merged(replacements, written?.redactions ?? []), shown.replacements),
    internalCount: told.filter((entry) => !isForReaders(entry)).length,
    chosen: chosenOf(standIns).map(({ rule, found }) => ({ rule, found })),
    clean: (text) => {
      const safe = redact(text);
      const named = standIns.redact(safe.text);
      return { text: named.text, replacements: merged(safe.replacements, named.replacements) };
    },
    options,
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
  version: number | undefined,
): Promise<
  (NonNullable<IncidentFacts["written"]> & { readonly redactions: readonly Replaced[] }) | undefined
> {
  const document = await stores.postmortems.get(input.incident.id);
  if (document === undefined) return undefined;
  const last =
    version === undefined
      ? document.status === "published"
        ? document.published.at(-1)
        : undefined
      : document.published.find((one) => one.version === version);
  if (version !== undefined && last === undefined)
    throw new FoghornError("not-found", `There is no version ${version} of this postmortem.`);
  if (last?.erased)
    throw new FoghornError("not-found", `What version ${last.version} said was erased by ${last.erased.by}.`);
  const frozen = last && (await stores.postmortems.frozen(input.incident.id, last.version));
  const standing = version === undefined ? standingOf(document) : `Published, version ${version}`;
  if (frozen === undefined || last === undefined) {
    const { text, followUps } = document;
    const { value, replacements } = redactValue({ text, followUps }, redact);
    return { input, text: { ...value, standing }, published: document.published, redactions: replacements };
  }
  const { text, followUps, ...facts } = frozen;
  const told = new Set(input.entries.map(({ seq }) => seq));
  const entries = frozenEntries(stored, last.headSeq, input.entries).filter(({ seq }) => told.has(seq));
  const { value, replacements } = redactValue({ text, followUps, facts, entries }, redact);
  return {
    input: {
      ...value.facts,
      entries: value.entries,
      writtenAt: last.at,
      ...(input.recording && { recording: input.recording }),
    },
    text: { text: value.text, followUps: value.followUps, standing },
    published: document.published,
    redactions: replacements,
  };
}

const merged = (left: readonly Replaced[], right: readonly Replaced[]): readonly Replaced[] =>
  [...Map.groupBy([...left, ...right], ({ rule }) => rule)].map(([rule, found]) => ({
    rule,
    count: found.reduce((sum, { count }) => sum + count, 0),
  }));
