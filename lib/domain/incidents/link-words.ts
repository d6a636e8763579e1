import type { IncidentLink } from "../incident.ts";
import type { EpochMs } from "../time.ts";
import type { EntryBody } from "../timeline.ts";
import { calledWords } from "./attach-words.ts";

const because = (reason: string | undefined): string => (reason === undefined ? "" : `: ${reason}`);

/** "merged INC-0404 “…” into this; its entries stay there" */
export function linkedWords(body: Extract<EntryBody, { kind: "incident.linked" }>): string {
  const other = `${body.incidentId} “${body.title}”`;
  switch (body.how) {
    case "merged-from":
      return `merged ${other} into this; its entries stay there${because(body.reason)}`;
    case "split-from":
      return `split this off ${other}; earlier entries stay there${because(body.reason)}`;
    case "split-into":
      return `split ${other} off${because(body.reason)}`;
  }
}

/** "merged into this", of the other incident. */
const LINK_WORDS: Readonly<Record<IncidentLink["how"], string>> = {
  "merged-from": "merged into this",
  "split-from": "this was split off it",
  "split-into": "split off this",
};

interface LinkedIncident extends Pick<IncidentLink, "incidentId" | "title"> {
  readonly words: string;
}

/** Each other incident once: "split off this, then merged into this" */
export function linkedOnce(links: readonly IncidentLink[]): readonly LinkedIncident[] {
  return [...Map.groupBy(links, ({ incidentId }) => incidentId)].map(([incidentId, of]) => ({
    incidentId,
    title: of.at(-1)?.title ?? "",
    words: [...new Set(of.map(({ how }) => LINK_WORDS[how]))].join(", then "),
  }));
}

function impactWords({ impactNow }: { readonly impactNow?: EpochMs | null | undefined }): string {
  if (impactNow === undefined) return "";
  if (impactNow === null) return "; what stays tells of no impact";
  return `; the evidence that stays begins at ${new Date(impactNow).toISOString().slice(11, 19)} UTC`;
}

/** "detached “…” on web-1, it goes on in INC-0405: …" */
export function detachedWords(body: Extract<EntryBody, { kind: "symptom.detached" }>): string {
  const { symptom, movedTo, reason } = body;
  const subject = symptom.subject === "" ? "" : `, ${symptom.subject}`;
  const to = movedTo === undefined ? "" : `; it goes on in ${movedTo}`;
  return `detached “${symptom.title}${subject}” on ${symptom.hostId}${to}: ${reason}${calledWords(body)}${impactWords(body)}`;
}
