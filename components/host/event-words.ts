import type { EventRow } from "#lib/protocol/row-views.ts";

// What the row says of itself already.
const KNOWN = new Set(["name", "image", "exitCode"]);
const DETAIL_LIMIT = 6;

/** "container die": what happened to which sort of thing. */
export const eventTitle = (row: EventRow): string => [row.type, row.action].filter(Boolean).join(" ");

/** The name people use, else the beginning of the id. */
export const eventSubject = (row: EventRow): string => row.attributes?.name ?? row.actor?.slice(0, 12) ?? "";

/** Exit code and image first, then other attributes; labels of a build can be many. */
export function eventDetail(row: EventRow): string {
  const attributes = row.attributes ?? {};
  const first = [
    attributes.exitCode === undefined || attributes.exitCode === "" ? "" : `exitCode=${attributes.exitCode}`,
    attributes.image === undefined ? "" : attributes.image,
  ];
  const others = Object.entries(attributes)
    .filter(([key]) => !KNOWN.has(key))
    .slice(0, DETAIL_LIMIT)
    .map(([key, value]) => `${key}=${value}`);
  return [...first, ...others].filter(Boolean).join(" ");
}

/** What went wrong is strong, not coloured: whether it matters is for a symptom to say. */
export function isBad(row: EventRow): boolean {
  const action = row.action ?? "";
  if (action === "oom" || action === "health_status: unhealthy") return true;
  return action === "die" && (row.attributes?.exitCode ?? "0") !== "0";
}

/** Rows that hold every word. Gaps always stay: without them the list would look whole. */
export function filterEvents(rows: readonly EventRow[], filter: string): readonly EventRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    if (row.kind === "gap") return true;
    const text =
      `${eventTitle(row)} ${eventSubject(row)} ${eventDetail(row)} ${row.actor ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
