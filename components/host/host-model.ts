import type { PartId, PartState } from "#lib/domain/anatomy.ts";
import { PART_IDS } from "#lib/domain/anatomy.ts";
import type { Severity } from "#lib/domain/severity.ts";
import type { HostDetail, SymptomView } from "#lib/protocol/views.ts";
import type { LitContainers } from "../anatomy/container-squares.ts";
import { hasRow, isPassing } from "../shell/frame.ts";
import { plural } from "../ui/format.ts";
import { unheardWords } from "../watch/calm.ts";
import { mutedParts } from "../watch/fleet.ts";
import { litBy } from "../watch/lit-hosts.ts";
import { orderRows } from "../watch/watch-rows.ts";

/** Symptoms of one host that are not over, the one to begin with first; absorbed ones after their causes. */
export function symptomsOfHost(symptoms: readonly SymptomView[], hostId: string): readonly SymptomView[] {
  const mine = symptoms.filter((symptom) => symptom.hostId === hostId && symptom.state !== "cleared");
  return [...orderRows(mine), ...mine.filter((symptom) => symptom.absorbedBy !== undefined)];
}

/** Somebody knows of all that is wrong with it. */
export function areAllMuted(symptoms: readonly SymptomView[]): boolean {
  const rows = symptoms.filter(hasRow);
  return rows.length > 0 && rows.every(({ mute }) => mute !== undefined);
}

/** What stands at the head of a host that calls nobody; quiet is only said of one on which nothing passes again either. */
export function calmWord(symptoms: readonly SymptomView[]): "muted" | "last known" | "recovering" | "quiet" {
  const { mutedCount = 0, lastKnownCount = 0 } = litBy(symptoms);
  if (mutedCount > 0) return "muted";
  if (lastKnownCount > 0) return "last known";
  return symptoms.some((symptom) => hasRow(symptom) && isPassing(symptom)) ? "recovering" : "quiet";
}

/**
 * The part that is shown when the address names none: what fails first and calls somebody, before what is muted also a
 * part that its own reading lights, then what passes again, else dockerd.
 */
export function defaultPart(
  symptoms: readonly SymptomView[],
  states: HostDetail["parts"],
  muted: readonly PartId[],
): PartId {
  const calling = symptoms.find((symptom) => !isPassing(symptom) && symptom.mute === undefined)?.part;
  const lit = (state: PartState): PartId | undefined =>
    PART_IDS.find((part) => states[part] === state && !muted.includes(part));
  const known = symptoms.find((symptom) => !isPassing(symptom)) ?? symptoms[0];
  const byReading = muted.length === 0 ? undefined : (lit("fault") ?? lit("warn"));
  return calling ?? byReading ?? known?.part ?? "dockerd";
}

/** Parts of a host that nothing but muted symptoms lights, and the host with no number of a chain on them. */
export function withMutes(
  host: HostDetail,
  symptoms: readonly SymptomView[],
): { readonly muted: readonly PartId[]; readonly host: HostDetail } {
  const muted = mutedParts({ ...host, ...litBy(symptoms) }, symptoms) ?? [];
  if (muted.length === 0) return { muted, host };
  const partViews = host.partViews.map(({ chain, ...view }) =>
    chain === undefined || muted.includes(view.id) ? view : { ...view, chain },
  );
  return { muted, host: { ...host, partViews } };
}

export const toPartId = (text: string | null | undefined): PartId | undefined =>
  PART_IDS.find((part) => part === text);

/** What concerns a part: symptoms that light it, then those that cut it off or pass through it. */
export function symptomsOfPart(symptoms: readonly SymptomView[], part: PartId): readonly SymptomView[] {
  const own = symptoms.filter((symptom) => symptom.part === part);
  const passing = symptoms.filter(
    (symptom) =>
      symptom.part !== part &&
      (symptom.blast.parts.includes(part) || symptom.chain.some((link) => link.part === part)),
  );
  return [...own, ...passing];
}

/** The order of failure on the host, as the drawing numbers its parts. */
export const chainOfHost = (
  views: HostDetail["partViews"],
): readonly { readonly number: number; readonly part: PartId }[] =>
  views.flatMap((view) => (view.chain === undefined ? [] : [{ number: view.chain, part: view.id }]));

/** The rung at which a daemon that does not answer stops; undefined while it answers. */
export const failingRung = (
  connection: HostDetail["connection"],
): HostDetail["connection"][number]["rung"] | undefined => connection.find((step) => step.ok === false)?.rung;

/** Containers that failing symptoms are about, by name, with the worst of them. */
export function litContainers(symptoms: readonly SymptomView[]): LitContainers {
  const lit = new Map<string, { severity: Severity; title: string }>();
  for (const symptom of symptoms) {
    const { subject, severity, title } = symptom;
    if (subject === "" || isPassing(symptom) || lit.get(subject)?.severity === "page") continue;
    lit.set(subject, { severity, title });
  }
  return lit;
}

/**
 * How far "no change" reaches. Of a host that never spoke nothing is known, whatever it is asked since; of one that fell
 * silent nothing after its last word.
 */
export function noChangeWithin({
  changes,
  isHeard,
  lastHeardAt,
}: Pick<HostDetail, "changes" | "isHeard" | "lastHeardAt">):
  | { readonly sinceAt: number; readonly toAt?: number }
  | undefined {
  if (changes === undefined || lastHeardAt === undefined) return undefined;
  const { knownSinceAt } = changes;
  return isHeard ? { sinceAt: knownSinceAt } : { sinceAt: knownSinceAt, toAt: lastHeardAt };
}

const DUMP_LINES = 8;
const DUMP_CHARS = 600;

/** A text's first lines, and what is left of it; nothing is lost between them but the line break. */
export function splitDump(text: string): readonly [head: string, rest: string] {
  const head = text.split("\n").slice(0, DUMP_LINES).join("\n").slice(0, DUMP_CHARS);
  return [head, text.slice(head.length).replace(/^\n/, "").trimEnd()];
}

/** Right end of the key line: "fra1-app-07: 4 readings live, 1 last known, 1 not visible". */
export function sightLine(
  host: Pick<HostDetail, "id" | "sight" | "isHeard" | "lastHeardAt" | "silence">,
): string {
  if (!host.isHeard)
    return host.silence === undefined ? `${host.id}: not heard from` : `${host.id}: ${unheardWords(host)}`;
  const count = (state: HostDetail["sight"][number]["state"]): number =>
    host.sight.filter((one) => one.state === state).length;
  const said = [
    `${plural(count("live"), "reading")} live`,
    count("last-known") > 0 ? `${count("last-known")} last known` : "",
    count("not-visible") > 0 ? `${count("not-visible")} not visible` : "",
  ];
  return `${host.id}: ${said.filter(Boolean).join(", ")}`;
}
