import { NAMED, PLAIN, SECRET_NAMES } from "./redaction-carriers.ts";
import { KEPT } from "./redaction-kept.ts";
import { PLACED, SHOULD } from "./redaction-places.ts";
import { type Letters, RECOGNISABLE, UNRECOGNISABLE } from "./redaction-secrets.ts";

/** A text with something in it that nobody may read, and what of it must not be there in any output. */
export interface Case {
  readonly number: number;
  readonly class: "must" | "should";
  readonly kind: string;
  readonly carrier: string;
  readonly text: string;
  readonly cores: readonly string[];
}

const TIMES_EACH = 5;

type Made = Omit<Case, "number">;

function* madeOf(letters: Letters): Generator<Made> {
  for (const { name, make } of [...RECOGNISABLE, ...KEPT])
    for (const carrier of PLAIN) {
      const { text, core } = make(letters);
      yield { class: "must", kind: name, carrier: carrier.name, text: carrier.wrap(text), cores: [core] };
    }
  for (const name of SECRET_NAMES)
    for (const carrier of NAMED) {
      const kinds = carrier.isForWordsOnly
        ? UNRECOGNISABLE.filter(({ isOfWords }) => isOfWords)
        : UNRECOGNISABLE;
      const kind = letters.pick(kinds);
      const { text, core } = kind.make(letters);
      const made = { kind: `${kind.name} as ${name}`, carrier: carrier.name, cores: [core] };
      yield { class: "must", text: carrier.wrap(name, text), ...made };
    }
  for (const [which, all] of [
    ["must", PLACED],
    ["should", SHOULD],
  ] as const)
    for (const { name, make } of all)
      for (let time = 0; time < TIMES_EACH; time += 1)
        yield { class: which, kind: name, carrier: name, ...make(letters) };
}

export const casesOf = (letters: Letters): readonly Case[] =>
  [...madeOf(letters)].map((made, number) => ({ number, ...made }));

/** Names of files: a blank or a hyphen stands before the secret. */
export const fileNameCases = (letters: Letters, firstNumber: number): readonly Case[] =>
  [...RECOGNISABLE, ...KEPT]
    .flatMap(({ name, make }) => [" ", "-"].map((before) => ({ name, before, ...make(letters) })))
    // What cannot stand in a name of a file is not one.
    .filter(({ text }) => !/[/:]/.test(text))
    .map(({ name, before, text, core }, index) => ({
      number: firstNumber + index,
      class: "must",
      kind: name,
      carrier: `a file's name, behind ${before === " " ? "a blank" : "a hyphen"}`,
      text: `${before}${text}.txt`,
      cores: [core],
    }));
