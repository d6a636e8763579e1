/*
 * For readers outside: who is told what happened need not know how hosts are called. A name or an address has the same
 * alias wherever it stands in one export.
 */

export interface Aliases {
  readonly of: (text: string) => string;
  /** How many names and addresses have one by now. */
  readonly count: () => number;
}

const IPV4 = String.raw`(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
/** Two groups at least and one more, so that no time of day is one; and a name as `a::b` of a program is none. */
const IPV6 = String.raw`[0-9a-fA-F]{2,4}:(?:[0-9a-fA-F]{1,4}:){0,5}(?::[0-9a-fA-F]{1,4}){1,6}|(?:[0-9a-fA-F]{1,4}:){2,7}(?::?[0-9a-fA-F]{1,4})+|(?:[0-9a-fA-F]{1,4}:){1,7}:|::(?:[0-9a-fA-F]{1,4}:){0,6}[0-9a-fA-F]{1,4}`;
const CLOCK = /^\d{1,2}:\d{2}(?::\d{2})?$/;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Names of these hosts and every address; the same one is always called the same. */
export function createAliases(hostIds: readonly string[]): Aliases {
  const known = new Map<string, string>();
  let hosts = 0;
  let addresses = 0;
  const names = new Set(hostIds);
  // The longest first: web-1 is no part of web-10.
  const alternatives = [...names].toSorted((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(
    `(?<![\\w.-])(?:${[...alternatives, IPV4].join("|")})(?![\\w-]|\\.\\d)|(?<![\\w:.])(?:${IPV6})(?![\\w:])`,
    "g",
  );
  const aliasOf = (found: string): string => {
    const before = known.get(found);
    if (before !== undefined) return before;
    if (names.has(found)) hosts += 1;
    else addresses += 1;
    const alias = names.has(found) ? `host-${hosts}` : `address-${addresses}`;
    known.set(found, alias);
    return alias;
  };
  return {
    of: (text) => text.replace(pattern, (found) => (CLOCK.test(found) ? found : aliasOf(found))),
    count: () => known.size,
  };
}

/** Links between things of one export, words of ours, and what proves it: no names, and they would break. */
const KEPT = new Set([
  "id",
  "symptomId",
  "symptomIds",
  "evidenceId",
  "kind",
  "mode",
  "part",
  "parts",
  "state",
  "severity",
  "change",
  "actionId",
  "runbookId",
  "stepId",
  "shareId",
  "bodyDigest",
  "hash",
  "headHash",
  "digest",
  "version",
]);

/** The same value with aliases in every text. */
export function aliased<Value>(value: Value, { of }: Aliases): Value {
  const walk = (item: unknown): unknown => {
    if (typeof item === "string") return of(item);
    if (Array.isArray(item)) return item.map(walk);
    if (typeof item !== "object" || item === null) return item;
    return Object.fromEntries(
      Object.entries(item).map(([key, member]) => [key, KEPT.has(key) ? member : walk(member)]),
    );
  };
  return walk(value) as Value;
}
