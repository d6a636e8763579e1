import type { HostId } from "../ids.ts";
import type { Redact } from "../incidents/redact-value.ts";
import { markOf } from "./mark.ts";
import type { Span } from "./prefix-patterns.ts";
import { outsideMarks, replaceFound } from "./replace.ts";

/*
 * What somebody who tells an incident may choose to keep to themselves, besides secrets, which nobody is told: how hosts
 * and people are called, and words of a list of their own. A name has the same alias wherever it stands in what is told.
 */

/** What is kept to themselves by who shares or exports. */
export interface Discretion {
  /** Names of hosts, and addresses. */
  readonly hidesHosts: boolean;
  readonly hidesPeople: boolean;
  /** The list of words that an admin keeps. */
  readonly hidesWords: boolean;
}

/** Where nobody chose: names are told, as most readers know them; the list is kept because it must not be. */
export const USUAL_DISCRETION: Discretion = { hidesHosts: false, hidesPeople: false, hidesWords: true };

export const CHOSEN_RULES = ["host-name", "person-name", "own-word"] as const;
export type ChosenRule = (typeof CHOSEN_RULES)[number];

/** Whether a rule is one of those that can be turned off. */
export const isChosenRule = (rule: string): rule is ChosenRule =>
  (CHOSEN_RULES as readonly string[]).includes(rule);

/** What stands for one name or word, as it was first met. */
export interface StandIn {
  readonly rule: ChosenRule;
  readonly from: string;
  readonly to: string;
}

export interface StandIns {
  readonly redact: Redact;
  /** Each name and word that was met until now, in the order they were. */
  readonly met: () => readonly StandIn[];
}

export interface Named {
  readonly hostIds: readonly string[];
  /** What hosts are called besides: by their engine, and in the address they are reached at. */
  readonly hostNames?: readonly { readonly id: string; readonly names: readonly string[] }[];
  readonly people: readonly string[];
  readonly words: readonly string[];
}

