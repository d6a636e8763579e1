import { isLine, isMarked, type LogRow } from "./log-row.ts";

/** A moment of a log that has a name, so that nobody has to know its time. */
export interface NamedMoment {
  readonly name: string;
  readonly row: LogRow;
}

const LIMIT = 7;

/** The first line that is marked, and the newest gaps, deaths and starts; in the order of time. */
export function namedMoments(rows: readonly LogRow[], hasMarks: boolean): readonly NamedMoment[] {
  const found = rows.flatMap((row): NamedMoment[] => {
    if (row.gap !== undefined || row.skipped !== undefined) return [{ name: "Gap", row }];
    if (row.life?.kind === "died") return [{ name: "The container died", row }];
    if (row.life?.kind === "started") return [{ name: "Started", row }];
    return [];
  });
  const marked = rows.find((row) => isLine(row) && isMarked(row));
  const first = marked && { name: hasMarks ? "First marked line" : "First error", row: marked };
  return [...(first === undefined ? [] : [first]), ...found.slice(-(LIMIT - 1))].toSorted(
    (a, b) => a.row.at - b.row.at,
  );
}
