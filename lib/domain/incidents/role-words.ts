import type { IncidentRole } from "../incident.ts";
import type { EntryBody } from "../timeline.ts";

export const ROLE_WORDS: Readonly<Record<IncidentRole, string>> = {
  commander: "Commander",
  operations: "Operations",
  communications: "Communications",
  scribe: "Scribe",
};

/** What each is for: who joins late reads it before taking one. */
export const ROLE_DUTIES: Readonly<Record<IncidentRole, string>> = {
  commander: "decides what is done next, and by whom",
  operations: "works on the hosts",
  communications: "tells those who wait",
  scribe: "keeps the timeline",
};

/** "took Operations", "handed Operations over to Ben", "gave Operations up"; whoever did it stands before it. */
export function roleWords(body: Extract<EntryBody, { kind: "incident.role" }>): string {
  const role = ROLE_WORDS[body.role];
  const from = body.from === undefined ? "" : ` from ${body.from.name}`;
  switch (body.how) {
    case "taken":
      return `took ${role}${from}`;
    case "handed-over":
      return `handed ${role} over${from} to ${body.to?.name ?? "nobody"}`;
    case "given-up":
      return `gave ${role} up`;
  }
}