const IPV4 = String.raw`(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
/** Two groups at least and one more, so that no time of day is one; and a name as `a::b` of a program is none. */
const IPV6 = String.raw`[0-9a-fA-F]{2,4}:(?:[0-9a-fA-F]{1,4}:){0,5}(?::[0-9a-fA-F]{1,4}){1,6}|(?:[0-9a-fA-F]{1,4}:){2,7}(?::?[0-9a-fA-F]{1,4})+|(?:[0-9a-fA-F]{1,4}:){1,7}:|::(?:[0-9a-fA-F]{1,4}:){0,6}[0-9a-fA-F]{1,4}`;
const CLOCK = /^\d{1,2}:\d{2}(?::\d{2})?$/;
/** A letter or a digit at either side makes it another word; a hyphen or an underscore does not. */
const ALONE = { before: String.raw`(?<![\p{L}\p{N}])`, after: String.raw`(?![\p{L}\p{N}\p{M}])` };
/** Shorter ones are initials, and syllables of machines. */
const PART_LETTERS = 3;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
/** An accent is written in two ways, which look the same. */
const spellings = (text: string): readonly string[] => [
  ...new Set([text, text.normalize("NFC"), text.normalize("NFD")]),
];
/** The longest first: web-1 is no part of web-10. */
const anyOf = (texts: readonly string[]): string => texts.toSorted((a, b) => b.length - a.length).join("|");

type Find = (text: string) => Iterable<Span>;

function finderOf(rule: ChosenRule, sources: readonly string[], flags: string): Find {
  if (sources.length === 0) return () => [];
  const pattern = new RegExp(sources.join("|"), `g${flags}`);
  return (text) =>
    [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
      from: index,
      to: index + found.length,
      rule,
    }));
}

const hostSource = (hostIds: readonly string[]): string =>
  `(?<![\\w.-])(?:${anyOf(hostIds.map(escaped))})(?![\\w-]|\\.\\d)`;

/** Words of a language more often than names: an alias in their place would hide nobody and spoil every sentence. */
const NO_NAMES = new Set(
  "localhost docker dockerd containerd moby host server node linux debian ubuntu".split(" "),
);

const isName = (name: string): boolean =>
  name.length >= PART_LETTERS &&
  /[a-z]/i.test(name) &&
  !name.includes(":") &&
  !NO_NAMES.has(name.toLowerCase());

/** Other names by their small letters, to the host; a long one, "db.example.org", is written short as well. */
function hostsByName({ hostIds, hostNames = [] }: Named): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { id, names } of hostNames)
    for (const name of names)
      for (const spelt of [name, name.split(".")[0] ?? ""].filter(isName)) found.set(spelt.toLowerCase(), id);
  // An id is its host's, whatever another one calls itself.
  for (const id of hostIds) found.delete(id);
  return found;
}

function addressFinder(): Find {
  const find = finderOf(
    "host-name",
    [`(?<![\\w.-])(?:${IPV4})(?![\\w-]|\\.\\d)`, `(?<![\\w:.])(?:${IPV6})(?![\\w:])`],
    "",
  );
  return (text) => [...find(text)].filter(({ from, to }) => !CLOCK.test(text.slice(from, to)));
}

const partsOf = (name: string): readonly string[] => name.split(/[\s._-]+/u).filter(Boolean);
const isCapital = (part: string): boolean => /^\p{Lu}/u.test(part);

/** Parts that stand for somebody alone: of "Nora Achebe" both; "Night desk" is a desk, and its words are anybody's. */
function callNames(name: string): readonly string[] {
  const parts = partsOf(name).filter(isCapital);
  return parts.length < 2 ? [] : parts.filter((part) => part.length >= PART_LETTERS);
}

/** A whole name however it is joined: "Nora Achebe", "nora.achebe". A short one only as it is written. */
function peopleFinders(people: readonly string[]): readonly Find[] {
  const alone = (texts: readonly string[]) =>
    texts.length === 0 ? [] : [`${ALONE.before}(?:${anyOf(texts)})${ALONE.after}`];
  const joined = (name: string): readonly string[] =>
    spellings(name).map((spelt) => partsOf(spelt).map(escaped).join(String.raw`[ \t._-]{0,2}`));
  const isShort = (name: string): boolean => name.length < PART_LETTERS;
  const calls = [...new Set(people.flatMap(callNames).flatMap(spellings))].map(escaped);
  return [
    finderOf("person-name", alone(people.filter((name) => !isShort(name)).flatMap(joined)), "iu"),
    finderOf("person-name", alone([...people.filter(isShort).map(escaped), ...calls]), "u"),
    finderOf("person-name", calls.length === 0 ? [] : [`(?<=@)(?:${anyOf(calls)})${ALONE.after}`], "iu"),
  ];
}

const wordSources = (words: readonly string[]): readonly string[] =>
  words.length === 0
    ? []
    : [
        `${ALONE.before}(?:${anyOf(
          words.flatMap(spellings).map((word) => word.split(/\s+/u).map(escaped).join(String.raw`\s{1,8}`)),
        )})${ALONE.after}`,
      ];

/** A, B, … Z, AA: as many as there are people. */
function letterOf(number: number): string {
  const rest = Math.floor(number / 26);
  const letter = String.fromCharCode("A".charCodeAt(0) + (number % 26));
  return rest === 0 ? letter : `${letterOf(rest - 1)}${letter}`;
}

/** In order and without overlap; of two that overlap the later one keeps what is left of it. */
function apart(spans: readonly Span[]): readonly Span[] {
  const sorted = spans.toSorted((left, right) => left.from - right.from || right.to - left.to);
  const result: Span[] = [];
  for (const span of sorted) {
    const from = Math.max(span.from, result.at(-1)?.to ?? 0);
    if (from < span.to) result.push({ ...span, from });
  }
  return result;
}

const folded = (text: string): string => text.normalize("NFC").toLowerCase();
const keyOfPerson = (text: string): string => partsOf(folded(text)).join(" ");

/** Names of `named` and what may be told instead of them; the same one is always called the same. */
export function createStandIns(named: Named, discretion: Discretion, key: string): StandIns {
  const words = discretion.hidesWords ? named.words : [];
  const people = discretion.hidesPeople
    ? [...new Set(named.people.map((name) => name.trim()))].filter((name) => partsOf(name).length > 0)
    : [];
  const findWords = finderOf("own-word", wordSources(words), "iu");
  const hostIds = [...new Set(named.hostIds)];
  // A mark cannot stand in the name of a host, by which things find one another: such a host gets an alias.
  const worded = hostIds.filter((id) => [...findWords(id)].length > 0);
  const hosts = new Set(discretion.hidesHosts ? hostIds : worded);
  const otherNames = discretion.hidesHosts ? hostsByName(named) : new Map<string, string>();
  const finders: readonly Find[] = [
    finderOf("host-name", otherNames.size === 0 ? [] : [hostSource([...otherNames.keys()])], "i"),
    finderOf(
      discretion.hidesHosts ? "host-name" : "own-word",
      hosts.size === 0 ? [] : [hostSource([...hosts])],
      "",
    ),
    ...(discretion.hidesHosts ? [addressFinder()] : []),
    ...peopleFinders(people),
    findWords,
  ];

  const met = new Map<string, StandIn>();
  const numbers = { host: 0, address: 0, person: 0 };
  const standIn = (rule: ChosenRule, from: string, make: () => string, id = from): string => {
    const known = met.get(`${rule} ${id}`);
    if (known !== undefined) return known.to;
    const made = { rule, from, to: make() };
    met.set(`${rule} ${id}`, made);
    return made.to;
  };
  const next = (what: keyof typeof numbers): number => {
    numbers[what] += 1;
    return numbers[what];
  };
  const personOf = (name: string): string =>
    standIn("person-name", name, () => `person ${letterOf(next("person") - 1)}`, keyOfPerson(name));
  const nameOfWhom = (found: string): string => {
    const wanted = keyOfPerson(found);
    const joined = wanted.replaceAll(" ", "");
    const whole = people.filter((name) => keyOfPerson(name).replaceAll(" ", "") === joined);
    const called = people.filter((name) => callNames(name).some((part) => folded(part) === wanted));
    return [...new Set((whole.length > 0 ? whole : called).map(personOf))].join(" or ");
  };
  const toldFor = (rule: string, found: string): string => {
    if (rule === "person-name") return nameOfWhom(found);
    if (hosts.has(found)) return standIn(rule as ChosenRule, found, () => `host-${next("host")}`);
    const id = rule === "host-name" ? otherNames.get(found.toLowerCase()) : undefined;
    if (id !== undefined) return standIn("host-name", found, () => `host-${next("host")}`, id);
    if (rule === "host-name") return standIn("host-name", found, () => `address-${next("address")}`);
    return standIn("own-word", found, () => markOf("own-word", folded(found), key), folded(found));
  };
  const find = (text: string): readonly Span[] =>
    apart(
      outsideMarks(
        text,
        finders.flatMap((one) => [...one(text)]),
      ),
    );
  return {
    redact: (text) => replaceFound(text, find, toldFor),
    met: () => [...met.values()],
  };
}

/** Ids of the hosts in a value of ours, wherever in it they stand. */
export function hostsIn(value: unknown): readonly HostId[] {
  const found = new Set<HostId>();
  const walk = (item: unknown): void => {
    if (Array.isArray(item)) {
      for (const one of item) walk(one);
      return;
    }
    if (typeof item !== "object" || item === null) return;
    for (const [key, member] of Object.entries(item)) {
      if (!/hostIds?$/i.test(key)) walk(member);
      else
        for (const id of Array.isArray(member) ? member : [member])
          if (typeof id === "string") found.add(id as HostId);
    }
  };
  walk(value);
  return [...found];
}

/** Where a name stands without an account. */
const BY: ReadonlySet<string> = new Set(["by", "agreedBy", "createdBy", "doneBy"]);

/** Names of the people in a value of ours. */
export function peopleIn(value: unknown): readonly string[] {
  const names = new Set<string>();
  const walk = (item: unknown): void => {
    if (Array.isArray(item)) {
      for (const one of item) walk(one);
      return;
    }
    if (typeof item !== "object" || item === null) return;
    const { userId, name } = item as Readonly<Record<string, unknown>>;
    if (typeof userId === "string" && typeof name === "string") names.add(name);
    for (const [key, member] of Object.entries(item))
      if (typeof member !== "string") walk(member);
      else if (BY.has(key)) names.add(member);
  };
  walk(value);
  // Where nobody did it, Foghorn did.
  names.delete("Foghorn");
  return [...names];
}
