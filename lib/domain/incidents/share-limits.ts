import { DAY_MS, MINUTE_MS } from "../time.ts";

/** How long a link to a timeline lasts when nobody says otherwise; people outside read it within days. */
export const SHARE_DEFAULT_MS = 7 * DAY_MS;
export const SHARE_LONGEST_MS = 90 * DAY_MS;
export const SHARE_SHORTEST_MS = MINUTE_MS;
