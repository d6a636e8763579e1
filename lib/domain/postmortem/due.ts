import type { Incident } from "../incident.ts";
import { DAY_MS, type EpochMs } from "../time.ts";
import { type PostmortemDocument, STATUS_WORDS } from "./document.ts";

/** A week: what people remember of a night is gone after two. */
export const DUE_AFTER_DAYS = 7;

/** Until when an incident of SEV 1 to 3 should have a published postmortem; undefined where none is asked for. */
export const postmortemDueAt = ({ severity, state, milestones }: Incident): EpochMs | undefined => {
  const isOver = state === "resolved" || state === "closed";
  const { resolved } = milestones;
  return isOver && severity !== "SEV4" && resolved !== undefined
    ? resolved + DUE_AFTER_DAYS * DAY_MS
    : undefined;
};

/** "Draft", "In review of version 2", "Published, version 1" */
export function standingOf({ status, published }: Pick<PostmortemDocument, "status" | "published">): string {
  const last = published.at(-1)?.version;
  if (status === "published") return `${STATUS_WORDS.published}, version ${last ?? 1}`;
  return last === undefined ? STATUS_WORDS[status] : `${STATUS_WORDS[status]} of version ${last + 1}`;
}
