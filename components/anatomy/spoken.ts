import { PART_NAMES, type PartId } from "#lib/domain/anatomy.ts";
import type { EpochMs } from "#lib/domain/time.ts";
import type { HostDetail, SymptomView } from "#lib/protocol/views.ts";
import { squareWords } from "./container-squares.ts";

/**
 * The diagram in words, for screen readers and for copying: the chain in its order, what is cut off, what drifts,
 * what is only last known, and what was checked and still works.
 */
export function spokenForm(
  host: Pick<HostDetail, "id" | "partViews" | "isHeard" | "containers">,
  symptoms: readonly SymptomView[],
  clock: (at: EpochMs) => string,
  muted: readonly PartId[] = [],
): string {
  // An absorbed symptom carries the chain of its cause, which is told once.
  const failing = symptoms.filter(({ state, mute }) => state !== "recovering" && mute === undefined);
  const known = symptoms.filter(({ state, mute }) => state !== "recovering" && mute !== undefined);
  const chains = failing.filter(({ absorbedBy }) => absorbedBy === undefined).map(({ chain }) => chain);
  const passing = symptoms.filter(({ state }) => state === "recovering").map(({ title }) => title);
  const chain = chains.flatMap((links) =>
    links
      .toSorted((a, b) => a.number - b.number || a.at - b.at)
      .map((link) => `${links.length > 1 ? `${link.number} ` : ""}${link.text} at ${clock(link.at)}`),
  );
  const numbered = new Set(chains.flatMap((links) => links.map(({ part }) => part)));
  const named = (state: "hit" | "warn"): readonly string[] =>
    host.partViews
      .filter((part) => part.state === state && !muted.includes(part.id))
      .map((part) => (state === "hit" ? PART_NAMES[part.id] : `${PART_NAMES[part.id]}: ${part.reading}`));
  const stale = host.partViews.filter(({ state }) => state === "stale");
  const old = stale.filter(({ readAt }) => readAt !== undefined).map(({ id }) => PART_NAMES[id]);
  const never = stale.filter(({ readAt }) => readAt === undefined).map(({ id }) => PART_NAMES[id]);
  const broken = host.partViews
    .filter((part) => part.state === "fault" && !numbered.has(part.id) && !muted.includes(part.id))
    .map((part) => `${PART_NAMES[part.id]}: ${part.reading}`);
  // What a symptom is about was told with it.
  const told = new Set([...failing, ...known].map(({ subject }) => subject));
  const unwell = squareWords(
    host.containers.filter(({ name }) => !told.has(name)),
    new Map(),
  );
  const fine = [...new Set(failing.flatMap((symptom) => symptom.blast.notAffected))];
  const said = [
    host.isHeard ? "" : "nothing is heard from this host, no reading is of now",
    ...chain,
    broken.length > 0 ? `broken: ${broken.join(", ")}` : "",
    named("hit").length > 0 ? `cut off: ${named("hit").join(", ")}` : "",
    named("warn").length > 0 ? `ticket: ${named("warn").join(", ")}` : "",
    unwell.length > 0 ? `containers not well: ${unwell.join(", ")}` : "",
    old.length > 0 ? `last known: ${old.join(", ")}` : "",
    never.length > 0 ? `not known: ${never.join(", ")}` : "",
    known.length > 0 ? `muted: ${known.map(({ title }) => title).join(", ")}` : "",
    passing.length > 0 ? `recovering: ${passing.join(", ")}` : "",
    fine.length > 0 ? `not affected: ${fine.join(", ")}` : "",
  ].filter(Boolean);
  return said.length === 0 ? `${host.id}: every part is as usual.` : `${host.id}: ${said.join("; ")}.`;
}

/** Fewer words for a glyph: what is broken, or that all is quiet. */
export function glyphLabel(
  host: { readonly id: string; readonly isHeard: boolean },
  titles: readonly string[],
): string {
  if (titles.length > 0) return `${host.id}: ${titles.join(", ")}`;
  return host.isHeard ? `${host.id}: answers` : `${host.id}: not heard from`;
}
