import type { Incident } from "../../domain/incident.ts";
import { type Redact, redactValue } from "../../domain/incidents/redact-value.ts";
import { aliased, createAliases } from "../../domain/postmortem/aliases.ts";
import type { Symptom } from "../../domain/symptom.ts";
import type { SharedTimeline } from "../../protocol/incident-views.ts";
import type { CheckedEntries } from "./checked-entries.ts";
import { sumOf } from "./checked-entries.ts";

/** What everybody may see of an incident behind a link: all but who shared it and for how long. */
export type ToldTimeline = Omit<SharedTimeline, "sharedBy" | "frozenAt" | "expiresAt" | "live">;

export function toTold(input: {
  readonly incident: Incident;
  readonly entries: CheckedEntries;
  readonly symptoms: readonly Symptom[];
  readonly redact: Redact;
  readonly unseenParts: NonNullable<SharedTimeline["unseenParts"]>;
}): ToldTimeline {
  const { entries } = input;
  const { id, title, state, severity, openedAt, milestones, proposedImpactAt, headHash } = input.incident;
  const head = {
    incident: {
      id,
      title,
      state,
      severity,
      openedAt,
      milestones,
      headHash,
      ...(proposedImpactAt !== undefined && { proposedImpactAt }),
    },
    symptoms: input.symptoms.map((symptom) => ({
      id: symptom.id,
      hostId: symptom.hostId,
      mode: symptom.mode,
      title: symptom.title,
      summary: symptom.summary,
      part: symptom.part,
      severity: symptom.severity,
      sinceAt: symptom.sinceAt,
      blast: symptom.blast,
      state: symptom.state,
      ...(symptom.recoveringAt !== undefined && { recoveringAt: symptom.recoveringAt }),
      ...(symptom.clearedAt !== undefined && { clearedAt: symptom.clearedAt }),
    })),
  };
  const { value, replacements } = redactValue(head, input.redact);
  return {
    ...value,
    entries: entries.shown,
    hiddenCount: entries.hiddenCount,
    ...(entries.uncheckedCount > 0 && { uncheckedCount: entries.uncheckedCount }),
    ...countsOf([...entries.replacements, ...replacements]),
    unseenParts: input.unseenParts,
  };
}

/** Told to the readers of one link. Some sign in with their address for a name. */
export function toShared(
  told: ToldTimeline,
  link: Pick<SharedTimeline, "sharedBy" | "frozenAt" | "expiresAt" | "live">,
  redact: Redact,
  hasAliases: boolean,
): SharedTimeline {
  const sharedBy = redact(link.sharedBy);
  return {
    ...(hasAliases ? withAliases(told) : told),
    ...link,
    sharedBy: sharedBy.text,
    ...countsOf([...(told.redactions ?? []), ...sharedBy.replacements]),
  };
}

/** The entries first: what comes later is told by the next number, and no alias of a live link changes. */
function withAliases(told: ToldTimeline): ToldTimeline {
  const hosts = told.symptoms.map(({ hostId }) => hostId);
  const named = told.entries.flatMap(({ body }) => ("hostId" in body ? [body.hostId] : []));
  const aliases = createAliases([...hosts, ...named]);
  const entries = told.entries.map((entry) => ({ ...entry, body: aliased(entry.body, aliases) }));
  const { id, title, ...incident } = told.incident;
  return {
    ...told,
    entries,
    symptoms: aliased(told.symptoms, aliases),
    incident: { ...incident, id, title: aliases.of(title) },
    aliasCount: aliases.count(),
  };
}

function countsOf(
  replacements: Parameters<typeof sumOf>[0],
): Pick<SharedTimeline, "redactionCount" | "redactions"> {
  const redactions = sumOf(replacements);
  return { redactionCount: redactions.reduce((sum, { count }) => sum + count, 0), redactions };
}
