import { INCIDENT_ROLES } from "../incident.ts";
import { ROLE_WORDS } from "../incidents/role-words.ts";
import type { EntryBody } from "../timeline.ts";
import type { DrillRoom } from "./drill.ts";
import type { ActionRun } from "./drilled-actions.ts";
import type { ChecklistHistory } from "./step-history.ts";

const NEVER: readonly { readonly kinds: readonly EntryBody["kind"][]; readonly says: string }[] = [
  { kinds: ["note"], says: "No note was written." },
  { kinds: ["lines.pinned"], says: "No log line was pinned." },
  { kinds: ["reading.pinned"], says: "No reading was pinned." },
  { kinds: ["evidence.captured"], says: "No evidence was captured." },
  { kinds: ["incident.severity"], says: "Its severity stayed what it was opened with." },
  { kinds: ["share.created"], says: "No link was shared with anybody outside." },
];

/** What the room offered and nobody took: not wrong by itself, but what nobody tried nobody knows. */
export function unusedOf(
  { entries }: DrillRoom,
  checklists: readonly ChecklistHistory[],
  actions: readonly ActionRun[],
): readonly string[] {
  const untouched = checklists
    .filter(({ steps }) => steps.every(({ events }) => events.length === 0))
    .map(({ runbook }) => `Nothing happened to any step of “${runbook.title}”.`);
  const offered = checklists.flatMap(({ steps }) =>
    steps.flatMap(({ step }) => (step.run === undefined ? [] : [{ verb: step.run.verb, title: step.title }])),
  );
  const notRun = offered
    .filter(({ verb }) => actions.every((action) => action.verb !== verb))
    .map(({ verb, title }) => `The gate was not asked for ${verb} (“${title}”).`);
  const taken = new Set(entries.flatMap(({ body }) => (body.kind === "incident.role" ? [body.role] : [])));
  const free = INCIDENT_ROLES.filter((role) => !taken.has(role)).map((role) => ROLE_WORDS[role]);
  const roles = free.length === 0 ? [] : [`Nobody took ${free.join(", ")}.`];
  const kinds = new Set(entries.map(({ body }) => body.kind));
  const never = NEVER.filter(({ kinds: wanted }) => wanted.every((kind) => !kinds.has(kind)));
  return [...untouched, ...notRun, ...roles, ...never.map(({ says }) => says)];
}
