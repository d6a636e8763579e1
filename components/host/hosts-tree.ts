import { compareNames } from "../watch/fleet.ts";
import type { LitHost } from "../watch/lit-hosts.ts";

/** Sites and pools with what is lit in them, for the tree at the left. */
export function treeOf(hosts: readonly LitHost[]): readonly {
  readonly name: string;
  readonly isPool: boolean;
  readonly filter: string;
  readonly page: number;
  readonly ticket: number;
  readonly all: number;
}[] {
  const bySite = Map.groupBy(hosts, (host) => host.labels.site ?? "");
  const line = (name: string, isPool: boolean, filter: string, of: readonly LitHost[]) => ({
    name,
    isPool,
    filter,
    page: of.filter((host) => host.severity === "page").length,
    ticket: of.filter((host) => host.severity === "ticket").length,
    all: of.length,
  });
  return [...bySite]
    .toSorted(([a], [b]) => compareNames(a, b))
    .flatMap(([site, ofSite]) => {
      const pools = [...Map.groupBy(ofSite, (host) => host.labels.pool ?? "")].filter(
        ([pool]) => pool !== "",
      );
      return [
        line(site === "" ? "no site" : site, false, site, ofSite),
        ...pools
          .toSorted(([a], [b]) => compareNames(a, b))
          .map(([pool, ofPool]) => line(pool, true, `${site} ${pool}`.trim(), ofPool)),
      ];
    });
}

/** How often each value occurs, most first. */
export function tally(
  values: readonly string[],
): readonly { readonly value: string; readonly count: number }[] {
  const counted = new Map<string, number>();
  for (const value of values) counted.set(value, (counted.get(value) ?? 0) + 1);
  return [...counted]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || compareNames(a.value, b.value));
}
