import { PART_NAMES, type PartId, type PartState } from "#lib/domain/anatomy.ts";
import { STOPS_THE_START } from "#lib/domain/modes/shared/relations.ts";
import type { Severity } from "#lib/domain/severity.ts";
import type { EpochMs } from "#lib/domain/time.ts";
import type { HostSummary, SymptomView } from "#lib/protocol/views.ts";
import { isLit, type PartStates } from "../anatomy/geometry.ts";
import { hasRow, isFailing, isPassing } from "../shell/frame.ts";
import { plural } from "../ui/format.ts";

/* Which rows Watch has, and in which order. */

const SEVERITIES: readonly Severity[] = ["page", "ticket", "notice"];

/** Under which heading a row stands. */
export type RowGroup = Severity | "muted";
export const groupOf = ({ severity, standsAs = severity, mute }: WatchItem): RowGroup =>
  mute === undefined ? standsAs : "muted";

/** A row: a symptom, or one that stands for the same on other hosts. */
export interface WatchItem extends SymptomView {
  /** All of the group, this one too, in the order they began. */
  readonly alike?: readonly SymptomView[];
  /** Of a host that is not read: the worst of what was last known of it, which stands beneath. */
  readonly standsAs?: Severity;
}

/** How much a page cuts off. */
const reach = (symptom: SymptomView): number =>
  symptom.blast.parts.length * 100 + symptom.blast.affected.length;

/** What is lit before what passes again, each by severity; what is muted after all others. */
export const compareStanding = (a: WatchItem, b: WatchItem): number =>
  Number(a.mute !== undefined) - Number(b.mute !== undefined) ||
  Number(isPassing(a)) - Number(isPassing(b)) ||
  SEVERITIES.indexOf(a.standsAs ?? a.severity) - SEVERITIES.indexOf(b.standsAs ?? b.severity);

/** The whole host, or its API, does not tell any more: what was wrong there is last known for this reason. */
const isUnread = (row: SymptomView): boolean =>
  row.mode === "telemetry-gap" &&
  (row.subject === "host" || row.subject === "api") &&
  row.mute === undefined &&
  isFailing(row);

const isLastKnown = (row: SymptomView): boolean => row.isUnknown && !isPassing(row) && row.mute === undefined;

/** First that a host is not read, then what was last known of it: the reason why nothing there is of now. */
function lastKnownBeneath(rows: readonly SymptomView[]): readonly WatchItem[] {
  const gaps = new Map(rows.filter(isUnread).map((row) => [row.hostId, row]));
  if (gaps.size === 0) return rows;
  const oldOf = Map.groupBy(
    rows.filter((row) => isLastKnown(row) && gaps.has(row.hostId)),
    ({ hostId }) => hostId,
  );
  const drawn = new Set<string>();
  return rows.flatMap((row): readonly WatchItem[] => {
    const gap = gaps.get(row.hostId);
    const old = oldOf.get(row.hostId);
    if (gap === undefined || old === undefined || (row !== gap && !old.includes(row))) return [row];
    if (drawn.has(row.hostId)) return [];
    drawn.add(row.hostId);
    const worst = SEVERITIES.find((severity) => [gap, ...old].some((one) => one.severity === severity));
    return [{ ...gap, ...(worst && worst !== gap.severity && { standsAs: worst }) }, ...old];
  });
}

/** Headings in the order of the first row beneath each: a severity of which nothing is lit follows those that are. */
export const groupsOf = (rows: readonly WatchItem[]): readonly RowGroup[] => [...new Set(rows.map(groupOf))];

/** Pages by blast radius, then tickets and notices by age: what was there stays where it was when something joins. */
export function orderRows(symptoms: readonly SymptomView[]): readonly WatchItem[] {
  const rows = symptoms.filter(hasRow).toSorted((a, b) => {
    const standing = compareStanding(a, b);
    if (standing !== 0) return standing;
    const wider = a.severity === "page" ? reach(b) - reach(a) : 0;
    return wider || a.sinceAt - b.sinceAt || a.id.localeCompare(b.id);
  });
  return lastKnownBeneath(rows);
}

/**
 * Since when it does harm, this time: one that comes and goes has done so since it first came. What keeps dockerd from starting may lie in its file long before anybody starts it: then it is
 * the daemon that is away since, as its chain tells.
 */
export function harmSinceAt({
  variant,
  sinceAt: firstAt,
  againAt,
  flapping,
  chain,
}: Pick<SymptomView, "variant" | "sinceAt" | "againAt" | "flapping" | "chain">): EpochMs {
  const sinceAt = flapping === undefined ? (againAt ?? firstAt) : firstAt;
  if (variant !== STOPS_THE_START) return sinceAt;
  return chain.find(({ part, at }) => (part === "dockerd" || part === "sock") && at > sinceAt)?.at ?? sinceAt;
}

