import type { PartId } from "#lib/domain/anatomy.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { hasRow, isPassing } from "../shell/frame.ts";
import { formatCount, plural } from "../ui/format.ts";
import { compareNames, isQuiet, mutedParts } from "../watch/fleet.ts";
import type { LitHost } from "../watch/lit-hosts.ts";

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
  readonly host: LitHost;
  /** What is wrong, the one to begin with first. */
  readonly symptoms: readonly SymptomView[];
  /** Lit parts that call nobody: drawn without a hue. */
  readonly muted?: readonly PartId[];
}

export interface HostPool {
  /** "fra1 / app"; empty when nothing is labelled. */
  readonly name: string;
  readonly all: number;
  readonly quiet: readonly LitHost[];
}

// One screen of 900 px holds about as many rows of 25; folding fewer hides what could be read at once.
const FOLDS_BEYOND = 24;

/** Whether quiet hosts fold into their pools: only where there are more of them than a screen shows. */
export const foldsPools = (list: Pick<HostList, "pools">): boolean =>
  list.pools.reduce((sum, pool) => sum + pool.quiet.length, 0) > FOLDS_BEYOND;

/** "43 of 45 containers run, 4 of them last known, unknown on 2 hosts": nothing that was never counted is a nought. */
export function containersLine(hosts: readonly LitHost[]): string {
  const counted = hosts.filter((host) => host.containersRunning !== undefined);
  const sum = (of: readonly LitHost[], read: (host: LitHost) => number | undefined): number =>
    of.reduce((total, host) => total + (read(host) ?? 0), 0);
  const running = sum(counted, (host) => host.containersRunning);
  const isWhole = counted.every((host) => host.containersExpected !== undefined);
  const expected = sum(counted, (host) => host.containersExpected);
  const old = sum(
    counted.filter((host) => host.containersBy === "last-list"),
    (host) => host.containersRunning,
  );
  const unknown = hosts.length - counted.length;
  // Shims tell what runs; how many should is known once a list was read.
  const all = isWhole
    ? `${formatCount(running)} of ${plural(expected, "container")} ${expected === 1 ? "runs" : "run"}`
    : `${plural(running, "container")} ${running === 1 ? "runs" : "run"}`;
  return [
    counted.length > 0 ? all : "",
    old > 0 ? `${formatCount(old)} of them last known` : "",
    unknown > 0 ? `${counted.length > 0 ? "" : "containers "}unknown on ${plural(unknown, "host")}` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

export interface HostList {
  readonly loud: readonly HostRow[];
  readonly pools: readonly HostPool[];
  readonly matchCount: number;
}

const RANK = { page: 0, ticket: 2, notice: 3 } as const;
/** A host that is not heard from may hide anything: it stands after the pages. */
const rankOf = (host: LitHost): number =>
  host.severity === undefined ? (host.isHeard ? 4 : 1) : RANK[host.severity];

/** Containers that should run and do not; undefined where nobody could count them. */
export const containersDown = (host: LitHost): number | undefined =>
  host.containersExpected === undefined || host.containersRunning === undefined
    ? undefined
    : Math.max(0, host.containersExpected - host.containersRunning);

const reach = (row: HostRow): number =>
  (containersDown(row.host) ?? 0) +
  row.symptoms.reduce((sum, symptom) => sum + symptom.blast.parts.length, 0);

const sinceOf = (row: HostRow): number =>
  Math.min(...row.symptoms.map((one) => one.sinceAt), Number.MAX_SAFE_INTEGER);

export const poolOf = (host: LitHost): string =>
  [host.labels.site, host.labels.pool].filter((name) => name !== undefined).join(" / ");

function matches(host: LitHost, symptoms: readonly SymptomView[], filter: HostFilter): boolean {
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
  hosts: readonly LitHost[],
  symptoms: readonly SymptomView[],
  filter: HostFilter,
): HostList {
  const rows = hosts
    .map((host): HostRow => {
      const muted = mutedParts(host, symptoms);
      return {
        host,
        ...(muted && { muted }),
        symptoms: symptoms
          .filter((symptom) => symptom.hostId === host.id && hasRow(symptom))
          .toSorted(
            (a, b) =>
              Number(a.mute !== undefined) - Number(b.mute !== undefined) ||
              Number(isPassing(a)) - Number(isPassing(b)) ||
              RANK[a.severity] - RANK[b.severity] ||
              a.sinceAt - b.sinceAt,
          ),
      };
    })
    .filter((row) => matches(row.host, row.symptoms, filter));
  const loud = rows.filter((row) => !isQuiet(row.host)).toSorted((a, b) => compareRows(a, b, filter.sort));
  const pools = new Map<string, { all: number; quiet: LitHost[] }>();
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
