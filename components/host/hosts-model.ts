import type { HostSummary, SymptomView } from "#lib/protocol/views.ts";
import { counts } from "../shell/frame.ts";
import { compareNames, isQuiet } from "../watch/fleet.ts";

/* The list of hosts: what is not quiet first, the others folded into their pools. */

export type HostSort = "blast" | "name" | "age";
export const HOST_SORTS: readonly HostSort[] = ["blast", "name", "age"];

export interface HostFilter {
  readonly text: string;
  /** "any" or a transport. */
  readonly transport: string;
  /** "any" or an engine version. */
  readonly engine: string;
  readonly sort: HostSort;
}

export const ANY = "any";

/** The filter an address holds; what it does not name is neutral. */
export function filterOf(query: { get: (name: string) => string | null }): HostFilter {
  return {
    text: query.get("q") ?? "",
    transport: query.get("transport") ?? ANY,
    engine: query.get("engine") ?? ANY,
    sort: HOST_SORTS.find((sort) => sort === query.get("sort")) ?? "blast",
  };
}

/** The address of a filter; neutral values are left out. */
export function addressOf(filter: HostFilter): string {
  const query = new URLSearchParams();
  if (filter.text !== "") query.set("q", filter.text);
  if (filter.transport !== ANY) query.set("transport", filter.transport);
  if (filter.engine !== ANY) query.set("engine", filter.engine);
  if (filter.sort !== "blast") query.set("sort", filter.sort);
  const text = query.toString();
  return text === "" ? "/hosts" : `/hosts?${text}`;
}

export interface HostRow {
  readonly host: HostSummary;
  /** What is wrong, the one to begin with first. */
  readonly symptoms: readonly SymptomView[];
}

export interface HostPool {
  /** "fra1 / app"; empty when nothing is labelled. */
  readonly name: string;
  readonly all: number;
  readonly quiet: readonly HostSummary[];
}

export interface HostList {
  readonly loud: readonly HostRow[];
  readonly pools: readonly HostPool[];
  readonly matchCount: number;
}

const RANK = { page: 0, ticket: 2, notice: 3 } as const;
/** A host that is not heard from may hide anything: it stands after the pages. */
const rankOf = (host: HostSummary): number =>
  host.severity === undefined ? (host.isHeard ? 4 : 1) : RANK[host.severity];

/** Containers down or cut off, as far as the list tells. */
export const containersDown = (host: HostSummary): number =>
  Math.max(0, (host.containersExpected ?? 0) - (host.containersRunning ?? 0));

const reach = (row: HostRow): number =>
  containersDown(row.host) + row.symptoms.reduce((sum, symptom) => sum + symptom.blast.parts.length, 0);

const sinceOf = (row: HostRow): number =>
  Math.min(...row.symptoms.map((one) => one.sinceAt), Number.MAX_SAFE_INTEGER);

export const poolOf = (host: HostSummary): string =>
  [host.labels.site, host.labels.pool].filter((name) => name !== undefined).join(" / ");

function matches(host: HostSummary, symptoms: readonly SymptomView[], filter: HostFilter): boolean {
  if (filter.transport !== ANY && host.transport !== filter.transport) return false;
  if (filter.engine !== ANY && (host.engineVersion ?? "unknown") !== filter.engine) return false;
  const text = [
    host.id,
    host.url,
    host.engineVersion,
    ...Object.values(host.labels),
    ...symptoms.map((symptom) => `${symptom.title} ${symptom.subject}`),
  ]
    .join(" ")
    .toLowerCase();
  return filter.text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export function listHosts(
  hosts: readonly HostSummary[],
  symptoms: readonly SymptomView[],
  filter: HostFilter,
): HostList {
  const rows = hosts
    .map(
      (host): HostRow => ({
        host,
        symptoms: symptoms
          .filter((symptom) => symptom.hostId === host.id && counts(symptom))
          .toSorted((a, b) => RANK[a.severity] - RANK[b.severity] || a.sinceAt - b.sinceAt),
      }),
    )
    .filter((row) => matches(row.host, row.symptoms, filter));
  const loud = rows.filter((row) => !isQuiet(row.host)).toSorted((a, b) => compareRows(a, b, filter.sort));
  const pools = new Map<string, { all: number; quiet: HostSummary[] }>();
  for (const { host } of rows) {
    const pool = pools.get(poolOf(host)) ?? { all: 0, quiet: [] };
    pool.all += 1;
    if (isQuiet(host)) pool.quiet.push(host);
    pools.set(poolOf(host), pool);
  }
  return {
    loud,
    matchCount: rows.length,
    pools: [...pools]
      .map(([name, pool]) => ({
        name,
        all: pool.all,
        quiet: pool.quiet.toSorted((a, b) => compareNames(a.id, b.id)),
      }))
      .filter((pool) => pool.quiet.length > 0)
      .toSorted((a, b) => compareNames(a.name, b.name)),
  };
}

function compareRows(a: HostRow, b: HostRow, sort: HostSort): number {
  if (sort === "name") return compareNames(a.host.id, b.host.id);
  if (sort === "age") return sinceOf(a) - sinceOf(b) || compareNames(a.host.id, b.host.id);
  return rankOf(a.host) - rankOf(b.host) || reach(b) - reach(a) || compareNames(a.host.id, b.host.id);
}

/** Sites and pools with what is lit in them, for the tree at the left. */
export function treeOf(hosts: readonly HostSummary[]): readonly {
  readonly name: string;
  readonly isPool: boolean;
  readonly filter: string;
  readonly page: number;
  readonly ticket: number;
  readonly all: number;
}[] {
  const bySite = Map.groupBy(hosts, (host) => host.labels.site ?? "");
  const line = (name: string, isPool: boolean, filter: string, of: readonly HostSummary[]) => ({
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
