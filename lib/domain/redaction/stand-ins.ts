import type { HostId } from "../ids.ts";
import type { Redact } from "../incidents/redact-value.ts";
import { markOf } from "./mark.ts";
import type { Span } from "./prefix-patterns.ts";
import { outsideMarks, replaceShown } from "./replace.ts";

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

/** Word processors write other hyphens and apostrophes than keyboards do. */
const HYPHENS = String.raw`\u002d\u2010-\u2015\u2212`;
const APOSTROPHES = "'\u2018\u2019\u02bc";
const HYPHEN = new RegExp(`[${HYPHENS}]`, "gu");
const APOSTROPHE = new RegExp(`[${APOSTROPHES}]`, "gu");

const escaped = (text: string): string =>
  text
    .replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")
    .replace(HYPHEN, `[${HYPHENS}]`)
    .replace(APOSTROPHE, `[${APOSTROPHES}]`);
/** As it is compared: however it is written, it is the same name. */
const folded = (text: string): string =>
  text.normalize("NFC").toLowerCase().replace(HYPHEN, "-").replace(APOSTROPHE, "'").replace(/\s+/gu, " ");
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

/** Words of a language more often than names: an alias in their place would hide nobody and spoil every sentence. */
const NO_NAMES = new Set(
  "localhost docker dockerd containerd moby host server node linux debian ubuntu".split(" "),
);

const isLong = (name: string): boolean => name.length >= PART_LETTERS && /\p{L}/u.test(name);

const isName = (name: string): boolean =>
  isLong(name) && !name.includes(":") && !NO_NAMES.has(name.toLowerCase());

const alone = (sources: readonly string[]): readonly string[] =>
  sources.length === 0 ? [] : [`${ALONE.before}(?:${anyOf(sources)})${ALONE.after}`];

/**
 * However it is written, and as a part of what is named after its host: web-1 in WEB-1 and in web-1_data. What is short or
 * a number stands for a host only where it stands alone, as it is.
 */
function hostFinders(rule: ChosenRule, names: readonly string[]): readonly Find[] {
  const short = names.filter((name) => !isLong(name)).map(escaped);
  return [
    finderOf(rule, alone(names.filter(isLong).flatMap(spellings).map(escaped)), "iu"),
    finderOf(rule, short.length === 0 ? [] : [`(?<![\\w.-])(?:${anyOf(short)})(?![\\w-]|\\.\\d)`], ""),
  ];
}

/** Which hosts a name may mean, by the name as it is compared; a long one, "db.example.org", is written short as well. */
function hostsByName(hostIds: readonly string[], others: Named["hostNames"] = []): HostsByName {
  const found = new Map<string, string[]>();
  const add = (name: string, id: string): void => {
    const known = found.get(folded(name)) ?? [];
    if (!known.includes(id)) found.set(folded(name), [...known, id]);
  };
  for (const id of hostIds) add(id, id);
  // An id is its host's, whatever another one calls itself.
  const taken = new Set(found.keys());
  for (const { id, names } of others)
    for (const name of [id, ...names])
      for (const spelt of [name, name.split(".")[0] ?? ""])
        if (isName(spelt) && !taken.has(folded(spelt))) add(spelt, id);
  return found;
}

type HostsByName = ReadonlyMap<string, readonly string[]>;

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

/** How somebody may be called: of "Jean-Luc Picard" each part and "Jean-Luc"; "Night desk" is a desk, and its words are anybody's. */
function callNames(name: string): readonly string[] {
  const parts = partsOf(name).filter(isCapital);
  if (parts.length < 2) return [];
  const joined = name.split(/\s+/u).filter((word) => isCapital(word) && partsOf(word).length > 1);
  return [...joined, ...parts].filter((part) => part.length >= PART_LETTERS);
}

/** Blanks, a line's end among them, or what stands for one in a login. */
const BETWEEN_PARTS = String.raw`(?:\s{1,8}|[\s._${HYPHENS}]{0,2})`;

/** A name however it is joined and written: "Nora Achebe", "nora.achebe", "NORA". A short one only as it is written. */
function peopleFinders(people: readonly string[]): readonly Find[] {
  const joined = (name: string): readonly string[] =>
    spellings(name).map((spelt) => partsOf(spelt).map(escaped).join(BETWEEN_PARTS));
  const calls = people.flatMap(callNames);
  const names = [...new Set([...people, ...calls])];
  // Who is called like a program is not meant wherever that is named.
  const isOwn = (name: string): boolean => name.length >= PART_LETTERS && !NO_NAMES.has(name.toLowerCase());
  return [
    finderOf("person-name", alone(names.filter(isOwn).flatMap(joined)), "iu"),
    finderOf(
      "person-name",
      alone(
        names
          .filter((name) => !isOwn(name))
          .flatMap(spellings)
          .map(escaped),
      ),
      "u",
    ),
  ];
}

const wordSources = (words: readonly string[]): readonly string[] =>
  alone(words.flatMap(spellings).map((word) => word.split(/\s+/u).map(escaped).join(String.raw`\s{1,8}`)));

/** A, B, … Z, AA: as many as there are people. */
function letterOf(number: number): string {
  const rest = Math.floor(number / 26);
  const letter = String.fromCharCode("A".charCodeAt(0) + (number % 26));
  return rest === 0 ? letter : `${letterOf(rest - 1)}${letter}`;
}

const keyOfPerson = (text: string): string => partsOf(folded(text)).join("");

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
  const byId = hostIds.map((id) => ({ id, names: [] }));
  const byName = hostsByName([...hosts], discretion.hidesHosts ? [...byId, ...(named.hostNames ?? [])] : []);
  const finders: readonly Find[] = [
    ...hostFinders(discretion.hidesHosts ? "host-name" : "own-word", [
      ...new Set([...hosts, ...byName.keys()]),
    ]),
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
    const whole = people.filter((name) => keyOfPerson(name) === wanted);
    const called = people.filter((name) => callNames(name).some((part) => keyOfPerson(part) === wanted));
    return [...new Set((whole.length > 0 ? whole : called).map(personOf))].join(" or ") || "somebody";
  };
  const toldFor = (rule: string, found: string): string => {
    if (rule === "person-name") return nameOfWhom(found);
    const ids = hosts.has(found) ? [found] : (byName.get(folded(found)) ?? []);
    if (ids.length > 0)
      return ids
        .map((id) => standIn(rule as ChosenRule, found, () => `host-${next("host")}`, id))
        .join(" or ");
    if (rule === "host-name") return standIn("host-name", found, () => `address-${next("address")}`);
    return standIn("own-word", found, () => markOf("own-word", folded(found), key), folded(found));
  };
  const find = (text: string): readonly Span[] =>
    outsideMarks(
      text,
      finders.flatMap((one) => [...one(text)]),
    );
  return {
    redact: (text) => replaceShown(text, find, toldFor),
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
