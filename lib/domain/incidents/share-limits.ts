import { DAY_MS, MINUTE_MS } from "../time.ts";

/** How long a link to a timeline lasts when nobody says otherwise; people outside read it within days. */
export const SHARE_DEFAULT_MS = 7 * DAY_MS;
export const SHARE_LONGEST_MS = 90 * DAY_MS;
export const SHARE_SHORTEST_MS = MINUTE_MS;
/** For whom a link is, as only this Foghorn reads it. */
export const SHARE_LABEL_LIMIT = 80;

/** A paragraph or two above the timeline; who wants to say more links to it. */
export const SHARE_SUMMARY_LIMIT = 2_000;

/** A snapshot stays as it was made; a live one goes on until its incident is over and then stays as it was. */
export const SHARE_KINDS = ["snapshot", "live"] as const;
export type ShareKind = (typeof SHARE_KINDS)[number];
