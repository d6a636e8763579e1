import { PART_IDS, type PartId } from "#lib/domain/anatomy.ts";
import { litPartsOf } from "#lib/domain/detect/also-lit.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { isLit } from "../anatomy/geometry.ts";
import { isPassing } from "../shell/frame.ts";
import { formatClock, plural } from "../ui/format.ts";
import { hostIdsOf } from "./alike.ts";
import type { LitHost } from "./lit-hosts.ts";
import { failingCauses } from "./tally.ts";
import type { WatchItem } from "./watch-rows.ts";

export interface FleetGroup {
  /** Value of the label `site`; empty for hosts without one. */
  readonly site: string;
  readonly hosts: readonly LitHost[];
}

/** Hosts by site, both in the order of their names: a glyph keeps its place as long as it exists. */
export function groupHosts(hosts: readonly LitHost[]): readonly FleetGroup[] {
  const sites = new Map<string, LitHost[]>();
  for (const host of hosts.toSorted((a, b) => compareNames(a.id, b.id))) {
    const site = host.labels.site ?? "";
    sites.set(site, [...(sites.get(site) ?? []), host]);
  }
  return [...sites]
    .map(([site, inSite]) => ({ site, hosts: inSite }))
    .toSorted(
      (a, b) =>
        Number(a.site === "") - Number(b.site === "") ||
        b.hosts.length - a.hosts.length ||
        compareNames(a.site, b.site),
    );
}

export interface FleetBlock {
  /** Stays as long as the cause does, whoever of its hosts speaks for it. */
  readonly key: string;
  /** Absent: what has nothing in common. */
  readonly cause?: WatchItem;
  readonly hosts: readonly LitHost[];
}

/** Hosts of one site: those with one cause stand together, whether its row is the open one or not; the others after them. */
export function blocksOf(hosts: readonly LitHost[], causes: readonly WatchItem[]): readonly FleetBlock[] {
  const taken = new Set<string>();
  const keys = new Map<string, number>();
  const blocks = causes.flatMap((cause): readonly FleetBlock[] => {
    if (cause.alike === undefined) return [];
    const kind = `${cause.mode} ${cause.part}`;
    const nth = (keys.get(kind) ?? 0) + 1;
    keys.set(kind, nth);
    const ids = new Set(hostIdsOf(cause));
    const mine = hosts.filter(({ id }) => ids.has(id) && !taken.has(id));
    for (const { id } of mine) taken.add(id);
    return mine.length === 0 ? [] : [{ key: `${kind} ${nth}`, cause, hosts: mine }];
  });
  const others = hosts.filter(({ id }) => !taken.has(id));
  return others.length === 0 ? blocks : [...blocks, { key: "others", hosts: others }];
}

/** Made once: hundreds of names are compared with each change of a fleet. */
const NAMES = new Intl.Collator("en", { numeric: true });

/** "app-2" before "app-10". */
export const compareNames = (a: string, b: string): number => NAMES.compare(a, b);

/** A name under a glyph: without its site, which stands above the group. */
export const shortName = (host: LitHost, site: string): string =>
  site !== "" && host.id.startsWith(`${site}-`) ? host.id.slice(site.length + 1) : host.id;

/** All that is wrong with it is muted: neither quiet nor calling anybody. */
export const isMuted = (host: LitHost): boolean =>
  host.severity === undefined && host.isHeard && (host.mutedCount ?? 0) > 0;

/** It failed when it was last seen, and nobody can see now: neither quiet nor broken. */
const isLastKnown = (host: LitHost): boolean =>
  host.severity === undefined && host.isHeard && !isMuted(host) && (host.lastKnownCount ?? 0) > 0;

/** Parts that nothing but muted symptoms lights: drawn without a hue. What is absorbed is as muted as its cause. */
export function mutedParts(host: LitHost, symptoms: readonly SymptomView[]): readonly PartId[] | undefined {
  if ((host.mutedCount ?? 0) === 0) return undefined;
  const failing = symptoms.filter((symptom) => symptom.hostId === host.id && !isPassing(symptom));
  const isKnown = (symptom: SymptomView): boolean =>
    (failing.find(({ id }) => id === symptom.absorbedBy) ?? symptom).mute !== undefined;
  const known = new Set(failing.filter(isKnown).flatMap(reachOf));
  const called = new Set(failing.filter((symptom) => !isKnown(symptom)).flatMap(reachOf));
  // What its own reading lights is nobody's symptom, and so not a muted one.
  return PART_IDS.filter((part) => isLit(host.parts[part]) && known.has(part) && !called.has(part));
}

/** The parts that a symptom lights, cuts off, or has in its chain. */
const reachOf = (symptom: SymptomView): readonly PartId[] => [
  ...litPartsOf(symptom),
  ...symptom.blast.parts,
  ...symptom.chain.map((link) => link.part),
];

export const isQuiet = (host: LitHost): boolean =>
  host.severity === undefined && host.isHeard && !isMuted(host) && !isLastKnown(host);

