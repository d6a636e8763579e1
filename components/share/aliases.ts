import type { ChosenRule } from "#lib/domain/redaction/stand-ins.ts";

/** As an alias is written where a name stood, by the rule that put it there. */
const WRITTEN: Partial<Record<ChosenRule, string>> = {
  "host-name": "host-\\d+|address-\\d+",
  "person-name": "person [A-Z]+",
};

/** What of a text are aliases: of the rules that took something out, as a host may well be called host-1. */
export function aliasFinder(
  redactions: readonly { readonly rule: string; readonly count: number }[] = [],
): (text: string) => readonly { readonly from: number; readonly to: number }[] {
  const sources = redactions.flatMap(({ rule, count }) =>
    count === 0 ? [] : (WRITTEN[rule as ChosenRule] ?? []),
  );
  if (sources.length === 0) return () => [];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${sources.join("|")})(?![\\p{L}\\p{N}])`, "gu");
  return (text) =>
    [...text.matchAll(pattern)].map(({ index, 0: found }) => ({ from: index, to: index + found.length }));
}
