import { REDACTION_MARK } from "#lib/domain/redaction/mark.ts";
import type { EntryBody } from "#lib/domain/timeline.ts";
import type { SharedTimeline } from "#lib/protocol/incident-views.ts";
import { formatCount } from "../ui/format.ts";

/** What one rule did, as far as a person needs it to see that it is right. */
export interface RuleExample {
  readonly rule: string;
  /** Of one text: what stood before the mark, the mark without its brackets, and what stands behind it. */
  readonly before: string;
  readonly mark: string;
  readonly after: string;
  /** "in a note, 2 pinned lines" */
  readonly where: string;
}

const AROUND = 26;

/** One of them, and the sort of which there are more. */
type Place = readonly [one: string, many: string];

const EVIDENCE: Place = ["evidence", "readings of evidence"];
const PLACES: Partial<Record<EntryBody["kind"], Place>> = {
  note: ["a note", "notes"],
  "note.edited": ["a note", "notes"],
  "lines.pinned": ["a pinned line", "pinned lines"],
  "engine.line": ["a line of the engine", "lines of the engine"],
  "docker.event": ["an event", "events"],
  "attachment.added": ["a file’s name", "names of files"],
  "symptom.attached": EVIDENCE,
  "symptom.changed": EVIDENCE,
  "symptom.detached": EVIDENCE,
  "step.changed": ["a step", "steps"],
};
const ENTRY: Place = ["an entry", "entries"];
const PERSON: Place = ["a person’s name", "names of people"];
const TITLE: Place = ["the title", "the title"];
const FOUND: Place = ["what was found", "what was found"];
const SUMMARY: Place = ["your summary", "your summary"];

/** For each rule its first mark, with a little of its text, and the places where it took something out. */
export function examplesOf(shared: SharedTimeline): ReadonlyMap<string, RuleExample> {
  const found = new Map<string, { first: Omit<RuleExample, "where">; places: Map<Place, number> }>();
  const look = (value: unknown, place: Place): void => {
    for (const text of textsIn(value)) {
      const seen = new Set<string>();
      for (const match of text.matchAll(REDACTION_MARK)) {
        const [whole, mark = ""] = match;
        const [rule = ""] = mark.split("#");
        const known = found.get(rule);
        if (known !== undefined) {
          if (!seen.has(rule)) known.places.set(place, (known.places.get(place) ?? 0) + 1);
          seen.add(rule);
          continue;
        }
        seen.add(rule);
        const end = match.index + whole.length;
        const first = {
          rule,
          before: tail(lastLine(text.slice(0, match.index))),
          mark,
          after: head(firstLine(text.slice(end))),
        };
        found.set(rule, { first, places: new Map([[place, 1]]) });
      }
    }
  };
  look(shared.summary, SUMMARY);
  for (const { body, actor } of shared.entries) {
    look(body, PLACES[body.kind] ?? ENTRY);
    look(actor, PERSON);
  }
  look(shared.incident, TITLE);
  look(shared.symptoms, FOUND);
  look(shared.sharedBy, PERSON);
  return new Map(
    [...found].map(([rule, { first, places }]) => [
      rule,
      { ...first, where: `in ${[...places].map(inWords).join(", ")}` },
    ]),
  );
}

const inWords = ([[one, many], count]: readonly [Place, number]): string =>
  count === 1 || one === many ? one : `${formatCount(count)} ${many}`;

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const lastLine = (text: string): string => text.slice(text.lastIndexOf("\n") + 1);
const firstLine = (text: string): string => text.split("\n", 1)[0] ?? "";
const plain = (text: string): string => text.replace(REDACTION_MARK, "…");
const tail = (text: string): string => {
  const shown = plain(text);
  return shown.length > AROUND ? `…${shown.slice(-AROUND)}` : shown;
};
const head = (text: string): string => {
  const shown = plain(text);
  return shown.length > AROUND ? `${shown.slice(0, AROUND)}…` : shown;
};
