import { PART_NAMES, type PartId, type PartState } from "#lib/domain/anatomy.ts";
import type { Severity } from "#lib/domain/severity.ts";
import type { HostSummary, SymptomView } from "#lib/protocol/views.ts";
import { isLit, type PartStates } from "../anatomy/geometry.ts";
import { counts } from "../shell/frame.ts";
import { plural } from "../ui/format.ts";

/* Which rows Watch has, and in which order. */

export const SEVERITIES: readonly Severity[] = ["page", "ticket", "notice"];

/** How much a page cuts off. */
const reach = (symptom: SymptomView): number =>
  symptom.blast.parts.length * 100 + symptom.blast.affected.length;

/** Pages by blast radius, then tickets and notices by age: what was there stays where it was when something joins. */
export function orderRows(symptoms: readonly SymptomView[]): readonly SymptomView[] {
  return symptoms.filter(counts).toSorted((a, b) => {
    const rank = SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
    if (rank !== 0) return rank;
    const wider = a.severity === "page" ? reach(b) - reach(a) : 0;
    return wider || a.sinceAt - b.sinceAt || a.id.localeCompare(b.id);
  });
}

/** Head of a group of rows: "2 need a person now, 1 not yet acknowledged". */
export function groupLine(severity: Severity, rows: readonly SymptomView[]): string {
  const count = rows.length;
  switch (severity) {
    case "page": {
      const open = rows.filter((row) => row.acknowledgedAt === undefined).length;
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
  const isPassing = symptom.state === "recovering" || symptom.state === "cleared";
  const stateOf = (part: PartId): PartState => {
    const state = host?.parts[part] ?? "ok";
    if (isPassing) return state;
    if (!mine.has(part)) return isLit(state) ? "ok" : state;
    if (isLit(state)) return state;
    if (part === symptom.part) return symptom.severity === "page" ? "fault" : "warn";
    return symptom.blast.parts.includes(part) && symptom.severity === "page" ? "hit" : state;
  };
  const parts = Object.keys(PART_NAMES) as PartId[];
  return Object.fromEntries(parts.map((part) => [part, stateOf(part)])) as Record<PartId, PartState>;
}

/** The chain in one line, for a narrow screen: "5 steps from the NFS server stops answering to …". */
export function chainLine(symptom: SymptomView): string {
  const first = symptom.chain[0];
  const last = symptom.chain.at(-1);
  const fine = symptom.blast.notAffected[0];
  const good = fine === undefined ? "" : ` Still good: ${fine}.`;
  if (first === undefined || last === undefined || first === last) return `${symptom.summary}${good}`;
  return `${plural(symptom.chain.length, "step")}, from “${first.text}” to “${last.text}”.${good}`;
}