/** Head of a group of rows: "2 need a person now, 1 not yet acknowledged; 1 recovering". */
export function groupLine(group: RowGroup, rows: readonly WatchItem[]): string {
  if (group === "muted") return `${rows.length} counted nowhere until the mute ends`;
  const own = rows.filter(({ standsAs }) => standsAs === undefined);
  const failing = own.filter((row) => !isPassing(row));
  const passing = own.length - failing.length;
  const old = failing.filter(({ isUnknown }) => isUnknown).length;
  return [
    failing.length > 0 ? failingLine(group, failing) : "",
    old > 0 ? `${old === failing.length ? "" : `${old} of them `}last known` : "",
    passing > 0 ? `${passing} recovering` : "",
  ]
    .filter(Boolean)
    .join("; ");
}

/** A row that stands for many hosts says so at the head: "1 cause on 22 hosts". */
function failingLine(severity: Severity, rows: readonly WatchItem[]): string {
  const count = rows.length;
  switch (severity) {
    case "page": {
      const open = rows.filter((row) => row.acknowledgedAt === undefined).length;
      const failing = rows.flatMap((row) => row.alike ?? [row]).filter(isFailing);
      const hosts = new Set(failing.map(({ hostId }) => hostId)).size;
      if (hosts > 0 && rows.some(({ alike }) => alike !== undefined)) {
        const taken =
          open === 0 ? "all acknowledged" : count === 1 ? "not acknowledged" : `${open} not acknowledged`;
        return `${plural(count, "cause")} on ${plural(hosts, "host")}, ${taken}`;
      }
      const needs = `${count} ${count === 1 ? "needs" : "need"} a person now`;
      return open === 0 ? `${needs}, all acknowledged` : `${needs}, ${open} not yet acknowledged`;
    }
    case "ticket":
      return `${count} can wait for daylight`;
    case "notice":
      return `${count} worth knowing`;
  }
}

const AREAS: Readonly<Partial<Record<PartId, string>>> = {
  images: "Storage, images",
  volumes: "Storage, volumes",
  cache: "Storage, build cache",
  disk: "Storage, disk",
  bridge: "Network, bridges",
  ipt: "Network, iptables",
  dns: "Network, DNS",
};

/** Where in the engine, in words. */
export const whereText = (symptom: SymptomView): string => AREAS[symptom.part] ?? PART_NAMES[symptom.part];

/**
 * The engine as this one symptom lights it: its own part, what it cuts off and its chain, as the host has them;
 * what else is wrong on the host belongs to other rows.
 */
export function symptomParts(symptom: SymptomView, host: HostSummary | undefined): PartStates {
  const mine = new Set<PartId>([
    symptom.part,
    ...symptom.blast.parts,
    ...symptom.chain.map((link) => link.part),
  ]);
  const isOver = isPassing(symptom);
  const stateOf = (part: PartId): PartState => {
    const state = host?.parts[part] ?? "ok";
    if (isOver) return isLit(state) ? "ok" : state;
    if (!mine.has(part)) return isLit(state) ? "ok" : state;
    if (isLit(state)) return state;
    // Nobody knows of now, so nothing is lit.
    if (symptom.isUnknown) return part === symptom.part ? "stale" : state;
    if (part === symptom.part) return symptom.severity === "page" ? "fault" : "warn";
    return symptom.blast.parts.includes(part) && symptom.severity === "page" ? "hit" : state;
  };
  const parts = Object.keys(PART_NAMES) as PartId[];
  return Object.fromEntries(parts.map((part) => [part, stateOf(part)])) as Record<PartId, PartState>;
}

export interface RowEvidence {
  readonly text: string;
  /** It was read while the fault was there, and it is not now. */
  readonly isPast: boolean;
}

/** The reading under the title: the newest; of what passes again the passing one, else the last that failed, as such. */
export function rowEvidence(symptom: SymptomView): RowEvidence | undefined {
  const passed = symptom.evidence.find(({ at }) => isPassing(symptom) && at > symptom.lastSeenAt);
  const shown = passed ?? symptom.evidence.find(({ isPreceding }) => !isPreceding);
  if (shown === undefined) return undefined;
  return { text: shown.reading ?? shown.text, isPast: isPassing(symptom) && passed === undefined };
}

/** The chain in one line, for a narrow screen: "5 steps from the NFS server stops answering to …". */
export function chainLine(symptom: SymptomView): string {
  const first = symptom.chain[0];
  const last = symptom.chain.at(-1);
  const fine = symptom.blast.notAffected[0];
  if (isPassing(symptom)) return `Passes again. Before: ${symptom.summary}`;
  const good = fine === undefined ? "" : ` Still good: ${fine}.`;
  if (first === undefined || last === undefined || first === last) return `${symptom.summary}${good}`;
  return `${plural(symptom.chain.length, "step")}, from “${first.text}” to “${last.text}”.${good}`;
}