export interface FleetCounts {
  readonly all: number;
  readonly quiet: number;
  readonly page: number;
  readonly ticket: number;
  readonly notice: number;
  readonly lastKnown: number;
  readonly muted: number;
  readonly unheard: number;
  /** Not watched but played from a recording. */
  readonly recorded: number;
  /** Since when the first of them is not heard from. */
  readonly unheardSince?: number;
  /** Those of `unheard` that never spoke. */
  readonly never: number;
  /** Since when the first of these is tried. */
  readonly triedSince?: number;
}

/** Hosts by their worst severity; one that is not heard from and also lit counts as lit. */
export function countHosts(hosts: readonly LitHost[]): FleetCounts {
  const unheard = hosts.filter((host) => !host.isHeard && host.severity === undefined);
  const since = unheard.flatMap((host) => host.lastHeardAt ?? []);
  const never = unheard.filter((host) => host.lastHeardAt === undefined);
  const tried = never.flatMap((host) => host.silence?.sinceAt ?? []);
  return {
    all: hosts.length,
    quiet: hosts.filter(isQuiet).length,
    page: hosts.filter((host) => host.severity === "page").length,
    ticket: hosts.filter((host) => host.severity === "ticket").length,
    notice: hosts.filter((host) => host.severity === "notice").length,
    lastKnown: hosts.filter(isLastKnown).length,
    muted: hosts.filter(isMuted).length,
    unheard: unheard.length,
    recorded: hosts.filter((host) => host.isRecorded === true).length,
    ...(since.length > 0 ? { unheardSince: Math.min(...since) } : {}),
    never: never.length,
    ...(tried.length > 0 ? { triedSince: Math.min(...tried) } : {}),
  };
}

/** "54 engines: 46 quiet, 23 page in 2 causes, 5 ticket, 1 not heard from since 03:20:41". */
export function fleetLine(counts: FleetCounts, causes: readonly WatchItem[]): string {
  const causing = (severity: "page" | "ticket", hosts: number): string => {
    const count = failingCauses(causes, severity);
    if (hosts === 0) return count === 0 ? "" : `${plural(count, severity)} beside a page`;
    return `${hosts} ${severity}${count === hosts ? "" : ` in ${plural(count, "cause")}`}`;
  };
  const recorded = counts.recorded > 0 ? ` (${counts.recorded} recorded)` : "";
  if (counts.all === 0) return "No engine is watched";
  const engines = `${plural(counts.all, "engine")}${recorded}`;
  if (counts.quiet === counts.all) return counts.all === 1 ? `${engines}, quiet` : `${engines}, all quiet`;
  const unheard = counts.unheardSince === undefined ? "" : ` since ${formatClock(counts.unheardSince)}`;
  const fellSilent = counts.unheard - counts.never;
  const tried = counts.triedSince === undefined ? "" : `, tried since ${formatClock(counts.triedSince)}`;
  const said = [
    `${counts.quiet} quiet`,
    causing("page", counts.page),
    causing("ticket", counts.ticket),
    counts.notice > 0 ? `${counts.notice} notice` : "",
    counts.lastKnown > 0 ? `${counts.lastKnown} last known` : "",
    counts.muted > 0 ? `${counts.muted} muted` : "",
    fellSilent > 0 ? `${fellSilent} not heard from${unheard}` : "",
    counts.never > 0 ? `${counts.never} never heard from${tried}` : "",
  ];
  return `${engines}: ${said.filter(Boolean).join(", ")}`;
}

/** Right end of the key line: "54 sockets: 52 answer, 1 does not, 1 not heard from". */
export function socketLine(hosts: readonly LitHost[]): string {
  const unheard = hosts.filter((host) => !host.isHeard).length;
  const answering = hosts.filter((host) => host.isHeard && host.pingMs !== undefined).length;
  const silent = hosts.length - unheard - answering;
  const sockets = plural(hosts.length, "socket");
  if (hosts.length === 0) return "no sockets";
  if (answering === hosts.length) return `${sockets} ${hosts.length === 1 ? "answers" : "answer"}`;
  const said = [
    `${answering} answer`,
    silent > 0 ? `${silent} ${silent === 1 ? "does" : "do"} not` : "",
    unheard > 0 ? `${unheard} not heard from` : "",
  ];
  return `${sockets}: ${said.filter(Boolean).join(", ")}`;
}

/** The slowest answer of a fleet that answers. */
export function slowestLine(hosts: readonly LitHost[]): string | undefined {
  const slowest = hosts.toSorted((a, b) => (b.pingMs ?? -1) - (a.pingMs ?? -1))[0];
  if (slowest?.pingMs === undefined) return undefined;
  return `Slowest ping: ${slowest.id}, ${Math.max(1, Math.round(slowest.pingMs))} ms`;
}

const GLYPH_PX = 49; // a glyph with its gap
const GROUP_GAP_PX = 24;

/** In how many rows a strip of this width holds so many glyphs in so many groups. */
export function stripRows(hostCount: number, groupCount: number, widthPx: number): number {
  const room = Math.max(GLYPH_PX, widthPx - groupCount * GROUP_GAP_PX);
  return Math.max(1, Math.ceil((hostCount * GLYPH_PX) / room));
}

/** Above this the strip shows what is not quiet and counts the rest. */
export const STRIP_LIMIT = 160;
