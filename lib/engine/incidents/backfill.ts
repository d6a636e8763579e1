import type { HostId } from "../../domain/ids.ts";
import { isWorthAnEntry } from "../../domain/incidents/landing.ts";
import type { Symptom } from "../../domain/symptom.ts";
import { type EpochMs, MINUTE_MS } from "../../domain/time.ts";
import type { EntryDraft, Landed } from "../ports-incidents.ts";
import type { IncidentsDeps } from "./contract.ts";
import { draftRows, subjectsOf } from "./draft-rows.ts";
import { changeDraft, evidenceDraft, hostChangeDraft } from "./drafts.ts";

/** How far back an incident that was opened late begins. */
const BACKFILL_MS = 15 * MINUTE_MS;

/** What was changed before that is rarely why: a deploy dies within minutes, after a boot things come back one by one. */
export const CHANGED_BEFORE_MS = 30 * MINUTE_MS;

export interface Backfill {
  readonly drafts: readonly EntryDraft[];
  /** From where on rows and changes land by themselves. */
  readonly landed: readonly Landed[];
}

/**
 * What is known of these hosts from the 15 minutes before now: deploys and boots (30 minutes), symptom changes, events of the containers concerned,
 * lines a signature knows, gaps, evidence; in the order of their source times.
 */
export async function backfill(
  deps: IncidentsDeps,
  hostIds: readonly HostId[],
  symptoms: readonly Symptom[],
  now: EpochMs,
): Promise<Backfill> {
  const perHost = await Promise.all(hostIds.map((hostId) => backfillHost(deps, hostId, symptoms, now)));
  const timeOf = (draft: EntryDraft) => draft.sourceAt ?? draft.at;
  return {
    drafts: perHost.flatMap(({ drafts }) => drafts).sort((a, b) => timeOf(a) - timeOf(b)),
    landed: perHost.map(({ landed }) => landed),
  };
}

async function backfillHost(
  { stores, redact, signatureOf, changesOf }: IncidentsDeps,
  hostId: HostId,
  symptoms: readonly Symptom[],
  now: EpochMs,
): Promise<{ readonly drafts: readonly EntryDraft[]; readonly landed: Landed }> {
  // The position first: what is stored while the rest is read lands by itself, and keys keep it from landing twice.
  const landed: Landed = {
    hostId,
    rowSeq: await stores.stream.lastSeq(hostId),
    changeId: await stores.symptoms.lastChangeId(hostId),
  };
  const fromAt = now - BACKFILL_MS;
  const changes = await stores.symptoms.changesBetween(hostId, fromAt, now);
  const rows = await stores.stream.between(hostId, fromAt, now);
  const evidence = await stores.evidence.ofHostBetween(hostId, fromAt, now);
  const attached = new Set(symptoms.map(({ id }) => id));
  const isTold = subjectsOf(symptoms.filter((symptom) => symptom.hostId === hostId));
  const drafts = [
    ...changesOf(hostId)
      .filter(({ at }) => at >= now - CHANGED_BEFORE_MS)
      .map((change) => hostChangeDraft(hostId, change, now)),
    ...changes
      .filter((change) => isWorthAnEntry(change, attached.has(change.symptom.id) ? "same" : "host"))
      .map((change) => changeDraft(change, now)),
    ...draftRows(
      rows.filter(({ seq }) => seq <= landed.rowSeq),
      { now, isTold, redact: (text) => redact(text).text, signatureOf, isRestartTold: false },
    ),
    ...evidence.filter(({ subject }) => isTold(subject)).map((item) => evidenceDraft(item, now)),
  ];
  return { drafts, landed };
}
