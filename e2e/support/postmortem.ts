/* An exported postmortem, taken apart as a reader would: by its headings, tables and list. */

export interface Postmortem {
  /** Name of a figure to its value: "Time to detect (TTD)" to "unknown". */
  readonly figures: ReadonlyMap<string, string>;
  /** Name of a milestone to its time, or "unknown". */
  readonly milestones: ReadonlyMap<string, string>;
  readonly items: readonly TimelineItem[];
  /** "3" of "3 entries, each chained to the one before." */
  readonly entryCount: number;
  readonly headHash: string;
}

export interface TimelineItem {
  readonly at: string;
  readonly who: string;
  readonly text: string;
}

export function readPostmortem(markdown: string): Postmortem {
  const rows = [...section(markdown, "Figures").matchAll(/^\| (?!---)([^|]+) \| ([^|]+) \|/gm)].map(
    ([, name = "", value = ""]) => [name, value] as const,
  );
  const items = section(markdown, "Timeline").split(/^- `/m).slice(1);
  const [, count = "", headHash = ""] =
    /(\d+) entries, each chained .* Hash of the last: `([0-9a-f]{64})`/.exec(section(markdown, "Origin")) ??
    [];
  return {
    figures: new Map(rows.filter(([name]) => name.startsWith("Time to"))),
    milestones: new Map(rows.filter(([name]) => !name.startsWith("Time to"))),
    items: items.map((item) => {
      const [, at = "", who = "", text = ""] = /^([^`]+)` \*\*([^*]+)\*\* (.*)$/s.exec(item) ?? [];
      return { at, who, text: text.trim() };
    }),
    entryCount: Number(count),
    headHash,
  };
}

function section(markdown: string, heading: string): string {
  const [, rest = ""] = markdown.split(`\n## ${heading}\n`);
  return rest.split("\n## ")[0] ?? "";
}

/** As the postmortem writes times: "2027-01-14 09:30:00.000". */
export const stamp = (at: number): string => new Date(at).toISOString().replace("T", " ").replace("Z", "");
