import type { Span } from "./prefix-patterns.ts";

/*
 * E-mail addresses. `name@place` is also how digests, systemd's units, versions and pictures for sharp screens are
 * written: those stay. A login on a machine has the form of an address and is masked as one, but for `git` and `root`,
 * which name nobody.
 */

const NOBODY = "(?!(?:git|root)(?:@|%40))";
const LOCAL = "[\\p{L}\\p{N}_][\\p{L}\\p{N}_.+'-]{0,63}";
// "docker@26.1.5-rc.beta" is a version; "163.com" is a place.
const DOMAIN = "(?!v?\\d{1,9}\\.\\d)(?:[\\p{L}\\p{N}-]{1,63}\\.){1,8}";
const UNIT_TYPES =
  "service|socket|device|mount|automount|swap|target|path|timer|slice|scope|conf|sock|lock|tmp|log|txt|json|ya?ml";
const FILE_TYPES = "png|jpe?g|gif|svg|webp|gz|tgz";
const NOT_A_PLACE = `(?!(?:${UNIT_TYPES}|${FILE_TYPES})(?![\\p{L}\\p{N}-]))`;
const TOP = "(?:\\p{L}{2,24}|xn--[a-z0-9-]{2,59})";
const END = "(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])";

const EMAIL = new RegExp(
  `(?<![\\p{L}\\p{N}_])${NOBODY}${LOCAL}(?:@|%40)${DOMAIN}${NOT_A_PLACE}${TOP}${END}`,
  "giu",
);

export function* emailSpans(text: string): Generator<Span> {
  if (!/@|%40/.test(text)) return;
  for (const match of text.matchAll(EMAIL))
    yield { from: match.index, to: match.index + match[0].length, rule: "email" };
}
