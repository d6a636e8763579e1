import type { ModeId } from "../symptom.ts";
import type { Place } from "./parse-json.ts";

/** Something in daemon.json, the unit or /etc/default/docker that is wrong, found without asking the engine. */
export interface Finding {
  /** The failure mode that it is. */
  readonly mode: ModeId;
  /** Key of daemon.json, or the flag. */
  readonly key: string;
  readonly file: string;
  readonly place?: Place;
  /** Part and condition. */
  readonly title: string;
  /** What is wrong and what is wanted instead, in a sentence or two. */
  readonly words: string;
  /** false: dockerd starts with it, and something else suffers. */
  readonly stopsTheStart: boolean;
  /** Of one that does not stop the start: what suffers. */
  readonly consequence: string;
  /** For a row of evidence. */
  readonly reading: string;
  readonly facts: Readonly<Record<string, string>>;
}

/** One setting with its value, wherever it is given. */
export interface GivenSetting {
  readonly key: string;
  /** As JSON gives it; of flags the text, a list where the flag may be repeated. */
  readonly value: unknown;
  readonly file: string;
  readonly place?: Place;
  readonly isFlag: boolean;
}

export interface Complaint {
  readonly mode: ModeId;
  readonly title: string;
  readonly words: string;
  /** Absent: it stops the start. */
  readonly consequence?: string;
}

/** A complaint about one setting, with its place. */
export const findingAt = (setting: Omit<GivenSetting, "value" | "isFlag">, complaint: Complaint): Finding => {
  const { key, file, place } = setting;
  return {
    mode: complaint.mode,
    key,
    file,
    ...(place && { place }),
    title: complaint.title,
    words: complaint.words,
    stopsTheStart: complaint.consequence === undefined,
    consequence: complaint.consequence ?? "",
    reading: `${key}${place ? `, line ${place.line}:${place.column}` : ""}`,
    facts: { key, file, ...(place && { line: String(place.line), column: String(place.column) }) },
  };
};

/** "“mtu” wants a whole number, without quotes: /etc/docker/daemon.json:3:5." */
export const findingText = ({ words, file, place }: Finding): string =>
  `${words} It stands at ${file}${place ? `:${place.line}:${place.column}` : ""}.`;
