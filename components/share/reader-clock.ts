import { formatClock } from "../ui/format.ts";

/** UTC, as everybody in the incident speaks; or where the reader is. */
export type Zone = "utc" | "local";

const LOCAL = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;

export function clockIn(zone: Zone): (at: number) => string {
  if (zone === "utc") return (at) => formatClock(at);
  const format = new Intl.DateTimeFormat(undefined, LOCAL);
  return (at) => format.format(at);
}
