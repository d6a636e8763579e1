import type { EpochMs } from "#lib/domain/time.ts";

interface Timed {
  readonly at: EpochMs;
}

/** Lines that stand one after the other and say the same; most often one. */
export type Run<Row> = readonly [Row, ...Row[]];

/** New with each call, whatever it says. */
const OF_ONE_CALL = /\s(?:spanID|traceID)=\w+/g;

/** A line without what differs from one to the next: times, numbers and ids. */
export const sameText = (text: string): string =>
  text
    .replace(OF_ONE_CALL, "")
    .replace(/\b[0-9a-f]{12,64}\b/g, "#")
    .replace(/\d+/g, "#");

/** Neighbours of the same form as one run; what has no form, as a gap, stands for itself. */
export function foldRepeats<Row>(
  rows: readonly Row[],
  formOf: (row: Row) => string | undefined,
): readonly Run<Row>[] {
  const runs: [Row, ...Row[]][] = [];
  let before: string | undefined;
  for (const row of rows) {
    const form = formOf(row);
    const run = runs.at(-1);
    if (run !== undefined && form !== undefined && form === before) run.push(row);
    else runs.push([row]);
    before = form;
  }
  return runs;
}

/** Where a run stands, how long it is and when it was said last; of a line alone nothing. */
export interface Repeat {
  readonly times: number;
  readonly lastAt: EpochMs;
}

export const repeatOf = <Row extends Timed>(run: Run<Row>): Repeat | undefined =>
  run.length > 1 ? { times: run.length, lastAt: (run.at(-1) ?? run[0]).at } : undefined;
