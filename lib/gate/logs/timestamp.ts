/** The time in front of a log line, as `timestamps=1` puts it there. */
export interface LeadingTime {
  readonly timeNano: string;
  /** With the blank behind it. */
  readonly byteCount: number;
}

const LONGEST_BYTES = 40;
const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d) /;

/** Undefined where no time stands: a foreign daemon, or the middle of a line. */
export function leadingTime(bytes: Buffer): LeadingTime | undefined {
  const match = TIME.exec(bytes.toString("latin1", 0, LONGEST_BYTES));
  if (match === null) return undefined;
  const [whole, seconds = "", fraction = "", zone = ""] = match;
  const atMs = Date.parse(`${seconds}${zone}`);
  if (Number.isNaN(atMs) || atMs < 0) return undefined;
  return { timeNano: `${atMs / 1_000}${fraction.padEnd(9, "0")}`, byteCount: whole.length };
}

/** Nanoseconds as decimal text, as Docker wants them in `since` and `until`: "1795260239.274596123". */
export function toDockerTime(timeNano: string): string {
  const digits = timeNano.padStart(10, "0");
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`;
}
