import { MINUTE_MS } from "#lib/domain/time.ts";
import type { HostSummary, SymptomView } from "#lib/protocol/views.ts";
import { isFailing, isPassing } from "../shell/frame.ts";
import { engineText, listed, plural } from "../ui/format.ts";
import { compareStanding, groupOf, type WatchItem } from "./watch-rows.ts";

/* The same fault on many hosts is one row: one cause is looked for, not twenty-two. */

/** Two rows are read as fast as one that stands for both. */
const FEWEST = 3;
/** A host joins when its fault began within this of the one before. */
const JOIN_MS = 5 * MINUTE_MS;
/** Drawn in words; the others are counted. */
const POOLS_SHOWN = 3;

/** The same kind, part and form of evidence. What it is about on its host belongs to the form: a container of the same name. */
const formOf = (row: WatchItem): string =>
  [groupOf(row), row.severity, row.mode, row.part, row.variant ?? "", row.title, row.subject].join("\n");

/** Rows in their order, with each group drawn in the place of its first; groups stand above single rows of their severity. */
export function foldAlike(
  rows: readonly WatchItem[],
  apart: ReadonlySet<string> = new Set(),
): readonly WatchItem[] {
  const groups = new Map<SymptomView, readonly SymptomView[]>();
  const joined = rows.filter(({ id }) => !apart.has(id));
  for (const same of Map.groupBy(joined, formOf).values()) {
    for (const group of byOnset(same)) for (const row of group) groups.set(row, group);
  }
  const drawn = new Set<readonly SymptomView[]>();
  const items = rows.flatMap((row): readonly WatchItem[] => {
    const group = groups.get(row);
    if (group === undefined) return [row];
    if (drawn.has(group)) return [];
    drawn.add(group);
    return [standFor(group)];
  });
  return items.toSorted((a, b) => compareStanding(a, b) || (b.alike?.length ?? 1) - (a.alike?.length ?? 1));
}

/** Groups of hosts that began one after the other; a host that is alone, or one of two, is in none. */
function byOnset(same: readonly SymptomView[]): readonly (readonly SymptomView[])[] {
  const groups: SymptomView[][] = [];
  for (const row of same.toSorted((a, b) => a.sinceAt - b.sinceAt || a.id.localeCompare(b.id))) {
    const open = groups.at(-1);
    if (open !== undefined && row.sinceAt - (open.at(-1)?.sinceAt ?? 0) <= JOIN_MS) open.push(row);
    else groups.push([row]);
  }
  return groups.filter((group) => new Set(group.map(({ hostId }) => hostId)).size >= FEWEST);
}

/** The first that still fails speaks for all; acknowledged is what is acknowledged everywhere. */
function standFor(group: readonly SymptomView[]): WatchItem {
  const first = group[0];
  const lead =
    group.find((row) => !isPassing(row) && !row.isUnknown) ??
    group.find(isFailing) ??
    group.find((row) => !isPassing(row)) ??
    first;
  if (lead === undefined || first === undefined) throw new RangeError("a group of none");
  const { acknowledgedAt: _at, acknowledgedBy: _by, incidentId: _id, ...rest } = lead;
  const incident = group.find(({ incidentId }) => incidentId !== undefined);
  const isTaken = group.every(({ acknowledgedAt }) => acknowledgedAt !== undefined);
  return {
    ...rest,
    sinceAt: first.sinceAt,
    ...(incident?.incidentId !== undefined && { incidentId: incident.incidentId }),
    ...(isTaken && lead.acknowledgedAt !== undefined && { acknowledgedAt: lead.acknowledgedAt }),
    ...(isTaken && lead.acknowledgedBy !== undefined && { acknowledgedBy: lead.acknowledgedBy }),
    alike: group,
  };
}

/** Hosts of a row, each once. */
export const hostIdsOf = (item: WatchItem): readonly string[] => [
  ...new Set((item.alike ?? [item]).map(({ hostId }) => hostId)),
];

/** Hosts of a row on which it fails now; of one that nobody can see failing, all that it was on. */
export function failingHostIds(item: WatchItem): readonly string[] {
  const failing = (item.alike ?? [item]).filter(isFailing);
  return failing.length === 0 ? hostIdsOf(item) : [...new Set(failing.map(({ hostId }) => hostId))];
}

/** Where it still fails: "22 hosts in north: all 12 edge, 10 of 44 app" */
export function placeText(item: WatchItem, hosts: readonly HostSummary[]): string {
  const ids = new Set(failingHostIds(item));
  const mine = hosts.filter(({ id }) => ids.has(id));
  const count = plural(ids.size, "host");
  const sites = [...new Set(mine.flatMap(({ labels }) => labels.site ?? []))];
  if (sites.length === 0) return count;
  const where = `${count} in ${listed(sites)}`;
  const pools = Map.groupBy(
    hosts.filter(({ labels }) => labels.pool !== undefined && sites.includes(labels.site ?? "")),
    ({ labels }) => (sites.length === 1 ? labels.pool : `${labels.site}/${labels.pool}`),
  );
  const said = [...pools].flatMap(([pool, all]) => {
    const lit = all.filter(({ id }) => ids.has(id)).length;
    if (lit === 0) return [];
    return [lit === all.length ? `all ${lit} ${pool}` : `${lit} of ${all.length} ${pool}`];
  });
  return said.length === 0 || said.length > POOLS_SHOWN ? where : `${where}: ${said.join(", ")}`;
}

export interface SharedTrait {
  readonly text: string;
  /** How many hosts outside the group have it as well, of how many. */
  readonly elsewhere: number;
  readonly others: number;
}

/** What every host of the group has and most others do not: where to look for the cause. Most telling first. */
export function sharedTraits(item: WatchItem, hosts: readonly HostSummary[]): readonly SharedTrait[] {
  const ids = new Set(hostIdsOf(item));
  const mine = hosts.filter(({ id }) => ids.has(id));
  const others = hosts.filter(({ id }) => !ids.has(id));
  const traits = (host: HostSummary): readonly string[] => [
    ...(host.engineVersion === undefined ? [] : [engineText(host)]),
    ...Object.entries(host.labels).map(([name, value]) => `${name} ${value}`),
    `reached over ${host.transport}`,
  ];
  const common = traitsOfAll(mine.map(traits));
  return common
    .map((text) => ({
      text,
      elsewhere: others.filter((host) => traits(host).includes(text)).length,
      others: others.length,
    }))
    .filter(({ elsewhere }) => elsewhere * 2 < others.length)
    .toSorted((a, b) => a.elsewhere - b.elsewhere);
}

const traitsOfAll = (each: readonly (readonly string[])[]): readonly string[] =>
  (each[0] ?? []).filter((trait) => each.every((traits) => traits.includes(trait)));

/** Containers of the hosts of a group: how many run, of how many that should. */
export function containersOf(
  item: WatchItem,
  hosts: readonly HostSummary[],
): { readonly running: number; readonly expected: number } {
  const ids = new Set(hostIdsOf(item));
  const mine = hosts.filter(({ id, containersRunning }) => ids.has(id) && containersRunning !== undefined);
  const sum = (read: (host: HostSummary) => number): number =>
    mine.reduce((total, host) => total + read(host), 0);
  const running = sum((host) => host.containersRunning ?? 0);
  return {
    running,
    expected: Math.max(
      running,
      sum((host) => host.containersExpected ?? 0),
    ),
  };
}
