import type { EntryBody, TimelineEntry } from "../timeline.ts";

/** What people did and decided, and what began and ended; no ticks, events and lines of machines. */
const KEY_KINDS: ReadonlySet<EntryBody["kind"]> = new Set([
  "incident.opened",
  "incident.state",
  "incident.severity",
  "incident.role",
  "incident.linked",
  "note",
  "lines.pinned",
  "reading.pinned",
  "attachment.added",
  "host.changed",
  "gap",
  "foghorn.restarted",
  "runbook.opened",
  "action.begun",
  "action.ended",
  "action.settled",
]);

const KEY_CHANGES: readonly string[] = ["seen", "relapsed", "cleared"];

/** The entries a reader needs to follow what happened. */
export const keyEntries = (entries: readonly TimelineEntry[]): readonly TimelineEntry[] =>
  entries.filter(
    ({ body }) =>
      KEY_KINDS.has(body.kind) || (body.kind === "symptom.changed" && KEY_CHANGES.includes(body.change)),
  );
