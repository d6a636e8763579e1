import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "#lib/domain/time.ts";

const UNITS = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS } as const;
const RELATIVE = /^-\s*(\d{1,5})\s*([smhd])$/;
const CLOCK = /^(yesterday\s+)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/;
const ISO = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * A moment as people type it: "-12m", "03:12", "03:12:20.118", "yesterday 22:40" or a pasted ISO time; UTC
 * where no zone is given. A time of day that has not come yet today was yesterday's. Undefined when it is none.
 */
export function parseMoment(input: string, now: EpochMs): EpochMs | undefined {
  const text = input.trim();
  const relative = RELATIVE.exec(text);
  if (relative) {
    const unit = UNITS[relative[2] as keyof typeof UNITS];
    return now - Number(relative[1]) * unit;
  }
  const clock = CLOCK.exec(text);
  if (clock) return clockMoment(clock, now);
  if (!ISO.test(text)) return undefined;
  const withZone = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`;
  const at = Date.parse(withZone.replace(" ", "T"));
  return Number.isNaN(at) ? undefined : at;
}

function clockMoment(parts: RegExpExecArray, now: EpochMs): EpochMs | undefined {
  const [, yesterday, hours = "0", minutes = "0", seconds = "0", fraction = "0"] = parts;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const ofDay =
    Number(hours) * HOUR_MS +
    Number(minutes) * MINUTE_MS +
    Number(seconds) * SECOND_MS +
    Number(fraction.padEnd(3, "0"));
  const isYesterday = yesterday !== undefined || today + ofDay > now;
  return today + ofDay - (isYesterday ? DAY_MS : 0);
}
