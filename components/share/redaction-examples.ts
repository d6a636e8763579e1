import { REDACTION_MARK } from "#lib/domain/redaction/mark.ts";
import type { EntryBody } from "#lib/domain/timeline.ts";
import type { SharedTimeline } from "#lib/protocol/incident-views.ts";

/** What one rule did, as far as a person needs it to see that it is right. */
export interface RuleExample {
  readonly rule: string;
  /** Of one text: what stood before the mark, the mark without its brackets, and what stands behind it. */
  readonly before: string;
  readonly mark: string;
  readonly after: string;
  /** "in 2 notes, pinned lines" */
  readonly where: string;
}

const AROUND = 26;

const PLACES: Partial<Record<EntryBody["kind"], string>> = {
  note: "notes",
  "note.edited": "notes",
  "lines.pinned": "pinned lines",
  "engine.line": "lines of the engine",
  "docker.event": "events",
  "attachment.added": "file names",
  "symptom.attached": "evidence",
  "symptom.changed": "evidence",
  "symptom.detached": "evidence",
  "step.changed": "steps",
};

/** For each rule its first mark, with a little of its text, and the sorts of places where it took something out. */
export function examplesOf(shared: SharedTimeline): ReadonlyMap<string, RuleExample> {
  const found = new Map<string, { first: Omit<RuleExample, "where">; places: Set<string> }>();
  const look = (value: unknown, place: string): void => {
    for (const text of textsIn(value)) {
      for (const match of text.matchAll(REDACTION_MARK)) {
        const [whole, mark = ""] = match;
        const [rule = ""] = mark.split("#");
        const known = found.get(rule);
        if (known !== undefined) {
          known.places.add(place);
          continue;
        }
        const end = match.index + whole.length;
        const first = {
          rule,
          before: tail(lastLine(text.slice(0, match.index))),
          mark,
          after: head(firstLine(text.slice(end))),
        };
        found.set(rule, { first, places: new Set([place]) });
      }
    }
  };
  for (const { body, actor } of shared.entries) {
    look(body, PLACES[body.kind] ?? "entries");
    look(actor, "names of people");
  }
  look(shared.incident, "the title");
  look(shared.symptoms, "what was found");
  look(shared.sharedBy, "names of people");
  return new Map(
    [...found].map(([rule, { first, places }]) => [
      rule,
      { ...first, where: `in ${[...places].join(", ")}` },
    ]),
  );
}

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
